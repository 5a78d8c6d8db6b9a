package breakdex.sync.queue;

import static org.assertj.core.api.Assertions.assertThat;

import breakdex.sync.asset.ContentHash;
import breakdex.sync.store.NewOperation;
import breakdex.sync.store.OperationType;
import breakdex.sync.store.SyncOperation;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What planners, people and the world do to the queue. */
final class QueueSteps {
    private static final long BEYOND_SENSE = 2_000_000;
    private static final int PRIORITIES = 4;
    private static final int DEATHS_THAT_PARK = 10;

    /** Past due times, leases and days; and back, as clocks that are set right go. */
    private static final List<Duration> LAPSES = List.of(
            Duration.ofMillis(1),
            Duration.ofSeconds(2),
            Duration.ofSeconds(20),
            Duration.ofSeconds(200),
            Duration.ofMinutes(5),
            Duration.ofMinutes(7),
            Duration.ofHours(2),
            Duration.ofHours(30),
            Duration.ofHours(-3),
            Duration.ofHours(-50));

    private final QueueWorld world;
    private final QueueModel model;
    private final Draw draw;
    private final Verbs verbs;

    QueueSteps(QueueWorld world, QueueModel model, Draw draw, Verbs verbs) {
        this.world = world;
        this.model = model;
        this.draw = draw;
        this.verbs = verbs;
    }

    List<Step> all() {
        return List.of(
                new Step(18, this::enqueue),
                new Step(3, this::plan),
                new Step(4, this::urge),
                new Step(3, this::wish),
                new Step(3, this::retry),
                new Step(4, this::cancel),
                new Step(2, this::revive),
                new Step(10, this::timePasses),
                new Step(1, this::park),
                new Step(4, this::forget),
                new Step(3, this::letAFileGo));
    }

    private Instant now() {
        return world.clock.instant();
    }

    private long priority() {
        return draw.chance(2) ? BEYOND_SENSE * (draw.chance(50) ? 1 : -1) : draw.below(PRIORITIES);
    }

    private String enqueue() {
        List<NewOperation> operations = new ArrayList<>();
        for (int n = draw.below(4); n >= 0; n--) {
            String machine = draw.chance(60) ? NewOperation.ANYWHERE : draw.any(QueueWorld.MACHINES);
            operations.add(new NewOperation(
                    draw.id(), draw.content(), draw.place(), draw.type(), priority(), QueueWorld.BYTES, machine));
        }
        int added = verbs.enqueue(operations);
        int right = 0;
        for (NewOperation each : operations) {
            right += model.enqueue(each, now()) ? 1 : 0;
        }
        assertThat(added).as("how many are new").isEqualTo(right);
        return "queued " + operations.stream().map(Brief::of).toList();
    }

    private String plan() {
        String place = draw.place();
        List<String> ids = new ArrayList<>();
        int added = verbs.planUploads(place, () -> {
            ids.add(draw.id());
            return ids.get(ids.size() - 1);
        });
        List<ContentHash> lacking = QueueWorld.CONTENTS.stream()
                .filter(QueueWorld.FILES::containsKey)
                .filter(hash -> !model.isOpen(hash, place, OperationType.UPLOAD))
                .toList();
        assertThat(added).as("uploads planned to %s", place).isEqualTo(lacking.size());
        for (int n = 0; n < added; n++) {
            ContentHash hash = lacking.get(n);
            model.enqueue(
                    new NewOperation(
                            ids.get(n),
                            hash,
                            place,
                            OperationType.UPLOAD,
                            Priority.upload(0, QueueWorld.BYTES),
                            QueueWorld.BYTES,
                            String.valueOf(QueueWorld.FILES.get(hash))),
                    now());
        }
        return "planned " + added + " uploads to " + place;
    }

    private String wish() {
        ContentHash hash = draw.content();
        String place = draw.place();
        String id = draw.id();
        long priority = Priority.wished(QueueWorld.BYTES);
        verbs.wishVerify(hash, QueueWorld.BYTES, place, () -> id);
        model.enqueue(
                new NewOperation(
                        id, hash, place, OperationType.VERIFY, priority, QueueWorld.BYTES, NewOperation.ANYWHERE),
                now());
        model.urge(hash, place, OperationType.VERIFY, priority);
        return "wished a look at " + Brief.of(hash) + " on " + place;
    }

    private String urge() {
        ContentHash hash = draw.content();
        String place = draw.place();
        OperationType type = draw.type();
        long priority = priority();
        world.database().noting(tx -> tx.operations().urge(hash, place, type, priority));
        model.urge(hash, place, type, priority);
        return "urged %s of %s on %s to %d".formatted(type, Brief.of(hash), place, priority);
    }

    private @Nullable String idOfAny() {
        List<SyncOperation> rows = model.rows();
        return rows.isEmpty() ? null : draw.any(rows).id();
    }

    private String retry() {
        String id = draw.chance(20) ? null : idOfAny();
        int retried = world.database().note(tx -> tx.operations().retry(id));
        assertThat(retried).as("retried of %s", id).isEqualTo(model.retry(id));
        return "retried " + (id == null ? "all" : id);
    }

    private String cancel() {
        String id = String.valueOf(idOfAny());
        boolean cancelled = world.database().note(tx -> tx.operations().cancel(id));
        assertThat(cancelled).as("cancelled %s", id).isEqualTo(model.cancel(id));
        return "cancelled " + id;
    }

    private String revive() {
        String place = draw.place();
        int revived = world.database().note(tx -> tx.operations().revive(place));
        assertThat(revived).as("revived of %s", place).isEqualTo(model.revive(place));
        return "revived those of " + place;
    }

    private String timePasses() {
        Duration by = draw.any(LAPSES);
        world.clock.advance(by);
        return "time went on by " + by;
    }

    private String park() {
        int parked = world.database().note(tx -> tx.operations().parkPoison(DEATHS_THAT_PARK));
        assertThat(parked).as("parked").isEqualTo(model.parkPoison());
        return "parked " + parked;
    }

    private String forget() {
        Instant before = now().minus(draw.any(LAPSES));
        int limit = 1 + draw.below(20);
        String after = draw.chance(50) ? "" : draw.id();
        String below = draw.chance(50) ? "z" : draw.id();
        Optional<String> last =
                world.database().note(tx -> tx.operations().forgetCompleted(before, after, below, limit));
        assertThat(last)
                .as("the last that was forgotten of those that ended before %s", before)
                .isEqualTo(model.forget(before, after, below, limit));
        return "forgot up to %s of those that ended before %s".formatted(last.orElse("nothing"), before);
    }

    private String letAFileGo() {
        ContentHash hash = draw.content();
        if (model.isReliedOn(hash)) {
            boolean removed = draw.chance(50);
            world.relyNoMoreOn(hash, removed);
            model.relyOn(hash, false);
            return "a file of " + hash + (removed ? " went" : " stayed");
        }
        world.relyOn(hash, draw.id());
        model.relyOn(hash, true);
        return "a file of " + Brief.of(hash) + " begins to go";
    }
}
