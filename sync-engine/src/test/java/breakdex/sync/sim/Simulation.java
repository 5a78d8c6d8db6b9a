package breakdex.sync.sim;

import breakdex.sync.AssetSyncEngine;
import breakdex.sync.SyncException;
import breakdex.sync.asset.Asset;
import breakdex.sync.asset.Protection;
import breakdex.sync.sim.Promises.Course;
import breakdex.sync.store.StatusDao.Amount;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.regex.Pattern;

/** One world and its engine, from one seed: the same seed gives the same steps, for as long as the code is the same. */
final class Simulation implements AutoCloseable {
    /** Works whose outcome is a word of a person or a finding. */
    private static final Pattern SAYING = Pattern.compile("verify|delete|undelete");

    private final long seed;
    private final Random random;
    private final SimWorld world;
    private final SimMachine machine;
    private final Weather weather;
    private final Hands hands;
    private final Person person;
    private final Fate fate;
    private final List<Action> byPeople;
    private final List<Action> byTheWorld;
    private final List<Action> byTheEngine;
    private final List<Action> beforeSync;
    private final List<String> steps = new ArrayList<>();
    private final List<String> broken = new ArrayList<>();
    private Promises.Moment before;

    private Simulation(Path root, long seed) throws IOException {
        this.seed = seed;
        this.random = new Random(seed);
        this.world = new SimWorld(root);
        this.weather = new Weather(world, random);
        this.hands = new Hands(world, random);
        this.person = new Person(world, random, hands, this::engine);
        this.fate = new Fate(random, hands, weather);
        this.byPeople = hands.actions();
        this.byTheWorld = weather.actions();
        this.byTheEngine = person.actions();
        this.beforeSync = List.of(
                new Action("a file is added", 3, hands::addAndKeepInMind),
                new Action("the library is unplugged", 1, weather::unmount),
                new Action("the library is plugged in", 4, weather::mount));
        this.machine = new SimMachine(world, random, seed, hands::isAFileAway);
        this.before = moment();
    }

    /**
     * Runs one seed.
     *
     * @param root an empty folder of its own
     * @return what went wrong, with the seed and all steps that led there; empty if all promises held
     */
    static Optional<String> run(Path root, long seed, int steps) throws IOException, InterruptedException {
        try (Simulation simulation = new Simulation(root, seed)) {
            simulation.live(steps);
            return simulation.broken.isEmpty() ? Optional.empty() : Optional.of(simulation.story());
        }
    }

    /** As {@link #run}, but tells all steps in any case. */
    static String tell(Path root, long seed, int steps) throws IOException, InterruptedException {
        try (Simulation simulation = new Simulation(root, seed)) {
            simulation.live(steps);
            return simulation.story();
        }
    }

    private void live(int number) throws IOException, InterruptedException {
        work("set up", person::setUp);
        for (int i = 0; i < number && broken.isEmpty(); i++) {
            step();
        }
        if (broken.isEmpty()) {
            comeToRest();
        }
    }

    private AssetSyncEngine engine() {
        return machine.engine();
    }

    private void step() throws IOException, InterruptedException {
        world.clock.advance(Duration.ofSeconds(random.nextInt(240)));
        machine.tidyUp();
        int whose = random.nextInt(10);
        if (whose < 3) {
            outside(Action.draw(byPeople, random));
        } else if (whose < 5) {
            outside(Action.draw(byTheWorld, random));
        } else {
            Action action = Action.draw(byTheEngine, random);
            hands.turnToAFile();
            setTheScene(action.name());
            String hazard = fate.befall(machine.hazards(), action.name().startsWith("free"));
            boolean died = work(action.name() + hazard, action.deed());
            if (died && random.nextInt(3) == 0) {
                outside(new Action("what it was at is changed", 1, hands::meddleWithWhatIsInMind));
            }
            // What was found or said just now may be what no later run finds out again.
            if (random.nextInt(SAYING.matcher(action.name()).lookingAt() ? 3 : 15) == 0) {
                losePower();
            }
        }
    }

    /**
     * What a work needs to come to anything: on most days a file to be freed is not safe enough, hardly ever is a copy
     * rotten just when somebody wants it back, and often a sync has nothing to send.
     */
    private void setTheScene(String name) throws IOException, InterruptedException {
        if (name.startsWith("free") && random.nextInt(3) > 0) {
            outside(new Action("a good day comes", 1, weather::goodDay));
            work("set up", person::setUp);
            work("sync", person::sync);
        } else if ((name.startsWith("restore") || name.startsWith("verify")) && random.nextBoolean()) {
            outside(new Action("a good day comes", 1, weather::goodDay));
            outside(new Action("a disk goes bad", 1, weather::badDisk));
        } else if (name.equals("sync")) {
            outside(Action.draw(beforeSync, random));
        }
    }

