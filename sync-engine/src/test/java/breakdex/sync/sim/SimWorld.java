package breakdex.sync.sim;

import breakdex.sync.asset.ContentHash;
import breakdex.sync.asset.RemoteName;
import breakdex.sync.provider.memory.InMemoryProvider;
import breakdex.sync.provider.memory.MemoryPlace;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What all devices share, and the truth about it: what every place really holds, what the world did to it, and what
 * people deleted.
 */
final class SimWorld {
    /** Two of them burn together. */
    private static final Map<String, String> DOMAINS =
            new TreeMap<>(Map.of("attic", "house", "cellar", "house", "vault", "bank"));

    final SimTime time = new SimTime();
    /** Copies that the world did something to since they were last proved, and when it did. */
    final SortedMap<Copy, Instant> touched = new TreeMap<>();
    /** Copies that the world ever did something to. */
    final Set<Copy> everTouched = new TreeSet<>();
    /** Contents that somebody asked to delete, whatever came of it. */
    final Set<ContentHash> asked = new TreeSet<>();

    private final List<SimFiles> libraries = new ArrayList<>();
    private final SortedMap<String, MemoryPlace> places = new TreeMap<>();
    private final Map<String, Duration> lags = new TreeMap<>();
    private final Map<String, Instant> written = new TreeMap<>();
    private final Set<String> destroyed = new TreeSet<>();
    private int founded;

    /**
     * A copy of a content.
     *
     * @param place its id, which is another once a place was destroyed and founded anew
     */
    record Copy(String place, ContentHash hash) implements Comparable<Copy> {
        @Override
        public int compareTo(Copy other) {
            int byPlace = place.compareTo(other.place);
            return byPlace != 0 ? byPlace : hash.compareTo(other.hash);
        }
    }

    SimWorld() {
        DOMAINS.keySet().forEach(this::found);
    }

    /** A device joins. */
    void join(SimFiles library) {
        libraries.add(library);
    }

    /** Whether a name of any library stood for this content once; of several libraries, each has a folder. */
    boolean wasEver(String path, ContentHash hash) {
        return libraries.stream()
                .flatMap(library -> library.everGiven.entrySet().stream())
                .filter(ever -> path.equals(ever.getKey()) || path.endsWith("/" + ever.getKey()))
                .anyMatch(ever -> ever.getValue().contains(hash));
    }

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

    /** By the place's id, or its name. */
    static String domainOf(String place) {
        return String.valueOf(DOMAINS.get(place.replaceFirst("-\\d+$", "")));
    }

    /** The id of the place that bears this key. */
    static String placeOfKey(String key) {
        String ofNone = InMemoryProvider.key(new MemoryPlace("", ""));
        return key.startsWith(ofNone) ? key.substring(ofNone.length()) : key;
    }

    /** How many small files all places hold. */
    long segments() {
        return places.values().stream()
                .mapToLong(place -> place.metadata().size())
                .sum();
    }

    /** An empty place under a name, where there was none or where one was destroyed. */
    void found(String name) {
        founded++;
        destroyed.remove(name);
        places.put(name, new MemoryPlace(name + "-" + founded, domainOf(name)));
    }

    /** Everything on it is gone. */
    void destroy(String name) {
        place(name).objectNames().forEach(object -> touch(name, object));
        place(name).destroy();
        destroyed.add(name);
    }

    boolean isDestroyed(String name) {
        return destroyed.contains(name);
    }

    void touch(String name, String object) {
        RemoteName.parse(object).ifPresent(it -> {
            Copy copy = new Copy(place(name).id(), it.hash());
            touched.put(copy, time.now());
            everTouched.add(copy);
        });
    }

    /** Listings of a place show what was written only after so long. */
    void lag(String name, Duration lag) {
        lags.put(name, lag);
    }

    void wrote(MemoryPlace place, String path) {
        written.put(place.id() + "/" + path, time.now());
    }

    boolean isListed(String name, MemoryPlace place, String path) {
        Instant at = written.get(place.id() + "/" + path);
        return at == null || !at.plus(lags.getOrDefault(name, Duration.ZERO)).isAfter(time.now());
    }

    /** What was being written on places and was not forced to a disk may be gone, or be other bytes. */
    void losePower(Random random) {
        for (MemoryPlace place : places.values()) {
            for (String part : place.partNames()) {
                place.truncatePart(part, random.nextLong(place.partLength(part) + 1));
                if (place.partLength(part) > 0 && random.nextBoolean()) {
                    place.rotPart(part);
                }
            }
        }
    }

    /** Contents of which a place really holds every byte. */
    Set<ContentHash> intact(String name) {
        Set<ContentHash> intact = new TreeSet<>();
        for (String object : place(name).objectNames()) {
            RemoteName.parse(object)
                    .map(RemoteName::hash)
                    .filter(hash -> place(name)
                            .bytesOf(object)
                            .map(SimFiles::hash)
                            .filter(hash::equals)
                            .isPresent())
                    .ifPresent(intact::add);
        }
        return intact;
    }

    /** By the ids of the places that are there. */
    SortedMap<String, Set<ContentHash>> intact() {
        SortedMap<String, Set<ContentHash>> all = new TreeMap<>();
        placeNames().forEach(name -> all.put(place(name).id(), intact(name)));
        return all;
    }
}
