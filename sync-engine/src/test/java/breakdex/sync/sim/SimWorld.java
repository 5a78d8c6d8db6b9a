package breakdex.sync.sim;

import breakdex.sync.TestClock;
import breakdex.sync.asset.ContentHash;
import breakdex.sync.asset.RemoteName;
import breakdex.sync.provider.memory.MemoryPlace;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * All that lies outside the engine, and the truth about it: which bytes the person gave which name, what every place
 * really holds, and what the world did to it.
 */
final class SimWorld {
    /** Two of them burn together. */
    private static final Map<String, String> DOMAINS =
            new TreeMap<>(Map.of("attic", "house", "cellar", "house", "vault", "bank"));

    private static final Instant BEGIN = Instant.parse("2100-01-01T00:00:00Z");

    final Path home;
    final Path videos;
    final Path elsewhere;
    final TestClock clock = new TestClock(BEGIN);
    /** What a person last put under each name and has not removed; files that we freed are still theirs. */
    final SortedMap<String, ContentHash> given = new TreeMap<>();
    /** Whatever stood under a name once. */
    final SortedMap<String, Set<ContentHash>> everGiven = new TreeMap<>();
    /** Copies that the world did something to since they were last proved. */
    final Set<Copy> touched = new TreeSet<>();

    private final Path unplugged;
    private final SortedMap<String, MemoryPlace> places = new TreeMap<>();
    private final Set<String> destroyed = new TreeSet<>();
    private int founded;
    private long lastMade;

    /** A copy of a content on a place. */
    record Copy(String place, ContentHash hash) implements Comparable<Copy> {
        @Override
        public int compareTo(Copy other) {
            int byPlace = place.compareTo(other.place);
            return byPlace != 0 ? byPlace : hash.compareTo(other.hash);
        }
    }

    SimWorld(Path root) {
        home = folder(root.resolve("home"));
        videos = folder(root.resolve("videos"));
        elsewhere = root.resolve("elsewhere");
        unplugged = root.resolve("unplugged");
        DOMAINS.keySet().forEach(this::found);
    }

    private static Path folder(Path path) {
        try {
            return Files.createDirectories(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    // Files

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
        for (MemoryPlace place : places.values()) {
            for (String part : place.partNames()) {
                place.truncatePart(part, random.nextLong(place.partLength(part) + 1));
                if (place.partLength(part) > 0 && random.nextBoolean()) {
                    place.rotPart(part);
                }
            }
        }
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

    // Places

    SortedSet<String> placeNames() {
        return new TreeSet<>(places.keySet());
    }

    MemoryPlace place(String name) {
        MemoryPlace place = places.get(name);
        if (place == null) {
            throw new IllegalStateException("no place " + name);
        }
        return place;
    }

    static String domainOf(String place) {
        return String.valueOf(DOMAINS.get(place));
    }

    /** An empty place under a name, where there was none or where one was destroyed. */
    void found(String name) {
        founded++;
        destroyed.remove(name);
        places.put(name, new MemoryPlace(name + "-" + founded, domainOf(name)));
    }

    /** Everything on it is gone. */
    void destroy(String name) {
        heldAs(name).forEach(hash -> touched.add(new Copy(name, hash)));
        place(name).destroy();
        destroyed.add(name);
    }

    boolean isDestroyed(String name) {
        return destroyed.contains(name);
    }

    void touch(String name, String object) {
        RemoteName.parse(object).ifPresent(it -> touched.add(new Copy(name, it.hash())));
    }

    /** Contents that a place has an object for, whole or not. */
    private Set<ContentHash> heldAs(String name) {
        Set<ContentHash> held = new TreeSet<>();
        for (String object : place(name).objectNames()) {
            RemoteName.parse(object).ifPresent(it -> held.add(it.hash()));
        }
        return held;
    }

    /** Contents of which a place really holds every byte. */
    Set<ContentHash> intact(String name) {
        Set<ContentHash> intact = new TreeSet<>();
        for (String object : place(name).objectNames()) {
            RemoteName.parse(object)
                    .map(RemoteName::hash)
                    .filter(hash -> place(name)
                            .bytesOf(object)
                            .map(SimWorld::hash)
                            .filter(hash::equals)
                            .isPresent())
                    .ifPresent(intact::add);
        }
        return intact;
    }
}
