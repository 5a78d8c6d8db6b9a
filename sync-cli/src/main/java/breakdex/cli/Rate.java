package breakdex.cli;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;

/** Bytes a second over the last while, so that a pause shows and a burst does not. Not thread-safe. */
final class Rate {
    private static final Duration WINDOW = Duration.ofSeconds(15);

    private record Sample(Instant at, long bytes) {}

    private final Deque<Sample> samples = new ArrayDeque<>();

    /** @param bytes in all so far */
    void at(Instant now, long bytes) {
        while (samples.size() > 1 && samples.getFirst().at().isBefore(now.minus(WINDOW))) {
            samples.removeFirst();
        }
        samples.addLast(new Sample(now, bytes));
    }

    /** 0 where there is nothing to tell it from. */
    long bytesPerSecond() {
        if (samples.size() < 2) {
            return 0;
        }
        Sample first = samples.getFirst();
        Sample last = samples.getLast();
        long millis = Duration.between(first.at(), last.at()).toMillis();
        return millis <= 0 ? 0 : Math.max(0, (last.bytes() - first.bytes()) * 1000 / millis);
    }
}
