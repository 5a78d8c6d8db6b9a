package breakdex.sync.provider.memory;

import breakdex.sync.asset.ContentHash;
import breakdex.sync.asset.RemoteName;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The far side of {@link InMemoryProvider}: what lies in it outlives every provider that was opened on it, as a disk
 * outlives a process. The simulator lets it rot, forget, vanish and burn. Every method is atomic and thread-safe, and
 * nothing depends on time or chance.
 */
public final class MemoryPlace {
    private final String id;
    private final String domain;
    private final TreeMap<String, Stored> objects = new TreeMap<>();
    private final TreeSet<String> forbidden = new TreeSet<>();
    private final TreeMap<String, MemoryBytes> parts = new TreeMap<>();
    private final TreeMap<String, MemoryBytes> quarantine = new TreeMap<>();
    private final TreeMap<String, MemoryPlace> scratches = new TreeMap<>();
    private final MemorySmallFiles small = new MemorySmallFiles();
    private long lastVersion;
    private long freeBytes = Long.MAX_VALUE;
    private long maxObjectBytes = Long.MAX_VALUE;
    private Health health = Health.WELL;
    private @Nullable Break nextBreak;

    /** How the place answers. */
    public enum Health {
        WELL,
        UNREACHABLE,
        /** Another place answers in its stead, or one that lost all that it held. */
        AWAY,
        LOCKED,
        NONSENSE
    }

    /** Something that goes wrong once. */
    public enum Break {
        /** Half of a send arrives. */
        IN_SEND,
        /** A commit is carried out, and its answer is lost. */
        AFTER_COMMIT
    }

    /** An object as it lies there. */
    private record Stored(MemoryBytes bytes, long version) {}

    /**
     * What is said of an object.
     *
     * @param version changes with every write that goes through the front door
     */
    record Described(String path, RemoteName name, long size, long version) {}

    /**
     * @param id as it stands in the place's key
     * @param domain its failure domain
     */
    public MemoryPlace(String id, String domain) {
        this.id = id;
        this.domain = domain;
    }

    public String id() {
        return id;
    }

    public String domain() {
        return domain;
    }

    /** What tells of the library, and the app's manifest. */
    MemorySmallFiles small() {
        return small;
    }

    /** A snapshot of the small files, by their paths. */
    public SortedMap<String, byte[]> metadata() {
        return small.all();
    }

    /** Somebody else wrote, or the place forgot: null. */
    public void forceMetadata(String path, byte @Nullable [] content) {
        small.force(path, content);
    }

    public synchronized Health health() {
        return health;
    }

    public synchronized void become(Health next) {
        health = next;
    }

    public synchronized void breakNext(Break what) {
        nextBreak = what;
    }

    synchronized boolean breaks(Break what) {
        boolean now = nextBreak == what;
        nextBreak = now ? null : nextBreak;
        return now;
    }

    public synchronized void leaveFree(long bytes) {
        freeBytes = bytes;
    }

    public synchronized long freeBytes() {
        return freeBytes;
    }

    public synchronized void limitObjects(long bytes) {
        maxObjectBytes = bytes;
    }

    public synchronized long maxObjectBytes() {
        return maxObjectBytes;
    }

    /** The world ends for this place: everything in it is gone for good, and it does not answer any more. */
    public synchronized void destroy() {
        health = Health.UNREACHABLE;
        small.clear();
        objects.clear();
        parts.clear();
        quarantine.clear();
        scratches.clear();
    }

    /** Turns one bit, silently. */
    public synchronized void rot(String path) {
        MemoryBytes bytes = stored(path).bytes();
        bytes.turnBit(bytes.length() / 2);
    }

    /** Other content of the same length, as another program would write it. */
    public synchronized void change(String path) {
        rot(path);
        objects.put(path, new Stored(stored(path).bytes(), ++lastVersion));
    }

    /** Forgets an object that it should keep. */
    public synchronized void lose(String path) {
        objects.remove(path);
    }

    /** Nobody may read it any more. */
    public synchronized void forbid(String path) {
        forbidden.add(path);
    }

    synchronized boolean isForbidden(String path) {
        return forbidden.contains(path);
    }

    public synchronized void put(String path, byte[] bytes) {
        objects.put(path, new Stored(MemoryBytes.of(bytes), ++lastVersion));
    }

