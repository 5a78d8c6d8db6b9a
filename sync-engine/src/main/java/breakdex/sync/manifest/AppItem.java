package breakdex.sync.manifest;

import java.time.Instant;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What the app's document says of one thing: a record, but for its stamp. Immutable, though nobody copies its body.
 *
 * @param kind of the record
 * @param id of the record
 * @param body of the record
 * @param deleted whether the app says so
 */
record AppItem(String kind, String id, SortedMap<String, String> body, boolean deleted) {
    AppItem withId(String other) {
        return new AppItem(kind, other, body, deleted);
    }

    /**
     * Of an asset the engine knows more than the app: what it measured, and whether a person deleted it. So such a
     * record bears milliseconds where a clock has them in its upper 48 bits: that is older than anything that an
     * engine ever set, and yet a later document stands over an earlier one.
     */
    ManifestRecord record(Instant exportedAt, String device) {
        long millis = exportedAt.toEpochMilli();
        boolean asset = kind.equals(AppList.ASSETS.kind());
        Stamp stamp = new Stamp(asset ? millis : millis << Stamp.COUNT_BITS, device);
        return new ManifestRecord(kind, id, stamp, deleted, body, new TreeMap<>());
    }
}