    /** What the engine takes no part in: its records stay as they are. */
    private void outside(Action action) throws IOException, InterruptedException {
        String came = action.run();
        steps.add(action.name() + (came.isEmpty() ? ": nothing to do" : ": " + came));
        before = new Promises.Moment(before.records(), Truth.of(world), world.clock.instant());
    }

    /**
     * Lets the engine do one thing and looks whether all promises still hold.
     *
     * @return whether the process died
     */
    private boolean work(String name, Action.Deed deed) throws IOException, InterruptedException {
        String came;
        try {
            came = deed.run();
        } catch (SimulatedCrash e) {
            came = "died";
        } catch (SyncException e) {
            // Where the world lies is no part of its story.
            String place = String.valueOf(world.home.getParent());
            came = e.kind() + ": " + String.valueOf(e.getMessage()).replace(place, "…");
            if (e.kind() == SyncException.Kind.BUSY) {
                broken.add("7: a lock was left behind");
            }
        } catch (RuntimeException e) {
            came = "threw";
            broken.add("the engine threw " + trace(e));
        }
        machine.hazards().calm();
        boolean crashed = machine.hazards().isDead();
        steps.add(name + (came.isEmpty() ? ": nothing to do" : ": " + came));
        Promises.Moment after = moment();
        broken.addAll(person.lies());
        broken.addAll(new Promises(world, before, after, crashed ? Course.CRASH : Course.WORK).broken());
        adopt(after.truth());
        before = after;
        if (machine.hazards().isPowerOut()) {
            losePower();
        } else if (crashed) {
            machine.startAnew();
            before = moment();
        } else {
            statusIsHonest();
        }
        return crashed;
    }

    private void losePower() throws IOException {
        int lost = machine.losePower();
        steps.add("the power goes out: " + lost + " changes of the database are lost");
        Promises.Moment after = moment();
        broken.addAll(new Promises(world, before, after, Course.POWER_CUT).broken());
        machine.startAnew();
        before = moment();
    }

    /** What was brought back belongs to its owner again. */
    private void adopt(Truth truth) {
        truth.files().forEach((path, hash) -> {
            if (!world.given.containsKey(path) && !Promises.isOurs(path)) {
                world.note(path, hash);
            }
        });
    }

    private void statusIsHonest() {
        long called = engine().state()
                .protection()
                .getOrDefault(Protection.PROTECTED, Amount.NONE)
                .assets();
        long are = before.records().assets().stream()
                .filter(asset -> !asset.isDeleted())
                .map(Asset::hash)
                .filter(hash -> before.records().provedOn(hash).stream()
                                .map(SimWorld::domainOf)
                                .distinct()
                                .count()
                        >= 2)
                .count();
        if (called > are) {
            broken.add("8: status calls " + called + " clips protected, and " + are + " are");
        }
    }

    private void comeToRest() throws IOException, InterruptedException {
        weather.clear();
        person.wantAll();
        work("quiet: set up", person::setUp);
        engine().retry(null);
        Truth source = before.truth();
        work("quiet: verify", person::verifyAll);
        for (int i = 0; i < 3; i++) {
            work("quiet: sync", person::sync);
            world.clock.advance(Duration.ofMinutes(6));
        }
        broken.addAll(new Rest(world, before, source, engine()).broken());
        if (broken.isEmpty()) {
            work("quiet: restore all", () -> person.restore(""));
            broken.addAll(Rest.notBack(world, before));
        }
    }

    private Promises.Moment moment() throws IOException {
        return new Promises.Moment(machine.records(), Truth.of(world), world.clock.instant());
    }

    private String story() {
        StringBuilder story = new StringBuilder("seed " + seed + "\n");
        for (int i = 0; i < steps.size(); i++) {
            story.append(String.format("%4d  %s%n", i, steps.get(i)));
        }
        broken.forEach(it -> story.append("BROKEN  ").append(it).append('\n'));
        return story.toString();
    }

    private static String trace(Throwable e) {
        StringWriter text = new StringWriter();
        e.printStackTrace(new PrintWriter(text));
        return text.toString();
    }

    @Override
    public void close() {
        machine.close();
    }
}
