package breakdex.sync.verify;

import breakdex.sync.asset.ContentHash;
import breakdex.sync.provider.CloudProvider;
import breakdex.sync.provider.ProviderException;
import java.util.Arrays;

/**
 * Which assets a provider listed, in eight bytes an object: the first 64 bits of each digest.
 *
 * <p>It may take an asset for listed because another shares these bits (once in some 10^9 libraries of 100,000), never
 * one for absent that was listed. Whoever relies on presence looks at the object itself. Immutable.
 */
public final class ListingIndex {
    public static final ListingIndex EMPTY = new ListingIndex(new long[0]);

    private static final int DIGITS = 16;

    private final long[] sorted;

    private ListingIndex(long[] sorted) {
        this.sorted = sorted;
    }

    /** @throws ProviderException if the listing could not be had to its end */
    public static ListingIndex of(CloudProvider provider) throws ProviderException, InterruptedException {
        Collector collector = new Collector();
        provider.list(object -> collector.add(key(object.name().hash().digest())));
        return collector.done();
    }

    public boolean mayHold(ContentHash hash) {
        return mayHold(hash.digest());
    }

    /** @param digest of a hash, lower-case hex */
    public boolean mayHold(String digest) {
        return Arrays.binarySearch(sorted, key(digest)) >= 0;
    }

    /** Objects that were listed. */
    public int size() {
        return sorted.length;
    }

    private static long key(String digest) {
        return Long.parseUnsignedLong(digest, 0, DIGITS, 16);
    }

    private static final class Collector {
        private long[] keys = new long[1024];
        private int size;

        void add(long key) {
            if (size == keys.length) {
                keys = Arrays.copyOf(keys, size * 2);
            }
            keys[size++] = key;
        }

        ListingIndex done() {
            long[] sorted = Arrays.copyOf(keys, size);
            Arrays.sort(sorted);
            return new ListingIndex(sorted);
        }
    }
}
