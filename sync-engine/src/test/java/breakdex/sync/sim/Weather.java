package breakdex.sync.sim;

import breakdex.sync.provider.memory.MemoryPlace;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** What the world does between two steps. Each method says what it did, and an empty text where nothing came of it. */
final class Weather {
    private static final MemoryPlace.Health[] TROUBLES = {
        MemoryPlace.Health.UNREACHABLE, MemoryPlace.Health.AWAY, MemoryPlace.Health.LOCKED, MemoryPlace.Health.NONSENSE
    };

    private final SimWorld world;
    private final Random random;
    /** Whether databases come back from the past in this world; where they do, what places tell is not lost too. */
    private final boolean pastsComeBack;
    /** The one place whose small files are not safe: what all places lose nobody can bring back. */
    private final String careless;

    Weather(SimWorld world, Random random) {
        this.world = world;
        this.random = random;
        this.pastsComeBack = random.nextBoolean();
        this.careless = anyPlace();
    }

    /** What befalls one device. */
    List<Action> actions(SimDevice device) {
        return List.of(
                new Action("the clock jumps", 3, () -> clockJumps(device)),
                new Action("the library is unplugged", 2, () -> unmount(device)),
                new Action("the library is plugged in", 5, () -> mount(device)),
                new Action("the database is saved", 4, () -> save(device)),
                new Action("the database is rolled back", 3, () -> rollBack(device)));
    }

    List<Action> actions() {
        return List.of(
                new Action("time passes", 4, this::timePasses),
                new Action("two months pass", 2, () -> passed(Duration.ofDays(60))),
                new Action("a copy rots", 3, this::rot),
                new Action("a copy is lost", 2, this::lose),
                new Action("a copy is cut off", 1, this::cutOff),
                new Action("a place fails", 3, this::fail),
                new Action("places come back", 7, this::heal),
                new Action("a place is destroyed", 1, this::destroy),
                new Action("a place is full", 1, this::fill),
                new Action("an answer gets lost", 2, this::loseAnswer),
                new Action("listings lag", 2, this::lag),
                new Action("a segment is lost", 1, this::loseSegment),
                new Action("a segment is cut off", 1, this::cutSegmentOff));
    }

    private String anyPlace() {
        List<String> names = new ArrayList<>(world.placeNames());
        return names.get(random.nextInt(names.size()));
    }

    private String timePasses() {
        return passed(Duration.ofMinutes(1 + random.nextInt(random.nextBoolean() ? 20 : 5000)));
    }

    private String passed(Duration time) {
        world.time.advance(time);
        return time.toString();
    }

    private String clockJumps(SimDevice device) {
        Duration wrong = random.nextBoolean() ? Duration.ofDays(-365) : Duration.ofDays(60);
        Duration next = device.clock.error().isZero() ? wrong : Duration.ZERO;
        device.clock.goWrongBy(next);
        return "to be off by " + next;
    }

    private String save(SimDevice device) throws IOException {
        if (!pastsComeBack || device.hands.isOneAside()) {
            return "";
        }
        device.machine.save();
        return "as it is";
    }

    private String rollBack(SimDevice device) throws IOException {
        if (device.hands.isOneAside() || !device.machine.rollBack()) {
            return "";
        }
        device.cameBack = true;
        device.mayBeAnother = true;
        return "to what was saved";
    }

    private String lag() {
        String place = anyPlace();
        Duration lag = Duration.ofSeconds(1 + random.nextInt(600));
        world.lag(place, lag);
        return "by " + lag + " on " + place;
    }

    private String loseSegment() {
        return damageSegment((path, bytes) -> null);
    }

    private String cutSegmentOff() {
        return damageSegment((path, bytes) -> Arrays.copyOf(bytes, random.nextInt(bytes.length)));
    }

    private String damageSegment(BiFunction<String, byte[], byte @Nullable []> damage) {
        MemoryPlace place = world.place(careless);
        List<String> paths = List.copyOf(place.metadata().keySet());
        if (pastsComeBack || paths.isEmpty()) {
            return "";
        }
        String path = paths.get(random.nextInt(paths.size()));
        byte[] bytes = Objects.requireNonNull(place.metadata().get(path));
        place.forceMetadata(path, damage.apply(path, bytes));
        return path + " on " + careless;
    }

