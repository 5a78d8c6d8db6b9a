package breakdex.sync.provider;

import breakdex.sync.asset.ContentHash;
import breakdex.sync.asset.EvidenceGrade;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;

/** Ways in which finding, reading, deleting and setting aside may be wrong. */
final class ObjectMutants {
    static final Map<String, BiFunction<CloudProvider, ProviderHarness, CloudProvider>> ALL = new LinkedHashMap<>();

    private ObjectMutants() {}

    private static void plain(String name, Function<CloudProvider, CloudProvider> mutant) {
        ALL.put(name, (in, far) -> mutant.apply(in));
    }

    private static RemoteObject withVersion(RemoteObject it, String version) {
        return new RemoteObject(it.name(), it.path(), it.sizeBytes(), version);
    }

    private static RemoteObject anyVersion(RemoteObject it) {
        return new RemoteObject(it.name(), it.path(), it.sizeBytes(), null);
    }

    static {
        plain("a listing ends after its first page", in -> new ForwardingProvider(in) {
            @Override
            public void list(Consumer<RemoteObject> each) throws ProviderException, InterruptedException {
                List<RemoteObject> all = new ArrayList<>();
                in.list(all::add);
                all.stream().limit(10).forEach(each);
            }
        });
        plain("a listing names each object twice", in -> new ForwardingProvider(in) {
            @Override
            public void list(Consumer<RemoteObject> each) throws ProviderException, InterruptedException {
                in.list(each.andThen(each));
            }
        });
        plain("a listing that failed looks like an empty one", in -> new ForwardingProvider(in) {
            @Override
            public void list(Consumer<RemoteObject> each) throws InterruptedException {
                try {
                    in.list(each);
                } catch (ProviderException e) {
                    // nothing there
                }
            }
        });
        plain("what cannot be asked is absent", in -> new ForwardingProvider(in) {
            @Override
            public Presence find(ContentHash hash) throws InterruptedException {
                try {
                    return in.find(hash);
                } catch (ProviderException e) {
                    return new Presence.Absent();
                }
            }
        });
    }

    static {
        plain("an object is found under one extension only", in -> new ForwardingProvider(in) {
            @Override
            public Presence find(ContentHash hash) throws ProviderException, InterruptedException {
                Presence there = in.find(hash);
                return there instanceof Presence.Present it
                                && it.object().path().endsWith(".zz")
                        ? new Presence.Absent()
                        : there;
            }
        });
        plain("of two objects the younger is found", in -> new ForwardingProvider(in) {
            @Override
            public Presence find(ContentHash hash) throws ProviderException, InterruptedException {
                List<RemoteObject> all = new ArrayList<>();
                in.list(it -> {
                    if (it.name().hash().equals(hash)) {
                        all.add(it);
                    }
                });
                return all.size() < 2 ? in.find(hash) : new Presence.Present(all.get(all.size() - 1));
            }
        });
        plain("absence is remembered", in -> new ForwardingProvider(in) {
            private final Map<ContentHash, Presence> known = new HashMap<>();

            @Override
            public synchronized Presence find(ContentHash hash) throws ProviderException, InterruptedException {
                Presence now = known.containsKey(hash) ? new Presence.Absent() : in.find(hash);
                if (now instanceof Presence.Absent) {
                    known.put(hash, now);
                }
                return now;
            }
        });
    }

    static {
        plain("presence is remembered", in -> new ForwardingProvider(in) {
            private final Map<ContentHash, Presence> known = new HashMap<>();

            @Override
            public synchronized Presence find(ContentHash hash) throws ProviderException, InterruptedException {
                Presence now = known.containsKey(hash) ? known.get(hash) : in.find(hash);
                if (now instanceof Presence.Present) {
                    known.put(hash, now);
                }
                return now;
            }
        });
        plain("a version never changes", in -> new ForwardingProvider(in) {
            @Override
            public Presence find(ContentHash hash) throws ProviderException, InterruptedException {
                return in.find(hash) instanceof Presence.Present it
                        ? new Presence.Present(withVersion(it.object(), "v"))
                        : in.find(hash);
            }

            @Override
            public RemoteObject commit(Upload upload) throws ProviderException, InterruptedException {
                return withVersion(super.commit(upload), "v");
            }

            @Override
            public void delete(RemoteObject object) throws ProviderException, InterruptedException {
                in.delete(anyVersion(object));
            }

            @Override
            public String setAside(RemoteObject object) throws ProviderException, InterruptedException {
                return in.setAside(anyVersion(object));
            }
        });
    }

    static {
        plain("a delete takes whatever lies there now", in -> new ForwardingProvider(in) {
            @Override
            public void delete(RemoteObject object) throws ProviderException, InterruptedException {
                in.delete(anyVersion(object));
            }
        });
        plain("a delete of what is absent fails", in -> new ForwardingProvider(in) {
            @Override
            public void delete(RemoteObject object) throws ProviderException, InterruptedException {
                in.open(object, 0, ReadFrom.ANYWHERE).close();
                in.delete(object);
            }
        });
        plain("a delete deletes nothing", in -> new ForwardingProvider(in) {
            @Override
            public void delete(RemoteObject object) throws ProviderException, InterruptedException {
                in.identify();
            }
        });
        plain("a delete takes another object too", in -> new ForwardingProvider(in) {
            @Override
            public void delete(RemoteObject object) throws ProviderException, InterruptedException {
                in.delete(object);
                List<RemoteObject> rest = new ArrayList<>();
                in.list(rest::add);
                if (!rest.isEmpty()) {
                    in.delete(rest.get(0));
                }
            }
        });
    }

