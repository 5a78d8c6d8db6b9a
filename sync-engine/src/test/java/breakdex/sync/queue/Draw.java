package breakdex.sync.queue;

import breakdex.sync.asset.ContentHash;
import breakdex.sync.store.OperationType;
import java.util.List;
import java.util.Random;

/** Chance, all of it from one seed. */
final class Draw {
    private final Random random;

    Draw(long seed) {
        this.random = new Random(seed);
    }

    /** A whole number below the bound, from 0. */
    int below(int bound) {
        return random.nextInt(bound);
    }

    boolean chance(int percent) {
        return below(100) < percent;
    }

    <T> T any(List<T> among) {
        return among.get(below(among.size()));
    }

    String id() {
        return "%016x%016x".formatted(random.nextLong(), random.nextLong());
    }

    OperationType type() {
        return any(List.of(OperationType.values()));
    }

    ContentHash content() {
        return any(QueueWorld.CONTENTS);
    }

    String place() {
        return any(QueueWorld.PLACES);
    }

    /** Chance of its own for somebody else. */
    Random another() {
        return new Random(random.nextLong());
    }
}
