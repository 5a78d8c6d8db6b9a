package breakdex.sync.sim;

import breakdex.sync.AssetSyncEngine;
import breakdex.sync.SyncException;
import breakdex.sync.asset.Asset;
import breakdex.sync.asset.Protection;
import breakdex.sync.store.Database;
import breakdex.sync.store.StatusDao.Amount;
import breakdex.sync.store.StepListener;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** One world and its engine, from one seed: the same seed gives the same steps, for as long as the code is the same. */
final class Simulation implements AutoCloseable {
    private final long seed;
    private final Random random;
    private final SimWorld world;
    private final Weather weather;
    private final Hands hands;
    private final Person person;
    private final Database monitor;
    private final List<Action> byPeople;
    private final List<Action> byTheWorld;
    private final List<Action> byTheEngine;
    private final List<String> steps = new ArrayList<>();
    private final List<String> broken = new ArrayList<>();
    private Promises.Moment before;
    private SimProcess process;
    private int lives;

    private Simulation(Path root, long seed) throws IOException {
        this.seed = seed;
        this.random = new Random(seed);
        this.world = new SimWorld(root);
        this.weather = new Weather(world, random);
        this.hands = new Hands(world, random);
        this.person = new Person(world, random, hands, this::engine);
        this.byPeople = hands.actions();
        this.byTheWorld = weather.actions();
        this.byTheEngine = person.actions();
        this.monitor = Database.open(world.home.resolve("breakdex.db"), StepListener.NONE);
        this.before = moment();
        this.process = start();
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
        return process.engine;
    }

    private SimProcess start() {
        lives++;
        Hazards hazards = new Hazards(world.clock, random);
        if (random.nextInt(5) == 0) {
            hazards.crashIn(1 + random.nextInt(4));
        }
        try {
            SimProcess next = SimProcess.start(world, hazards, seed * 1000 + lives);
            hazards.calm();
            return next;
        } catch (SimulatedCrash e) {
            return SimProcess.start(world, new Hazards(world.clock, random), seed * 1000 + lives);
        }
    }

    private void step() throws IOException, InterruptedException {
        world.clock.advance(Duration.ofSeconds(random.nextInt(240)));
        int whose = random.nextInt(10);
        if (whose < 3) {
            outside(Action.draw(byPeople, random));
        } else if (whose < 5) {
            outside(Action.draw(byTheWorld, random));
        } else {
            Action action = Action.draw(byTheEngine, random);
            work(action.name() + hazards(action.name().startsWith("free")), action.deed());
        }
    }

    /** Draws what befalls the engine during its next work. */
    private String hazards(boolean freeing) {
        StringBuilder all = new StringBuilder();
        Hazards hazards = process.hazards;
        int[] reach = {4, 12, 30, 80};
        int when = 1 + random.nextInt(reach[random.nextInt(reach.length)]);
        switch (random.nextInt(freeing ? 8 : 13)) {
            case 0, 1, 2 -> {
                hazards.crashIn(when);
                all.append(", dying at step ").append(when);
            }
            case 3 -> {
                hazards.failing(10);
                all.append(", a tenth of the calls failing");
            }
            case 4, 5 -> {
                String file = hands.anyFile();
                if (!file.isEmpty()) {
                    hazards.happensIn(when, hands.meddlingWith(file, freeing));
                    all.append(", ")
                            .append(file)
                            .append(" meddled with at step ")
                            .append(when);
                }
            }
            case 6 -> {
                Runnable rot = weather.rotOfWhatComes();
                int death = random.nextBoolean() ? 1 + random.nextInt(10) : 0;
                hazards.afterCommit(() -> {
                    rot.run();
                    hazards.crashIn(death);
                });
                all.append(", a place storing other bytes, dying ")
                        .append(death)
                        .append(" steps later");
            }
            case 7 -> {
                hazards.happensIn(when, weather.sudden());
                all.append(", a place failing at step ").append(when);
            }
            default -> {}
        }
        return all.toString();
    }

    /** What the engine takes no part in: its records stay as they are. */
    private void outside(Action action) throws IOException, InterruptedException {
        String came = action.run();
        steps.add(action.name() + (came.isEmpty() ? ": nothing to do" : ": " + came));
        before = new Promises.Moment(before.records(), Truth.of(world), world.clock.instant());
    }

    /** Lets the engine do one thing and looks whether all promises still hold. */
    private void work(String name, Action.Deed deed) throws IOException, InterruptedException {
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
        process.hazards.calm();
        boolean crashed = process.hazards.isDead();
        steps.add(name + (came.isEmpty() ? ": nothing to do" : ": " + came));
        Promises.Moment after = moment();
        broken.addAll(person.lies());
        broken.addAll(new Promises(world, before, after, crashed).broken());
        adopt(after.truth());
        before = after;
        if (crashed) {
            process.end();
            process = start();
            before = moment();
        } else {
            statusIsHonest();
        }
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
        return new Promises.Moment(Records.of(monitor), Truth.of(world), world.clock.instant());
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
        process.end();
        monitor.close();
    }
}
