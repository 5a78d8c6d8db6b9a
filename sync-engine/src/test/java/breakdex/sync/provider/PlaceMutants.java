package breakdex.sync.provider;

import breakdex.sync.asset.ContentHash;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Ways in which a provider may be wrong about who is there, and about what went wrong. */
final class PlaceMutants {
    static final Map<String, BiFunction<CloudProvider, ProviderHarness, CloudProvider>> ALL = new LinkedHashMap<>();

    private PlaceMutants() {}

    private static void plain(String name, Function<CloudProvider, CloudProvider> mutant) {
        ALL.put(name, (in, far) -> mutant.apply(in));
    }

    private static void relabelled(String name, Fault from, Fault to) {
        plain(name, in -> new Relabelled(in, from, to));
    }

    static {
        AtomicInteger count = new AtomicInteger();
        plain("the key differs from start to start", in -> new ForwardingProvider(in) {
            private final int mine = count.incrementAndGet();

            @Override
            public ProviderIdentity identify() throws ProviderException, InterruptedException {
                ProviderIdentity it = in.identify();
                return new ProviderIdentity(it.key() + mine, it.domain(), it.where());
            }
        });
        plain("who was there once is always there", in -> new ForwardingProvider(in) {
            private @Nullable ProviderIdentity known;

            @Override
            public ProviderIdentity identify() throws ProviderException, InterruptedException {
                ProviderIdentity it = known == null ? in.identify() : known;
                known = it;
                return it;
            }
        });
        plain("a full place is an unexpected answer", in -> new Relabelled(in, Fault.QUOTA, Fault.UNEXPECTED));
        relabelled("a closed place cannot be reached", Fault.AUTH, Fault.UNREACHABLE);
        relabelled("another place cannot be reached", Fault.AWAY, Fault.UNREACHABLE);
        relabelled("a place that cannot be reached is another", Fault.UNREACHABLE, Fault.AWAY);
        relabelled("what is too large is for want of space", Fault.REFUSED, Fault.QUOTA);
        plain("everything that fails is unexpected and nameless", in -> new ForwardingProvider(in) {
            @Override
            public Upload begin(UploadRequest request) throws ProviderException, InterruptedException {
                try {
                    return in.begin(request);
                } catch (ProviderException e) {
                    throw new ProviderException("?", "?", "?", e.fault(), e);
                }
            }
        });
    }

    static {
        plain("a scratch place is the place itself", in -> new ForwardingProvider(in) {
            @Override
            public CloudProvider scratch() {
                return this;
            }
        });
        plain("a scratch place stays", in -> new ForwardingProvider(in) {
            @Override
            public CloudProvider scratch() throws ProviderException, InterruptedException {
                return new ForwardingProvider(in.scratch()) {
                    @Override
                    public void close() {
                        // left behind
                    }
                };
            }
        });
        plain("more is free than there is", in -> new ForwardingProvider(in) {
            @Override
            public Quota quota() throws ProviderException, InterruptedException {
                in.quota();
                return new Quota(10, 11);
            }
        });
        plain("the limit of an object is not known", in -> new ForwardingProvider(in) {
            @Override
            public ProviderCapabilities capabilities() {
                ProviderCapabilities it = in.capabilities();
                return new ProviderCapabilities(
                        it.bestEvidence(),
                        it.chunkBytes(),
                        it.resumeBytes(),
                        Long.MAX_VALUE,
                        it.uploads(),
                        it.downloads());
            }
        });
    }

    /** Takes one fault for another. */
    private static final class Relabelled extends ForwardingProvider {
        private final Fault from;
        private final Fault to;

        Relabelled(CloudProvider in, Fault from, Fault to) {
            super(in);
            this.from = from;
            this.to = to;
        }

        @Override
        public ProviderIdentity identify() throws ProviderException, InterruptedException {
            try {
                return in.identify();
            } catch (ProviderException e) {
                throw relabel(e);
            }
        }

        @Override
        public Presence find(ContentHash hash) throws ProviderException, InterruptedException {
            try {
                return in.find(hash);
            } catch (ProviderException e) {
                throw relabel(e);
            }
        }

        @Override
        public Upload begin(UploadRequest request) throws ProviderException, InterruptedException {
            try {
                return in.begin(request);
            } catch (ProviderException e) {
                throw relabel(e);
            }
        }

        private ProviderException relabel(ProviderException e) {
            return e.fault() == from ? new ProviderException(e.provider(), e.call(), e.answer(), to, e) : e;
        }
    }
}
