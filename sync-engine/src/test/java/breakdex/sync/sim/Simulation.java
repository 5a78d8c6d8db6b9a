package breakdex.sync.sim;

import breakdex.sync.asset.Asset;
import breakdex.sync.asset.Protection;
import breakdex.sync.sim.Promises.Course;
import breakdex.sync.store.StatusDao.Amount;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.regex.Pattern;

/** One world and its devices, from one seed: the same seed gives the same steps, as long as the code is the same. */
final class Simulation implements AutoCloseable {
    /** Works whose outcome is a word of a person or a finding. */
    private static final Pattern SAYING = Pattern.compile("verify|delete|undelete");

    private static final List<String> NAMES = List.of("laptop", "phone", "server");
    private static final int QUIET_ROUNDS = 4;

    private final long seed;
    private final Random random;
    private final SimWorld world = new SimWorld();
    private final Baton baton;
    private final Watch watch;
    private final Weather weather;
    private final List<SimDevice> devices = new ArrayList<>();
    private final List<String> steps = new ArrayList<>();
    private final List<String> broken = new ArrayList<>();
    private final Map<SimDevice, Promises.Moment> before = new HashMap<>();

    private Simulation(Path root, long seed) throws IOException {
        this.seed = seed;
        this.random = new Random(seed);
        this.baton = new Baton(random, world.time);
        this.watch = new Watch(world, random);
        this.weather = new Weather(world, random);
        int number = 1 + random.nextInt(4) / 2 + random.nextInt(8) / 7;
        for (String name : NAMES.subList(0, number)) {
            SimDevice device = new SimDevice(name, root.resolve(name), world, weather, random, baton, watch);
            devices.add(device);
            before.put(device, device.moment());
        }
    }

    /** What came of one seed. */
    record Result(Optional<String> failure, String story, long trace) {}

    /**
     * Runs one seed.
     *
     * @param root an empty folder of its own
     * @param number of stretches before the world comes to rest
     */
    static Result run(Path root, long seed, int number) throws IOException {
        try (Simulation simulation = new Simulation(root, seed)) {
            simulation.live(number);
            String story = simulation.story();
            return new Result(
                    simulation.broken.isEmpty() ? Optional.empty() : Optional.of(story),
                    story,
                    simulation.baton.trace());
        }
    }

    private void live(int number) throws IOException {
        for (SimDevice device : devices) {
            work(device, "set up", device.person::setUp);
        }
        for (int i = 0; i < number && broken.isEmpty(); i++) {
            step();
        }
        if (broken.isEmpty()) {
            comeToRest();
        }
    }

    private void step() throws IOException {
        world.time.advance(Duration.ofSeconds(random.nextInt(240)));
        SimDevice device = devices.get(random.nextInt(devices.size()));
        device.machine.tidyUp();
        int whose = random.nextInt(20);
        if (whose < 6) {
            outside(device, Action.draw(device.hands.actions(), random));
        } else if (whose < 8) {
            outside(device, Action.draw(weather.actions(), random));
        } else if (whose < 10) {
            outside(device, Action.draw(weather.actions(device), random));
        } else {
            Action action = Action.draw(device.person.actions(), random);
            device.hands.turnToAFile();
            setTheScene(device, action.name());
            together(device, action);
        }
    }

