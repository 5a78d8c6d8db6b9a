package breakdex.sync.provider;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Ways in which a provider may be wrong about the small files. */
final class MetadataMutants {
    static final Map<String, BiFunction<CloudProvider, ProviderHarness, CloudProvider>> ALL = new LinkedHashMap<>();

    private MetadataMutants() {}

    static {
        ALL.put("what differs is taken for the same", (in, far) -> new ForwardingProvider(in) {
            @Override
            public void writeMetadata(String path, byte[] content) throws ProviderException, InterruptedException {
                try {
                    in.writeMetadata(path, content);
                } catch (ProviderException e) {
                    if (e.fault() != Fault.DAMAGED) {
                        throw e;
                    }
                }
            }
        });
        ALL.put("only what it wrote itself is listed", (in, far) -> new ForwardingProvider(in) {
            @Override
            public void listMetadata(Consumer<MetadataFile> each) throws ProviderException, InterruptedException {
                in.listMetadata(file -> {
                    if (file.path().startsWith(ProviderHarness.DEVICE)) {
                        each.accept(file);
                    }
                });
            }
        });
        ALL.put("what is too long is cut", (in, far) -> new ForwardingProvider(in) {
            @Override
            public Optional<byte[]> readMetadata(String path, long limit)
                    throws ProviderException, InterruptedException {
                return in.readMetadata(path, Long.MAX_VALUE)
                        .map(bytes -> Arrays.copyOf(bytes, (int) Math.min(limit, bytes.length)));
            }
        });
        ALL.put("what is not there is empty", (in, far) -> new ForwardingProvider(in) {
            @Override
            public Optional<byte[]> readMetadata(String path, long limit)
                    throws ProviderException, InterruptedException {
                return Optional.of(in.readMetadata(path, limit).orElse(new byte[0]));
            }
        });
    }

    static {
        ALL.put("a delete does not delete", (in, far) -> new ForwardingProvider(in) {
            @Override
            public void deleteMetadata(String path) throws ProviderException, InterruptedException {
                in.readMetadata(path, Long.MAX_VALUE);
            }
        });
        ALL.put("what is set aside is deleted", (in, far) -> new ForwardingProvider(in) {
            @Override
            public String setAsideMetadata(String path) throws ProviderException, InterruptedException {
                in.deleteMetadata(path);
                return "quarantine/" + path;
            }
        });
        ALL.put("what is set aside stays too", (in, far) -> new ForwardingProvider(in) {
            @Override
            public String setAsideMetadata(String path) throws ProviderException, InterruptedException {
                Optional<byte[]> content = in.readMetadata(path, Long.MAX_VALUE);
                String where = in.setAsideMetadata(path);
                if (content.isPresent()) {
                    in.writeMetadata(path, content.get());
                }
                return where;
            }
        });
        ALL.put("the lengths are made up", (in, far) -> new ForwardingProvider(in) {
            @Override
            public void listMetadata(Consumer<MetadataFile> each) throws ProviderException, InterruptedException {
                in.listMetadata(file -> each.accept(new MetadataFile(file.path(), 7)));
            }
        });
        ALL.put("the manifest is replaced whatever lies there", (in, far) -> new ForwardingProvider(in) {
            @Override
            public void writeLibraryManifest(byte[] content, @Nullable String replaced)
                    throws ProviderException, InterruptedException {
                Optional<LibraryManifest> there = in.readLibraryManifest(Long.MAX_VALUE);
                in.writeLibraryManifest(
                        content, there.map(LibraryManifest::version).orElse(null));
            }
        });
        ALL.put("a manifest that lies there is replaced by the first", (in, far) -> new ForwardingProvider(in) {
            @Override
            public void writeLibraryManifest(byte[] content, @Nullable String replaced)
                    throws ProviderException, InterruptedException {
                Optional<LibraryManifest> there = in.readLibraryManifest(Long.MAX_VALUE);
                in.writeLibraryManifest(
                        content,
                        replaced == null ? there.map(LibraryManifest::version).orElse(null) : replaced);
            }
        });
        ALL.put("the version of a manifest is its length", (in, far) -> new ByLength(in));
        ALL.put("a manifest of any length is read", (in, far) -> new ForwardingProvider(in) {
            @Override
            public Optional<LibraryManifest> readLibraryManifest(long limit)
                    throws ProviderException, InterruptedException {
                return in.readLibraryManifest(Long.MAX_VALUE);
            }
        });
    }

    /** Two manifests of one length are one to it. */
    private static final class ByLength extends ForwardingProvider {
        ByLength(CloudProvider in) {
            super(in);
        }

        @Override
        public Optional<LibraryManifest> readLibraryManifest(long limit)
                throws ProviderException, InterruptedException {
            return in.readLibraryManifest(limit).map(it -> new LibraryManifest(it.content(), version(it)));
        }

        private static String version(LibraryManifest manifest) {
            return String.valueOf(manifest.content().length);
        }

        @Override
        public void writeLibraryManifest(byte[] content, @Nullable String replaced)
                throws ProviderException, InterruptedException {
            Optional<LibraryManifest> there = in.readLibraryManifest(Long.MAX_VALUE);
            boolean same = there.isPresent() && version(there.get()).equals(replaced);
            in.writeLibraryManifest(content, same ? there.get().version() : replaced);
        }
    }
}
