package breakdex.sync.sim;

import breakdex.sync.asset.ContentHash;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/** The files of one machine: its home, its library, and which bytes its owner gave which name. */
final class SimFiles {
    final Path home;
    final Path videos;
    final Path elsewhere;
    /** What a person last put under each name and has not removed; files that we freed are still theirs. */
    final SortedMap<String, ContentHash> given = new TreeMap<>();
    /** Whatever stood under a name once. */
    final SortedMap<String, Set<ContentHash>> everGiven = new TreeMap<>();
    /** What we let go and did not bring back, with the bytes that it had. */
    final SortedMap<String, ContentHash> letGo = new TreeMap<>();

    private final SimTime.Face clock;
    private final Path unplugged;
    private long lastMade;

    SimFiles(Path root, SimTime.Face clock) {
        this.clock = clock;
        home = folder(root.resolve("home"));
        videos = folder(root.resolve("videos"));
        elsewhere = root.resolve("elsewhere");
        unplugged = root.resolve("unplugged");
    }

    private static Path folder(Path path) {
        try {
            return Files.createDirectories(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where the library's files really lie now. */
    Path library() {
        return isMounted() ? videos : unplugged;
    }

    boolean isMounted() {
        return !Files.exists(unplugged);
    }

    void unmount() throws IOException {
        Files.move(videos, unplugged);
        Files.createDirectories(videos);
    }

    /** What was put into the empty folder meanwhile is hidden below the mount for good. */
    void mount() throws IOException {
        for (Path hidden : files(videos).values()) {
            Files.delete(hidden);
        }
        Files.move(videos, videos.resolveSibling("hidden-" + ++lastMade));
        Files.move(unplugged, videos);
    }

    /** New bytes, like no others. */
    byte[] content(Random random, int size) {
        byte[] bytes = new byte[Math.max(size, 8)];
        random.nextBytes(bytes);
        return bytes;
    }

    /** A person puts bytes under a name. Each write has a modification time of its own. */
    void give(String path, byte[] bytes) throws IOException {
        Path file = library().resolve(path);
        Files.createDirectories(file.getParent());
        Files.write(file, bytes);
        lastMade++;
        Files.setLastModifiedTime(file, FileTime.from(clock.instant().plusNanos(lastMade)));
        note(path, hash(bytes));
    }

    /** Other bytes, and neither size nor modification time tells. */
    void changeUnseen(String path, Random random) throws IOException {
        Path file = library().resolve(path);
        FileTime modified = Files.getLastModifiedTime(file);
        byte[] bytes = content(random, Math.toIntExact(Files.size(file)));
        Files.write(file, bytes);
        Files.setLastModifiedTime(file, modified);
        note(path, hash(bytes));
    }

    void note(String path, ContentHash hash) {
        given.put(path, hash);
        everGiven.computeIfAbsent(path, it -> new TreeSet<>()).add(hash);
    }

    /** What was brought back belongs to its owner again. */
    void adopt(Truth truth) {
        truth.files().forEach((path, hash) -> {
            letGo.remove(path, hash);
            if (!given.containsKey(path) && !Promises.isOurs(path)) {
                note(path, hash);
            }
        });
    }

    boolean exists(String path) {
        return Files.exists(library().resolve(path));
    }

    void remove(String path) throws IOException {
        Files.delete(library().resolve(path));
        given.remove(path);
    }

    void rename(String from, String to) throws IOException {
        Path target = library().resolve(to);
        Files.createDirectories(target.getParent());
        Files.move(library().resolve(from), target);
        ContentHash hash = given.remove(from);
        if (hash != null) {
            note(to, hash);
        }
    }

    /** Every file below a folder but the library's marker, by its relative path. */
    static SortedMap<String, Path> files(Path folder) throws IOException {
        SortedMap<String, Path> files = new TreeMap<>();
        if (Files.exists(folder)) {
            try (Stream<Path> all = Files.walk(folder)) {
                all.filter(Files::isRegularFile)
                        .filter(file -> !file.endsWith(".breakdex-library"))
                        .forEach(file -> files.put(folder.relativize(file).toString(), file));
            }
        }
        return files;
    }

    static ContentHash hash(byte[] bytes) {
        try {
            return ContentHash.ofSha256(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** What was being written and was not forced to a disk may be gone, or be other bytes; what is complete stays. */
    void losePower(Random random) throws IOException {
        for (Path folder : List.of(library(), elsewhere, home.resolve("staging"))) {
            for (Path file : files(folder).values()) {
                boolean isStaged = file.startsWith(home);
                if (isStaged || file.getFileName().toString().startsWith(".breakdex-part-")) {
                    tear(file, random);
                }
            }
        }
    }

    /** A new file in its place: the old one may have another name too, under which it is complete. */
    private static void tear(Path file, Random random) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        byte[] left = Arrays.copyOf(bytes, random.nextInt(bytes.length + 1));
        if (left.length > 0 && random.nextBoolean()) {
            left[left.length - 1] ^= 1;
        }
        Files.delete(file);
        Files.write(file, left);
    }
}
