package breakdex.sync.store;

/**
 * A row of {@code manifest_records}: what {@code manifest} made of it, as text.
 *
 * @param clock and {@code deviceId}: when and by whom it was last changed
 * @param bodyJson an object of its fields
 * @param olderJson an object of those fields that were set before, with when and by whom
 */
public record ManifestRow(
        String kind, String id, long clock, String deviceId, boolean deleted, String bodyJson, String olderJson) {}
