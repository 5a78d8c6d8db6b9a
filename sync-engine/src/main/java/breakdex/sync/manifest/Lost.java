package breakdex.sync.manifest;

/**
 * A value of this device that lost against another device's, which did not know it. It stays in {@code sync_log}.
 *
 * @param field the field of the record, or {@code deleted}
 * @param lost as JSON
 * @param kept as JSON
 */
public record Lost(String kind, String id, String field, String lost, String kept) {}
