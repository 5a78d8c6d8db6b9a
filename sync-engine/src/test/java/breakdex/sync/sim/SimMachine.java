package breakdex.sync.sim;

import breakdex.sync.AssetSyncEngine;
import breakdex.sync.store.Database;
import breakdex.sync.store.DatabaseAddress;
import breakdex.sync.store.StepListener;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Random;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The machine of one device: the disk, and the processes that work on it, which come and go. */
final class SimMachine implements AutoCloseable {
    private final SimDevice device;
    private final SimWorld world;
    private final Random random;
    private final Baton baton;
    private final Watch watch;
    private final Path database;
    private final SimDisk disk;
    private final Claims claims;
    private Database monitor;
    private SimProcess process;
    /** A second process that works off the queue; null where none was started since all died. */
    private @Nullable SimProcess worker;

    SimMachine(SimDevice device, SimWorld world, Random random, Baton baton, Watch watch) {
        this.device = device;
        this.world = world;
        this.random = random;
        this.baton = baton;
        this.watch = watch;
        this.database = device.files.home.resolve("breakdex.db");
        this.disk = new SimDisk(database);
        this.monitor = open();
        this.claims = new Claims(() -> monitor, device.name);
        disk.forced();
        this.process = start();
    }

    String name() {
        return device.name;
    }

    SimTime.Face clock() {
        return device.clock;
    }

    boolean isAFileAway() {
        return device.hands.isAFileAway();
    }

    private Database open() {
        return Database.open(new DatabaseAddress.File(database), device.clock, StepListener.NONE);
    }

    /** Sees the database without taking part. */
    Database monitor() {
        return monitor;
    }

    AssetSyncEngine engine() {
        return process.engine;
    }

    SimProcess process() {
        return process;
    }

    SimProcess worker() {
        SimProcess known = worker;
        if (known != null) {
            return known;
        }
        SimProcess now = start();
        claims.begin();
        worker = now;
        return now;
    }

    Records records() {
        return Records.of(monitor);
    }

    private SimProcess start() {
        Hazards hazards = hazardsOfOne();
        if (random.nextInt(5) == 0) {
            hazards.crashAt(new Hazards.Moment(Hazards.Steps.ALL, 1 + random.nextInt(4)));
        }
        try {
            SimProcess next = SimProcess.start(device, world, hazards, baton, watch, random.nextLong());
            hazards.calm();
            return next;
        } catch (SimulatedCrash e) {
            return SimProcess.start(device, world, hazardsOfOne(), baton, watch, random.nextLong());
        }
    }

    private Hazards hazardsOfOne() {
        return new Hazards(this, world.time, random, baton, watch);
    }

    /** One of its processes changed the database. */
    void databaseChanged(Hazards process, boolean forced) {
        if (forced) {
            disk.forced();
        } else {
            disk.changed();
        }
        watch.databaseChanged(device.name, monitor);
        if (worker != null) {
            claims.changedBy(process).forEach(watch::broke);
        }
    }

    private Stream<SimProcess> processes() {
        return Stream.concat(Stream.of(process), Stream.ofNullable(worker));
    }

    /** The power goes out. */
    void die() {
        processes().forEach(each -> each.hazards.die());
    }

    boolean isDead() {
        return processes().anyMatch(each -> each.hazards.isDead());
    }

    boolean isPowerOut() {
        return processes().anyMatch(each -> each.hazards.isPowerOut());
    }

    /** Nothing befalls its processes any more, but what is dead stays dead. */
    void calm() {
        processes().forEach(each -> each.hazards.calm());
    }

    /** Those that died, or are killed now, begin anew, with all that the system still held. */
    void startAnew() {
        claims.forget();
        process.end();
        process = start();
        SimProcess other = worker;
        if (other != null && other.hazards.isDead()) {
            other.end();
            worker = null;
        }
    }

    /** All processes end by themselves and are started again, where the disk needs that. */
    void tidyUp() {
        if (disk.isFull()) {
            startAllAnew();
        }
    }

    /** All processes end by themselves, and what the database says is carried over into its file. */
    void startAllAnew() {
        letGo();
        monitor = open();
        disk.forced();
        process = start();
    }

    /**
     * Whatever ran dies, and what was not on the disk may be gone. Nothing runs until {@link #startAnew}.
     *
     * @return how many changes of the database are lost
     */
    int losePower() throws IOException {
        int lost = disk.losePower(random, this::letGo);
        monitor = open();
        world.losePower(random);
        device.files.losePower(random);
        return lost;
    }

    /** Somebody keeps a copy of the database, as it is. */
    void save() throws IOException {
        disk.save();
    }

    /** Somebody puts the copy in its place; false where there is none. */
    boolean rollBack() throws IOException {
        if (!disk.isSaved()) {
            return false;
        }
        letGo();
        disk.rollBack();
        monitor = open();
        disk.forced();
        process = start();
        return true;
    }

    private void letGo() {
        claims.forget();
        processes().forEach(SimProcess::end);
        worker = null;
        monitor.close();
    }

    @Override
    public void close() {
        letGo();
    }
}
