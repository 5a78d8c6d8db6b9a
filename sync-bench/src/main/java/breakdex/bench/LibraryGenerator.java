package breakdex.bench;

import breakdex.bench.LibraryPlan.Clip;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;

/** Makes a library of files that look like video to everything that does not play it: named, sized, incompressible. */
public final class LibraryGenerator {
    private static final String USAGE = """
            usage: LibraryGenerator FOLDER --count N (--total BYTES | --fixed-size BYTES)
                                    [--duplicates PERCENT] [--seed N]
              --count       how many files, at most 1,000 in a folder
              --total       bytes of all together; sizes are log-normal, as those of phone clips
              --fixed-size  bytes of each
              --duplicates  percent of the files that repeat the bytes of an earlier one (0)
              --seed        the same seed gives the same library (1)
            """;
    private static final int BUFFER_BYTES = 1 << 20;

    private final Path folder;
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER_BYTES).order(ByteOrder.LITTLE_ENDIAN);

    private LibraryGenerator(Path folder) {
        this.folder = folder;
    }

    public static void main(String[] args) throws IOException {
        if (args.length == 0 || args.length % 2 == 0) {
            System.err.print(USAGE);
            System.exit(2);
        }
        LibraryPlan plan;
        try {
            plan = plan(args);
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage());
            System.err.print(USAGE);
            System.exit(2);
            return;
        }
        long started = System.nanoTime();
        List<Clip> clips = plan.clips();
        new LibraryGenerator(Path.of(args[0])).write(clips);
        double seconds = (System.nanoTime() - started) / 1e9;
        long bytes = clips.stream().mapToLong(Clip::size).sum();
        System.out.printf(
                Locale.ROOT,
                "%d files, %d bytes, %.1f s, %.0f MB/s%n",
                clips.size(),
                bytes,
                seconds,
                bytes / seconds / 1e6);
    }

    /** Arguments after the first come in pairs of name and number. */
    private static LibraryPlan plan(String[] args) {
        int count = 0;
        long bytes = -1;
        boolean fixedSize = false;
        int duplicates = 0;
        long seed = 1;
        for (int i = 1; i < args.length; i += 2) {
            long value = Long.parseLong(args[i + 1]);
            switch (args[i]) {
                case "--count" -> count = Math.toIntExact(value);
                case "--duplicates" -> duplicates = Math.toIntExact(value);
                case "--seed" -> seed = value;
                case "--total", "--fixed-size" -> {
                    bytes = value;
                    fixedSize = args[i].equals("--fixed-size");
                }
                default -> throw new IllegalArgumentException("unknown option " + args[i]);
            }
        }
        return new LibraryPlan(count, bytes, fixedSize, duplicates, seed);
    }

    private void write(List<Clip> clips) throws IOException {
        for (Clip clip : clips) {
            Path file = folder.resolve(clip.path());
            Files.createDirectories(file.getParent());
            try (FileChannel channel =
                    FileChannel.open(file, StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW)) {
                write(clip, channel);
            }
        }
    }

    private void write(Clip clip, FileChannel channel) throws IOException {
        SplittableRandom random = new SplittableRandom(clip.seed());
        for (long left = clip.size(); left > 0; ) {
            int length = (int) Math.min(left, BUFFER_BYTES);
            buffer.clear();
            for (int i = 0; i < length; i += Long.BYTES) {
                buffer.putLong(i, random.nextLong());
            }
            buffer.limit(length);
            while (buffer.hasRemaining()) {
                channel.write(buffer);
            }
            left -= length;
        }
    }
}
