package breakdex.sync.sim;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** Runs many seeds from the command line: {@code --seeds N --from S --steps K}. Ends with 1 if one of them failed.
 * With {@code --faults N} instead, puts faults into the engine and says after how many seeds, of N, each was found. */
public final class Simulate {
    private Simulate() {}

    public static void main(String[] arguments) throws IOException, ReflectiveOperationException {
        long seeds = option(arguments, "--seeds", 100);
        long from = option(arguments, "--from", 1);
        int steps = Math.toIntExact(option(arguments, "--steps", 30));
        long faults = option(arguments, "--faults", 0);
        if (faults > 0) {
            tryFaults(Math.toIntExact(faults), steps);
            return;
        }
        long begun = System.nanoTime();
        AtomicLong failed = new AtomicLong();
        AtomicLong traces = new AtomicLong();
        LongStream.range(from, from + seeds).parallel().forEach(seed -> {
            Simulation.Result result = whole(seed, steps);
            traces.accumulateAndGet(result.trace(), Long::sum);
            result.failure().ifPresent(story -> {
                failed.incrementAndGet();
                System.out.println(story);
            });
        });
        double minutes = (System.nanoTime() - begun) / 60e9;
        System.out.printf(
                "simulate: %d seeds of %d steps; %d failed; %.0f seeds a minute; trace %016x%n",
                seeds, steps, failed.get(), seeds / minutes, traces.get());
        if (failed.get() > 0) {
            System.exit(1);
        }
    }

    private static void tryFaults(int seeds, int steps) throws IOException, ReflectiveOperationException {
        for (PlantedFault fault : PlantedFaults.all()) {
            String when = fault.caughtWithin(seeds, steps)
                    .map(caught -> "found by seed " + caught.seeds())
                    .orElse("not found");
            System.out.println(fault.name() + ": " + when);
        }
    }

    private static long option(String[] arguments, String name, long otherwise) {
        long value = otherwise;
        for (int i = 0; i < arguments.length; i += 2) {
            boolean known = arguments[i].matches("--(seeds|from|steps|faults)") && i + 1 < arguments.length;
            if (!known) {
                throw new IllegalArgumentException(
                        "Give --seeds N, --from S, --steps K or --faults N; not " + arguments[i] + ".");
            }
            value = arguments[i].equals(name) ? Long.parseLong(arguments[i + 1]) : value;
        }
        return value;
    }

    /**
     * Runs one seed in a folder of its own, in memory where the system has such a place.
     *
     * @return what went wrong; empty if nothing did
     */
    public static Optional<String> run(long seed, int steps) {
        return whole(seed, steps).failure();
    }

    static Simulation.Result whole(long seed, int steps) {
        try {
            return inAFolder(seed, steps);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Simulation.Result inAFolder(long seed, int steps) throws IOException {
        Path memory = Path.of("/dev/shm");
        Path root = Files.isWritable(memory)
                ? Files.createTempDirectory(memory, "breakdex-sim-")
                : Files.createTempDirectory("breakdex-sim-");
        try {
            return Simulation.run(root, seed, steps);
        } finally {
            remove(root);
        }
    }

    private static void remove(Path root) throws IOException {
        try (Stream<Path> all = Files.walk(root)) {
            all.sorted(Comparator.reverseOrder()).forEach(path -> {
                try {
                    Files.delete(path);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        }
    }
}
