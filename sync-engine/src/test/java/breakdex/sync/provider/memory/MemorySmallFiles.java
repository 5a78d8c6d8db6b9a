package breakdex.sync.provider.memory;

import breakdex.sync.provider.LibraryManifest;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The small files of a {@link MemoryPlace}, and the app's manifest. Every method is atomic and thread-safe. */
final class MemorySmallFiles {
    private final TreeMap<String, byte[]> files = new TreeMap<>();
    private final TreeMap<String, byte[]> quarantine = new TreeMap<>();
    private byte @Nullable [] manifest;
    private long manifestVersion;

    /** A snapshot, by their paths. */
    synchronized SortedMap<String, byte[]> all() {
        return new TreeMap<>(files);
    }

    synchronized Optional<byte[]> get(String path) {
        return Optional.ofNullable(files.get(path)).map(byte[]::clone);
    }

    /** Writes where there is nothing. Returns what lies there now. */
    synchronized byte[] put(String path, byte[] content) {
        return files.computeIfAbsent(path, absent -> content.clone());
    }

    /** Over whatever lies there; null takes it away. */
    synchronized void force(String path, byte @Nullable [] content) {
        if (content == null) {
            files.remove(path);
        } else {
            files.put(path, content.clone());
        }
    }

    /** Empty if it was not there. */
    synchronized Optional<String> setAside(String path) {
        byte[] content = files.remove(path);
        if (content == null) {
            return Optional.empty();
        }
        int n = 1;
        while (quarantine.putIfAbsent(path + "." + n, content) != null) {
            n++;
        }
        return Optional.of("quarantine/" + path + "." + n);
    }

    synchronized List<byte[]> quarantined(String path) {
        return quarantine.subMap(path + ".", path + "/").values().stream()
                .map(byte[]::clone)
                .toList();
    }

    synchronized Optional<LibraryManifest> manifest() {
        return Optional.ofNullable(manifest).map(content -> new LibraryManifest(content, version()));
    }

    private String version() {
        return "v" + manifestVersion;
    }

    /** False if something else lies there than {@code replaced}; null stands for nothing. */
    synchronized boolean putManifest(byte[] content, @Nullable String replaced) {
        if (manifest != null && Arrays.equals(manifest, content)) {
            return true;
        }
        String now = manifest == null ? null : version();
        if (now == null ? replaced != null : !now.equals(replaced)) {
            return false;
        }
        forceManifest(content);
        return true;
    }

    synchronized void forceManifest(byte @Nullable [] content) {
        manifest = content == null ? null : content.clone();
        manifestVersion++;
    }

    synchronized void clear() {
        files.clear();
        quarantine.clear();
        forceManifest(null);
    }

    /** Names everything that lies there. */
    synchronized SortedSet<String> everything() {
        SortedSet<String> all = new TreeSet<>();
        files.keySet().forEach(it -> all.add(".sync/" + it));
        quarantine.keySet().forEach(it -> all.add("quarantine/" + it));
        if (manifest != null) {
            all.add("manifest.json");
        }
        return all;
    }
}
