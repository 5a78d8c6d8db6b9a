package breakdex.sync.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Properties of the merge, each over many seeds; a failure names its own. */
class ManifestReconcilerTest {
    private static final long SEEDS = Long.getLong("breakdex.merge.seeds", 20_000);

    @Test
    void theOrderOfTwoDoesNotMatter() {
        seeds((seed, draw) -> {
            ManifestRecord one = draw.record("move", "m");
            ManifestRecord other = draw.record("move", "m");
            assertThat(ManifestReconciler.merge(one, other))
                    .as("seed %s", seed)
                    .isEqualTo(ManifestReconciler.merge(other, one));
        });
    }

    @Test
    void norDoesWhichTwoOfThreeMeetFirst() {
        seeds((seed, draw) -> {
            ManifestRecord one = draw.record("move", "m");
            ManifestRecord two = draw.record("move", "m");
            ManifestRecord three = draw.record("move", "m");
            assertThat(ManifestReconciler.merge(ManifestReconciler.merge(one, two), three))
                    .as("seed %s", seed)
                    .isEqualTo(ManifestReconciler.merge(one, ManifestReconciler.merge(two, three)));
        });
    }

    @Test
    void norHowOftenOneIsHeardOf() {
        seeds((seed, draw) -> {
            ManifestRecord one = draw.record("move", "m");
            ManifestRecord merged = ManifestReconciler.merge(one, draw.record("move", "m"));
            assertThat(ManifestReconciler.merge(merged, one))
                    .as("seed %s", seed)
                    .isEqualTo(merged);
            assertThat(ManifestReconciler.merge(one, one)).as("seed %s", seed).isEqualTo(one);
        });
    }

    @Test
    void anyNumberOfDevicesHoldTheSameInTheEnd() {
        seeds((seed, draw) -> {
            List<ManifestRecord> all = new ArrayList<>();
            for (int i = 0; i < 6; i++) {
                all.add(draw.record("move", "m"));
            }
            ManifestRecord there =
                    all.stream().reduce(ManifestReconciler::merge).orElseThrow();
            Collections.shuffle(all, new Random(seed));
            all.addAll(all.subList(0, 3));
            ManifestRecord here = all.stream().reduce(ManifestReconciler::merge).orElseThrow();
            assertThat(here).as("seed %s", seed).isEqualTo(there);
        });
    }

    @Test
    void eachFieldIsThatOfWhoSetItLast() {
        ManifestRecord renamed = record(9, "b", Map.of("name", "\"windmill\"", "notes", "\"\""), Map.of("notes", 3L));
        ManifestRecord noted = record(7, "a", Map.of("name", "\"mill\"", "notes", "\"slow\""), Map.of("name", 3L));
        ManifestRecord merged = ManifestReconciler.merge(renamed, noted);
        assertThat(merged.body()).containsEntry("name", "\"windmill\"").containsEntry("notes", "\"slow\"");
        assertThat(merged.stamp()).isEqualTo(new Stamp(9, "b"));
        assertThat(merged.older()).containsOnly(Map.entry("notes", new Stamp(7, "a")));
    }

    /** Whoever deletes after an edit wins, and whoever edits after a delete. */
    @Test
    void aDeleteGoesByItsTime() {
        ManifestRecord edited = record(5, "a", Map.of("name", "\"x\""), Map.of());
        ManifestRecord deleted =
                new ManifestRecord("move", "m", new Stamp(6, "b"), true, new TreeMap<>(), new TreeMap<>());
        ManifestRecord editedLater = record(7, "a", Map.of("name", "\"y\""), Map.of());
        ManifestRecord gone = ManifestReconciler.merge(edited, deleted);
        assertThat(gone.deleted()).isTrue();
        assertThat(gone.body()).containsEntry("name", "\"x\"");
        assertThat(ManifestReconciler.merge(gone, editedLater).deleted()).isFalse();
    }

    private static ManifestRecord record(long clock, String device, Map<String, String> body, Map<String, Long> older) {
        TreeMap<String, Stamp> stamps = new TreeMap<>();
        older.forEach((field, set) -> stamps.put(field, new Stamp(set, device)));
        return new ManifestRecord("move", "m", new Stamp(clock, device), false, new TreeMap<>(body), stamps);
    }

    private interface Check {
        void check(long seed, RecordDraw draw);
    }

    private static void seeds(Check check) {
        for (long seed = 1; seed <= SEEDS; seed++) {
            check.check(seed, new RecordDraw(seed));
        }
    }
}