    /** One device does something, and often others work beside it. */
    private void together(SimDevice device, Action action) throws IOException {
        Episode episode = new Episode(baton);
        boolean freeing = action.name().startsWith("free");
        String hazard = device.fate.befall(device.machine.process().hazards, freeing);
        if (random.nextInt(4) == 0) {
            SimProcess worker = device.machine.worker();
            String fate = device.fate.befallBeside(worker.hazards);
            // There is something in the queue for it, and perhaps nobody who works on that any more.
            hazard += random.nextBoolean() ? "" : device.fate.standingStill(device.machine.process().hazards);
            Duration late = Duration.ofSeconds(random.nextInt(20));
            episode.add(device, "work after " + late + fate, () -> {
                baton.sleep(world.time.now().plus(late), worker.hazards::isDead);
                return device.person.work(worker);
            });
        }
        episode.add(device, action.name() + hazard, action.deed());
        for (SimDevice other : devices) {
            if (other != device && random.nextInt(3) == 0) {
                other.hands.turnToAFile();
                boolean sync = freeing || random.nextInt(3) > 0;
                Action its =
                        sync ? new Action("sync", 1, other.person::sync) : Action.draw(other.person.actions(), random);
                String fate = other.fate.befallBeside(other.machine.process().hazards);
                episode.add(other, its.name() + fate, its.deed());
            }
        }
        boolean died = work(episode).contains(device);
        if (died && random.nextInt(3) == 0) {
            outside(device, new Action("what it was at is changed", 1, device.hands::meddleWithWhatIsInMind));
        }
        // What was found or said just now may be what no later run finds out again.
        if (random.nextInt(SAYING.matcher(action.name()).lookingAt() ? 3 : 15) == 0) {
            losePower(device);
        }
    }

    /**
     * What a work needs to come to anything: on most days a file to be freed is not safe enough, hardly ever is a copy
     * rotten just when somebody wants it back, and often a sync has nothing to send.
     */
    private void setTheScene(SimDevice device, String name) throws IOException {
        if (name.startsWith("free") && random.nextInt(3) > 0) {
            outside(device, new Action("a good day comes", 1, () -> weather.goodDay(device)));
            work(device, "set up", device.person::setUp);
            work(device, "sync", device.person::sync);
        } else if ((name.startsWith("restore") || name.startsWith("verify")) && random.nextBoolean()) {
            outside(device, new Action("a good day comes", 1, () -> weather.goodDay(device)));
            outside(device, new Action("a disk goes bad", 1, weather::badDisk));
        } else if (name.equals("sync")) {
            List<Action> firsts = List.of(
                    new Action("a file is added", 3, device.hands::addAndKeepInMind),
                    new Action("the library is unplugged", 1, () -> weather.unmount(device)),
                    new Action("the library is plugged in", 4, () -> weather.mount(device)));
            outside(device, Action.draw(firsts, random));
        }
    }

    /** What no engine takes part in. */
    private void outside(SimDevice device, Action action) throws IOException {
        String came;
        try {
            came = action.run();
        } catch (InterruptedException e) {
            throw new IllegalStateException("nobody interrupts", e);
        }
        steps.add(device.name + ": " + action.name() + (came.isEmpty() ? ": nothing to do" : ": " + came));
        for (SimDevice each : devices) {
            before.put(each, each == device && each.mayBeAnother ? each.moment() : lookedOn(each));
        }
    }

    /** It took no part: its records are as they were. */
    private Promises.Moment lookedOn(SimDevice device) throws IOException {
        Promises.Moment was = Objects.requireNonNull(before.get(device));
        return new Promises.Moment(was.records(), Truth.of(world, device.files), world.time.now());
    }

    private void work(SimDevice device, String name, Action.Deed deed) throws IOException {
        Episode episode = new Episode(baton);
        episode.add(device, name, deed);
        work(episode);
    }

    /**
     * Lets processes work side by side and looks whether all promises still hold.
     *
     * @return devices on which a process died
     */
    private List<SimDevice> work(Episode episode) throws IOException {
        watch.begin();
        episode.run();
        steps.addAll(episode.stories());
        broken.addAll(watch.broken());
        broken.addAll(episode.broken());
        List<SimDevice> died = new ArrayList<>();
        for (SimDevice device : devices) {
            if (!episode.isAbout(device)) {
                before.put(device, lookedOn(device));
            } else if (settle(device)) {
                died.add(device);
            }
        }
        return died;
    }