    static {
        plain("setting aside deletes", in -> new ForwardingProvider(in) {
            @Override
            public String setAside(RemoteObject object) throws ProviderException, InterruptedException {
                in.delete(object);
                return "aside";
            }
        });
        plain("setting aside leaves it there", in -> new ForwardingProvider(in) {
            @Override
            public String setAside(RemoteObject object) throws ProviderException, InterruptedException {
                in.identify();
                return "aside";
            }
        });
        plain("setting aside takes whatever lies there now", in -> new ForwardingProvider(in) {
            @Override
            public String setAside(RemoteObject object) throws ProviderException, InterruptedException {
                return in.setAside(anyVersion(object));
            }
        });
        plain("setting aside what is absent fails", in -> new ForwardingProvider(in) {
            @Override
            public String setAside(RemoteObject object) throws ProviderException, InterruptedException {
                in.open(object, 0, ReadFrom.ANYWHERE).close();
                return in.setAside(object);
            }
        });
        plain("a read from the medium drops the tail", in -> new ForwardingProvider(in) {
            @Override
            public Download open(RemoteObject object, long offset, ReadFrom from)
                    throws ProviderException, InterruptedException {
                long aligned = object.sizeBytes() / 512 * 512;
                return from == ReadFrom.MEDIUM && object.sizeBytes() > 0
                        ? new UpTo(in.open(object, offset, from), Math.max(0, aligned - offset))
                        : in.open(object, offset, from);
            }
        });
    }

    static {
        plain("a read begins at the start", in -> new ForwardingProvider(in) {
            @Override
            public Download open(RemoteObject object, long offset, ReadFrom from)
                    throws ProviderException, InterruptedException {
                return in.open(object, 0, from);
            }
        });
        plain("an object that is absent is read as empty", in -> new ForwardingProvider(in) {
            @Override
            public Download open(RemoteObject object, long offset, ReadFrom from)
                    throws ProviderException, InterruptedException {
                return in.find(object.name().hash()) instanceof Presence.Absent
                        ? new Empty()
                        : in.open(object, offset, from);
            }
        });
        Map<String, byte[]> uploaded = new HashMap<>();
        plain("a read answers from what was once read", in -> new ForwardingProvider(in) {
            @Override
            public Download open(RemoteObject object, long offset, ReadFrom from)
                    throws ProviderException, InterruptedException {
                in.open(object, offset, from).close();
                byte[] bytes = uploaded.computeIfAbsent(object.name().toString(), it -> bytesOf(object));
                return new Bytes(ByteBuffer.wrap(bytes, (int) offset, bytes.length - (int) offset));
            }

            private byte[] bytesOf(RemoteObject object) {
                int seed = object.sizeBytes() == 2L * capabilities().chunkBytes() ? 224 : 0;
                return Clip.of(seed, (int) object.sizeBytes()).bytes();
            }
        });
    }

    static {
        plain("a read from the medium claims less than one from anywhere", in -> new ForwardingProvider(in) {
            @Override
            public Download open(RemoteObject object, long offset, ReadFrom from)
                    throws ProviderException, InterruptedException {
                return new ForwardingDownload(in.open(object, offset, from)) {
                    @Override
                    public EvidenceGrade grade() {
                        return from == ReadFrom.MEDIUM
                                ? EvidenceGrade.READ_BACK_CACHED
                                : EvidenceGrade.READ_BACK_DIRECT;
                    }
                };
            }
        });
    }

    static {
        plain("one object that is closed to us closes the place", in -> new ForwardingProvider(in) {
            @Override
            public Download open(RemoteObject object, long offset, ReadFrom from)
                    throws ProviderException, InterruptedException {
                try {
                    return in.open(object, offset, from);
                } catch (ProviderException e) {
                    throw e.fault() == Fault.UNREADABLE
                            ? new ProviderException(e.provider(), e.call(), e.answer(), Fault.AUTH, e)
                            : e;
                }
            }
        });
    }

    /** Ends too early. */
    private static final class UpTo extends ForwardingProvider.ForwardingDownload {
        private long left;

        UpTo(Download in, long left) {
            super(in);
            this.left = left;
        }

        @Override
        public int read(ByteBuffer target) throws ProviderException, InterruptedException {
            if (left == 0) {
                return -1;
            }
            ByteBuffer slice = target.slice(target.position(), (int) Math.min(left, target.remaining()));
            int count = in.read(slice);
            target.position(target.position() + Math.max(0, count));
            left -= Math.max(0, count);
            return count;
        }
    }

    /** Bytes from nowhere. */
    private static class Bytes implements Download {
        private final ByteBuffer bytes;

        Bytes(ByteBuffer bytes) {
            this.bytes = bytes;
        }

        @Override
        public EvidenceGrade grade() {
            return EvidenceGrade.READ_BACK_DIRECT;
        }

        @Override
        public int read(ByteBuffer target) {
            if (!bytes.hasRemaining()) {
                return -1;
            }
            int count = Math.min(bytes.remaining(), target.remaining());
            target.put(bytes.slice(bytes.position(), count));
            bytes.position(bytes.position() + count);
            return count;
        }

        @Override
        public void close() {
            // nothing is held
        }
    }

    private static final class Empty extends Bytes {
        Empty() {
            super(ByteBuffer.allocate(0));
        }
    }
}
