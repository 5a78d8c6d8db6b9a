package breakdex.sync.manifest;

import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Merges two devices' knowledge of one thing. Pure; commutative, associative and idempotent: whatever the order in
 * which devices hear of changes, and however often, they come to hold the same (S6).
 *
 * <p>Each field is a register of its own, in which the greater stamp stands, and of equal stamps (which only a cloned
 * device gives out) the greater text. Whether the thing is deleted goes by the stamp of the whole.
 */
public final class ManifestReconciler {
    private ManifestReconciler() {}

    /** @throws IllegalArgumentException if they are not of the same thing */
    public static ManifestRecord merge(ManifestRecord one, ManifestRecord other) {
        if (!one.kind().equals(other.kind()) || !one.id().equals(other.id())) {
            throw new IllegalArgumentException("two things: " + one.id() + " and " + other.id());
        }
        int order = one.stamp().compareTo(other.stamp());
        ManifestRecord later = order >= 0 ? one : other;
        boolean deleted = order == 0 ? one.deleted() || other.deleted() : later.deleted();
        SortedMap<String, String> body = new TreeMap<>();
        SortedMap<String, Stamp> older = new TreeMap<>();
        SortedSet<String> fields = new TreeSet<>(one.body().keySet());
        fields.addAll(other.body().keySet());
        for (String field : fields) {
            ManifestRecord holder = holder(field, List.of(one, other));
            body.put(field, holder.value(field));
            Stamp set = holder.stampOf(field);
            if (set.compareTo(later.stamp()) < 0) {
                older.put(field, set);
            }
        }
        return new ManifestRecord(one.kind(), one.id(), later.stamp(), deleted, body, older);
    }

    /** By kind and id, in the order of their first; those of one thing merged. */
    static Map<String, Map<String, ManifestRecord>> byKind(Collection<ManifestRecord> records) {
        Map<String, Map<String, ManifestRecord>> byKind = new LinkedHashMap<>();
        for (ManifestRecord record : records) {
            byKind.computeIfAbsent(record.kind(), kind -> new LinkedHashMap<>())
                    .merge(record.id(), record, ManifestReconciler::merge);
        }
        return byKind;
    }

    /** The one of them whose value of a field stands. */
    private static ManifestRecord holder(String field, List<ManifestRecord> among) {
        return among.stream()
                .filter(record -> record.body().containsKey(field))
                .max(Comparator.comparing((ManifestRecord record) -> record.stampOf(field))
                        .thenComparing(record -> record.value(field)))
                .orElseThrow();
    }
}
