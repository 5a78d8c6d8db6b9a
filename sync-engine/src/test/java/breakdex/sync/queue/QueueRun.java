package breakdex.sync.queue;

import static org.assertj.core.api.Assertions.assertThat;

import breakdex.sync.store.SyncOperation;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Draws steps from a seed, takes each in a database and in the model, and compares the two after each. */
final class QueueRun {
    private static final int TRAIL = 25;

    private final QueueWorld world;
    private final long seed;
    private final Draw draw;
    private final QueueModel model = new QueueModel();
    private final List<Step> steps;
    private final Deque<String> trail = new ArrayDeque<>();
    private List<SyncOperation> before = List.of();

    private QueueRun(QueueWorld world, long seed) {
        this.world = world;
        this.seed = seed;
        this.draw = new Draw(seed);
        Verbs verbs = world.verbs(draw.another());
        this.steps = Stream.concat(
                        new QueueSteps(world, model, draw, verbs).all().stream(),
                        new WorkerSteps(world, model, draw, verbs, this::compare).all().stream())
                .toList();
    }

    /** @throws AssertionError naming the seed, where database and model part */
    static void run(QueueWorld world, long seed, int steps) {
        world.beginAnew();
        new QueueRun(world, seed).take(steps);
    }

    private void take(int count) {
        for (int taken = 1; taken <= count; taken++) {
            try {
                remember(drawn().take().get());
                compare();
            } catch (AssertionError | RuntimeException e) {
                throw new AssertionError(
                        "seed %d, step %d on %s: %s%nthe steps before, with the last:%n  %s"
                                .formatted(seed, taken, world.kind, e.getMessage(), String.join("\n  ", trail)),
                        e);
            }
        }
    }

    private Step drawn() {
        int left = draw.below(steps.stream().mapToInt(Step::weight).sum());
        for (Step step : steps) {
            left -= step.weight();
            if (left < 0) {
                return step;
            }
        }
        throw new IllegalStateException("weights do not add up");
    }

    private void remember(String what) {
        trail.add(world.clock.instant() + " " + what);
        if (trail.size() > TRAIL) {
            trail.remove();
        }
    }

    private void compare() {
        List<SyncOperation> now = world.rows();
        List<SyncOperation> right = model.rows();
        if (!now.equals(right)) {
            assertThat(differences(byId(right), byId(now))).isEmpty();
        }
        QueueInvariants.check(before, now);
        before = now;
    }

    private static Map<String, SyncOperation> byId(List<SyncOperation> rows) {
        return rows.stream().collect(Collectors.toMap(SyncOperation::id, Function.identity()));
    }

    private static List<String> differences(Map<String, SyncOperation> right, Map<String, SyncOperation> now) {
        List<String> differences = new ArrayList<>();
        TreeSet<String> ids = new TreeSet<>(right.keySet());
        ids.addAll(now.keySet());
        for (String id : ids) {
            @Nullable SyncOperation expected = right.get(id);
            @Nullable SyncOperation found = now.get(id);
            if (!Objects.equals(expected, found)) {
                differences.add("%n  should be %s%n  but is    %s".formatted(Brief.of(expected), Brief.of(found)));
            }
        }
        return differences;
    }
}