    /** The names of all objects, for whoever judges the world from outside. */
    public synchronized SortedSet<String> objectNames() {
        return new TreeSet<>(objects.keySet());
    }

    /** An object's bytes, for whoever judges the world from outside; empty if it is not there. */
    public synchronized Optional<byte[]> bytesOf(String path) {
        return Optional.ofNullable(objects.get(path)).map(it -> it.bytes().toArray());
    }

    public synchronized List<byte[]> quarantined(RemoteName name) {
        return quarantine.subMap(name + ".", name + "/").values().stream()
                .map(MemoryBytes::toArray)
                .toList();
    }

    /** Names everything that lies there, with what is hidden. */
    public synchronized SortedSet<String> everything() {
        TreeSet<String> all = new TreeSet<>(objects.keySet());
        parts.keySet().forEach(it -> all.add("tmp/" + it));
        quarantine.keySet().forEach(it -> all.add("quarantine/" + it));
        scratches.forEach((name, place) -> all.add("tmp/" + name));
        all.addAll(small.everything());
        return all;
    }

    synchronized List<Described> described() {
        List<Described> all = new ArrayList<>();
        objects.forEach((path, stored) -> RemoteName.parse(path)
                .ifPresent(
                        name -> all.add(new Described(path, name, stored.bytes().length(), stored.version()))));
        return all;
    }

    /** The object of this asset that lies there longest. */
    synchronized Optional<Described> oldest(ContentHash hash) {
        return described().stream()
                .filter(it -> it.name().hash().equals(hash))
                .min((a, b) -> Long.compare(a.version(), b.version()));
    }

    synchronized Optional<Described> described(String path) {
        return described().stream().filter(it -> it.path().equals(path)).findAny();
    }

    private Stored stored(String path) {
        return Objects.requireNonNull(objects.get(path), path);
    }

    synchronized void beginPart(String part) {
        parts.put(part, new MemoryBytes());
    }

    synchronized void putPart(String part, MemoryBytes bytes) {
        parts.put(part, bytes);
    }

    synchronized boolean removePart(String part) {
        return parts.remove(part) != null;
    }

    /** What was begun and not committed. */
    public synchronized Collection<String> partNames() {
        return new TreeSet<>(parts.keySet());
    }

    /** 0 if there is none. */
    public synchronized long partLength(String part) {
        MemoryBytes bytes = parts.get(part);
        return bytes == null ? 0 : bytes.length();
    }

    /** Turns one bit of a part that is not empty. */
    public synchronized void rotPart(String part) {
        MemoryBytes bytes = Objects.requireNonNull(parts.get(part), part);
        bytes.turnBit(bytes.length() - 1);
    }

    public synchronized void truncatePart(String part, long length) {
        Objects.requireNonNull(parts.get(part), part).truncate(length);
    }

    /** Takes what it has space for. */
    synchronized void append(String part, ByteBuffer bytes) {
        int taken = (int) Math.min(bytes.remaining(), freeBytes);
        ByteBuffer slice = bytes.slice(bytes.position(), taken);
        parts.computeIfAbsent(part, it -> new MemoryBytes()).append(slice);
        bytes.position(bytes.position() + taken);
        freeBytes -= freeBytes == Long.MAX_VALUE ? 0 : taken;
    }

    /** Gives a part its name, over whatever stood there. */
    synchronized Described name(String part, RemoteName name) {
        MemoryBytes bytes = Objects.requireNonNull(parts.remove(part), part);
        objects.put(name.toString(), new Stored(bytes, ++lastVersion));
        return described(name.toString()).orElseThrow();
    }

    /** @return −1 at the end; null if the object is not there */
    synchronized @Nullable Integer read(String path, long at, ByteBuffer target) {
        Stored stored = objects.get(path);
        return stored == null ? null : Integer.valueOf(stored.bytes().read(at, target));
    }

    synchronized void delete(String path) {
        objects.remove(path);
    }

    synchronized String setAside(String path) {
        lastVersion++;
        String aside = path + "." + lastVersion;
        quarantine.put(aside, stored(path).bytes());
        objects.remove(path);
        return "quarantine/" + aside;
    }

    synchronized MemoryPlace scratch() {
        lastVersion++;
        MemoryPlace place = new MemoryPlace(id + "-scratch-" + lastVersion, domain);
        scratches.put(place.id(), place);
        return place;
    }

    synchronized void removeScratch(MemoryPlace place) {
        scratches.remove(place.id());
    }
}
