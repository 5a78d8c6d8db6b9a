package breakdex.sync.provider;

import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.function.BiFunction;
import java.util.function.Function;

/** Ways in which uploading may be wrong. */
final class UploadMutants {
    static final Map<String, BiFunction<CloudProvider, ProviderHarness, CloudProvider>> ALL = new LinkedHashMap<>();

    private UploadMutants() {}

    /** Wraps every upload, however it was had. */
    private static class Uploads extends ForwardingProvider {
        private final BiFunction<Upload, UploadRequest, Upload> wrap;

        Uploads(CloudProvider in, BiFunction<Upload, UploadRequest, Upload> wrap) {
            super(in);
            this.wrap = wrap;
        }

        @Override
        public Upload begin(UploadRequest request) throws ProviderException, InterruptedException {
            return wrap.apply(in.begin(request), request);
        }

        @Override
        public Upload resume(UploadRequest request, ResumePoint point) throws ProviderException, InterruptedException {
            return wrap.apply(in.resume(request, point), request);
        }
    }

    private static void plain(String name, Function<CloudProvider, CloudProvider> mutant) {
        ALL.put(name, (in, far) -> mutant.apply(in));
    }

    private static class Sends extends ForwardingProvider.ForwardingUpload {
        Sends(Upload in, UploadRequest request) {
            super(in, request);
        }
    }

    static {
        plain("a commit fills up what is missing", in -> new Uploads(in, Sends::new) {
            @Override
            public RemoteObject commit(Upload upload) throws ProviderException, InterruptedException {
                long missing = ((Sends) upload).request().sizeBytes() - upload.confirmed();
                if (missing > 0 && missing < 1 << 20) {
                    upload.send(ByteBuffer.allocate((int) missing));
                }
                return super.commit(upload);
            }
        });
        plain("a commit says that it stored, and did not", in -> new Uploads(in, Sends::new) {
            @Override
            public RemoteObject commit(Upload upload) {
                UploadRequest request = ((Sends) upload).request();
                return new RemoteObject(request.name(), request.name().toString(), request.sizeBytes(), "v1");
            }
        });
        plain("a commit replaces an object of another length", in -> new Uploads(in, Sends::new) {
            @Override
            public RemoteObject commit(Upload upload) throws ProviderException, InterruptedException {
                UploadRequest request = ((Sends) upload).request();
                if (in.find(request.name().hash()) instanceof Presence.Present there) {
                    in.delete(there.object());
                }
                return super.commit(upload);
            }
        });
        plain("a commit names no version", in -> new ForwardingProvider(in) {
            @Override
            public RemoteObject commit(Upload upload) throws ProviderException, InterruptedException {
                RemoteObject it = super.commit(upload);
                return new RemoteObject(it.name(), it.path(), it.sizeBytes(), null);
            }
        });
    }

    static {
        plain("a commit answers before it is done", in -> new ForwardingProvider(in) {
            @Override
            public RemoteObject commit(Upload upload) throws ProviderException, InterruptedException {
                try {
                    return super.commit(upload);
                } catch (ProviderException e) {
                    return new RemoteObject(Clip.of(1, 1).name(), "?", 0, "?");
                }
            }
        });
        plain("a batch swallows its failures", in -> new ForwardingProvider(in) {
            @Override
            public List<UploadOutcome> commitAll(List<Upload> uploads) throws InterruptedException {
                return super.commitAll(uploads).stream()
                        .filter(it -> it instanceof UploadOutcome.Stored)
                        .toList();
            }
        });
        plain("a batch stops at its first failure", in -> new ForwardingProvider(in) {
            @Override
            public List<UploadOutcome> commitAll(List<Upload> uploads) throws InterruptedException {
                List<UploadOutcome> first = super.commitAll(uploads.subList(0, 2));
                return List.of(first.get(0), first.get(1), first.get(1), first.get(1));
            }
        });
        plain("a resumed upload begins at zero", in -> new ForwardingProvider(in) {
            @Override
            public Upload resume(UploadRequest request, ResumePoint point)
                    throws ProviderException, InterruptedException {
                return in.begin(request);
            }
        });
    }

    static {
        plain("a new upload goes on with an old one", in -> new ForwardingProvider(in) {
            @Override
            public Upload begin(UploadRequest request) throws ProviderException, InterruptedException {
                try (Upload old = in.resume(
                        request, new ResumePoint("device-a/" + request.name().hash()))) {
                    return in.resume(request, old.resumePoint());
                }
            }
        });
        Map<ProviderHarness, Long> sent = new WeakHashMap<>();
        ALL.put(
                "a resumed upload believes what was sent and not what arrived",
                (in, far) -> new Uploads(in, (upload, request) -> new Sends(upload, request) {
                    @Override
                    public long confirmed() {
                        return Math.max(super.confirmed(), sent.getOrDefault(far, 0L));
                    }

                    @Override
                    public void send(ByteBuffer bytes) throws ProviderException, InterruptedException {
                        super.send(bytes);
                        sent.merge(far, super.confirmed(), Math::max);
                    }
                }));
        plain("confirmed counts from the resume", in -> new ForwardingProvider(in) {
            @Override
            public Upload resume(UploadRequest request, ResumePoint point)
                    throws ProviderException, InterruptedException {
                Upload upload = in.resume(request, point);
                long start = upload.confirmed();
                return new Sends(upload, request) {
                    @Override
                    public long confirmed() {
                        return super.confirmed() - start;
                    }
                };
            }
        });
    }

