package breakdex.sync.store;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A row of this database that the manifest tells of, and what the manifest tells of it so far.
 *
 * @param id of its record
 * @param deleted whether it is gone, by a person's will
 * @param changedAt when that was, or when it was changed, as far as its row tells
 * @param fields by name: texts, whole numbers, times, truths and nulls; a name {@code a.b} is a field {@code b} of an
 *     object {@code a}, which changes as one
 */
public record LocalEntity(
        ManifestTable table,
        String id,
        boolean deleted,
        @Nullable Instant changedAt,
        Map<String, @Nullable Object> fields,
        Optional<ManifestRow> known) {}