    /** Returns whether a process died. */
    private boolean settle(SimDevice device) throws IOException {
        device.machine.calm();
        boolean crashed = device.machine.isDead();
        if (!crashed) {
            device.person.inProgress();
        }
        broken.addAll(device.person.lies());
        String was = Objects.requireNonNull(before.get(device)).records().self();
        Promises.Moment after = look(device, crashed ? Course.CRASH : Course.WORK);
        boolean becameAnother = !was.equals(after.records().self());
        device.files.adopt(after.truth());
        if (device.machine.isPowerOut()) {
            losePower(device);
        } else if (becameAnother) {
            device.machine.startAllAnew();
            before.put(device, device.moment());
        } else if (crashed) {
            device.machine.startAnew();
            before.put(device, device.moment());
        } else {
            statusIsHonest(device, after);
        }
        return crashed;
    }

    private Promises.Moment look(SimDevice device, Course course) throws IOException {
        Promises.Moment was = Objects.requireNonNull(before.get(device));
        Promises.Moment is = device.moment();
        new Promises(device, world, was, is, course).broken().forEach(it -> broken.add(it + ", on " + device.name));
        before.put(device, is);
        return is;
    }

    private void losePower(SimDevice device) throws IOException {
        int lost = device.machine.losePower();
        steps.add(device.name + ": the power goes out: " + lost + " changes of the database are lost");
        look(device, Course.POWER_CUT);
        device.machine.startAnew();
        before.put(device, device.moment());
    }

    private void statusIsHonest(SimDevice device, Promises.Moment now) {
        long called = device.machine
                .engine()
                .state()
                .protection()
                .getOrDefault(Protection.PROTECTED, Amount.NONE)
                .assets();
        long are = now.records().assets().stream()
                .filter(asset -> !asset.isDeleted())
                .map(Asset::hash)
                .filter(hash -> now.records().provedOn(hash).stream()
                                .map(SimWorld::domainOf)
                                .distinct()
                                .count()
                        >= 2)
                .count();
        if (called > are) {
            broken.add("8: status calls " + called + " clips protected, and " + are + " are, on " + device.name);
        }
    }

    private void comeToRest() throws IOException {
        weather.clear(devices);
        List<Truth> sources = new ArrayList<>();
        for (SimDevice device : devices) {
            device.person.wantAll();
            before.put(device, device.moment());
            sources.add(device.moment().truth());
        }
        for (SimDevice device : devices) {
            work(device, "quiet: set up", device.person::setUp);
            device.machine.engine().retry(null);
            work(device, "quiet: verify", device.person::verifyAll);
        }
        long told = 0;
        for (int i = 0; i < QUIET_ROUNDS && broken.isEmpty(); i++) {
            told = world.segments();
            for (SimDevice device : devices) {
                work(device, "quiet: sync", device.person::sync);
                world.time.advance(Duration.ofMinutes(6));
            }
        }
        if (broken.isEmpty()) {
            if (world.segments() > told) {
                broken.add("at rest, 5: devices go on telling, and nothing changes");
            }
            atRest(sources);
        }
    }

    private void atRest(List<Truth> sources) throws IOException {
        broken.addAll(Rest.differences(devices));
        for (SimDevice device : devices) {
            broken.addAll(new Rest(device, world, sources).broken());
        }
        for (SimDevice device : devices) {
            if (broken.isEmpty()) {
                work(device, "quiet: restore all", () -> device.person.restore(""));
                broken.addAll(Rest.notBack(device.moment()));
            }
        }
    }

    private String story() {
        StringBuilder story = new StringBuilder("seed " + seed + "\n");
        for (int i = 0; i < steps.size(); i++) {
            story.append(String.format("%4d  %s%n", i, steps.get(i)));
        }
        broken.forEach(it -> story.append("BROKEN  at step ")
                .append(baton.steps())
                .append(", promise ")
                .append(it)
                .append('\n'));
        return story.append(String.format("trace %016x%n", baton.trace())).toString();
    }

    @Override
    public void close() {
        devices.forEach(SimDevice::close);
        baton.close();
    }
}
