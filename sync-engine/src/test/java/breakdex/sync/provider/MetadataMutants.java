package breakdex.sync.provider;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Consumer;

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
}