    private String rot() {
        return damage((place, object) -> world.place(place).rot(object));
    }

    private String lose() {
        return damage((place, object) -> world.place(place).lose(object));
    }

    private String cutOff() {
        return damage((place, object) -> {
            byte[] bytes = world.place(place).bytesOf(object).orElseThrow();
            world.place(place).put(object, Arrays.copyOf(bytes, random.nextInt(bytes.length)));
        });
    }

    /** Every object on one place rots, or is lost, each with some luck. */
    String badDisk() {
        String place = anyPlace();
        boolean rots = random.nextBoolean();
        int bad = 0;
        for (String object : world.place(place).objectNames()) {
            if (random.nextBoolean()) {
                bad++;
                world.touch(place, object);
                if (rots) {
                    world.place(place).rot(object);
                } else {
                    world.place(place).lose(object);
                }
            }
        }
        return bad == 0 ? "" : bad + (rots ? " copies rotten on " : " copies lost on ") + place;
    }

    private interface Damage {
        void on(String place, String object);
    }

    private String damage(Damage damage) {
        String place = anyPlace();
        return damage(place, new ArrayList<>(world.place(place).objectNames()), damage);
    }

    private String damage(String place, List<String> objects, Damage damage) {
        if (objects.isEmpty()) {
            return "";
        }
        String object = objects.get(random.nextInt(objects.size()));
        world.touch(place, object);
        damage.on(place, object);
        return object.substring(0, 6) + " on " + place;
    }

    /** A place that stores other bytes than it was sent, of whatever arrives next. */
    Runnable rotOfWhatComes() {
        List<String> known = new ArrayList<>();
        world.placeNames().forEach(name -> world.place(name).objectNames().forEach(it -> known.add(name + it)));
        return () -> world.placeNames().forEach(name -> {
            List<String> fresh = world.place(name).objectNames().stream()
                    .filter(object -> !known.contains(name + object))
                    .toList();
            damage(name, fresh, (place, object) -> world.place(place).rot(object));
        });
    }

    private String fail() {
        return fail(anyPlace());
    }

    private String fail(String place) {
        if (world.place(place).health() != MemoryPlace.Health.WELL) {
            return "";
        }
        MemoryPlace.Health trouble = TROUBLES[random.nextInt(TROUBLES.length)];
        world.place(place).become(trouble);
        return place + " is " + trouble;
    }

    /** In the middle of the engine's work. */
    Runnable sudden() {
        String place = anyPlace();
        return () -> fail(place);
    }

    /** All places answer again; one that was destroyed is there, new and empty. */
    String heal() {
        for (String name : world.placeNames()) {
            if (world.isDestroyed(name)) {
                world.found(name);
            }
            world.place(name).become(MemoryPlace.Health.WELL);
            world.place(name).leaveFree(Long.MAX_VALUE);
            world.lag(name, Duration.ZERO);
        }
        return "all";
    }

    private String destroy() {
        String place = anyPlace();
        if (world.isDestroyed(place) || pastsComeBack) {
            return "";
        }
        world.destroy(place);
        return place;
    }

    private String fill() {
        String place = anyPlace();
        world.place(place).leaveFree(random.nextInt(3000));
        return place;
    }

    private String loseAnswer() {
        String place = anyPlace();
        MemoryPlace.Break what = random.nextBoolean() ? MemoryPlace.Break.AFTER_COMMIT : MemoryPlace.Break.IN_SEND;
        world.place(place).breakNext(what);
        return what + " on " + place;
    }

    String unmount(SimDevice device) throws IOException {
        if (!device.files.isMounted()) {
            return "";
        }
        device.files.unmount();
        return "it is";
    }

    String mount(SimDevice device) throws IOException {
        if (device.files.isMounted()) {
            return "";
        }
        device.files.mount();
        return "it is";
    }

    /** All is there, and files that were written lie still for long enough. */
    String goodDay(SimDevice device) throws IOException {
        heal();
        mount(device);
        return passed(Duration.ofHours(1));
    }

    /** Everything is as it should be, and stays so. */
    void clear(List<SimDevice> devices) throws IOException {
        heal();
        for (SimDevice device : devices) {
            mount(device);
            device.clock.goWrongBy(Duration.ZERO);
        }
    }
}