    static {
        plain(
                "one byte of a send arrives changed",
                in -> new Uploads(in, (upload, request) -> new Sends(upload, request) {
                    @Override
                    public void send(ByteBuffer bytes) throws ProviderException, InterruptedException {
                        ByteBuffer copy = ByteBuffer.allocate(bytes.remaining())
                                .put(bytes)
                                .flip();
                        if (copy.hasRemaining()) {
                            copy.put(copy.limit() - 1, (byte) (copy.get(copy.limit() - 1) + 1));
                        }
                        super.send(copy);
                    }
                }));
        plain(
                "a send leaves bytes in the buffer",
                in -> new Uploads(in, (upload, request) -> new Sends(upload, request) {
                    @Override
                    public void send(ByteBuffer bytes) throws ProviderException, InterruptedException {
                        super.send(bytes.slice());
                    }
                }));
        plain(
                "too many bytes are dropped in silence",
                in -> new Uploads(in, (upload, request) -> new Sends(upload, request) {
                    @Override
                    public void send(ByteBuffer bytes) throws ProviderException, InterruptedException {
                        int room = (int) Math.min(bytes.remaining(), request.sizeBytes() - confirmed());
                        super.send(bytes.slice(bytes.position(), room));
                        bytes.position(bytes.limit());
                    }
                }));
    }

    static {
        plain(
                "a broken send is taken for a good one",
                in -> new Uploads(in, (upload, request) -> new Sends(upload, request) {
                    @Override
                    public void send(ByteBuffer bytes) throws InterruptedException {
                        try {
                            super.send(bytes);
                        } catch (ProviderException e) {
                            bytes.position(bytes.limit());
                        }
                    }
                }));
        plain(
                "an interruption is swallowed",
                in -> new Uploads(in, (upload, request) -> new Sends(upload, request) {
                    @Override
                    public void send(ByteBuffer bytes) throws ProviderException, InterruptedException {
                        boolean interrupted = Thread.interrupted();
                        super.send(bytes);
                        if (interrupted) {
                            Thread.currentThread().interrupt();
                        }
                    }
                }));
        plain(
                "an interruption leaves the flag",
                in -> new Uploads(in, (upload, request) -> new Sends(upload, request) {
                    @Override
                    public void send(ByteBuffer bytes) throws ProviderException, InterruptedException {
                        try {
                            super.send(bytes);
                        } catch (InterruptedException e) {
                            Thread.currentThread().interrupt();
                            throw e;
                        }
                    }
                }));
    }

    static {
        ALL.put(
                "an interrupted upload is thrown away",
                (in, far) -> new Uploads(in, (upload, request) -> new Sends(upload, request) {
                    @Override
                    public void send(ByteBuffer bytes) throws ProviderException, InterruptedException {
                        try {
                            super.send(bytes);
                        } catch (InterruptedException e) {
                            far.keepOnly(request, 0);
                            throw e;
                        }
                    }
                }));
        ALL.put("an upload is visible before its commit", (in, far) -> new ForwardingProvider(in) {
            @Override
            public Upload begin(UploadRequest request) throws ProviderException, InterruptedException {
                Upload upload = in.begin(request);
                far.put(request.name().toString(), new byte[(int) Math.min(request.sizeBytes(), 1 << 20)]);
                return upload;
            }
        });
    }

    static {
        plain("an upload can be committed once only", in -> new Uploads(in, Sends::new) {
            private final Map<Upload, Boolean> tried = new HashMap<>();

            @Override
            public RemoteObject commit(Upload upload) throws ProviderException, InterruptedException {
                if (tried.put(upload, true) != null) {
                    throw new ProviderException(name(), "commit", "gone", Fault.UNEXPECTED, null);
                }
                return super.commit(upload);
            }
        });
        plain("abandoning does nothing", in -> new ForwardingProvider(in) {
            @Override
            public void abandon(ResumePoint point) {
                // forgotten
            }
        });
        plain("leftovers that are wanted go too", in -> new ForwardingProvider(in) {
            @Override
            public int removeLeftovers(Set<ResumePoint> wanted) throws ProviderException, InterruptedException {
                return Math.min(1, in.removeLeftovers(Set.of()));
            }
        });
        ALL.put("another device's leftovers go too", (in, far) -> new ForwardingProvider(in) {
            @Override
            public int removeLeftovers(Set<ResumePoint> wanted) throws ProviderException, InterruptedException {
                far.open(ProviderHarness.DEVICE + "-b").removeLeftovers(Set.of());
                return in.removeLeftovers(wanted);
            }
        });
    }

    static {
        plain("no leftovers go", in -> new ForwardingProvider(in) {
            @Override
            public int removeLeftovers(Set<ResumePoint> wanted) {
                return 1;
            }
        });
    }
}
