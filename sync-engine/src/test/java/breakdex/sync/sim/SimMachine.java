package breakdex.sync.sim;

import breakdex.sync.AssetSyncEngine;
import breakdex.sync.store.Database;
import breakdex.sync.store.DatabaseAddress;
import breakdex.sync.store.StepListener;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Random;
import java.util.function.BooleanSupplier;

/** The machine that the engine runs on: one process after the other, and the disk under them. */
final class SimMachine implements AutoCloseable {
    private final SimWorld world;
    private final Random random;
    private final long seed;
    private final BooleanSupplier fileAway;
    private final Path database;
    private final SimDisk disk;
    private Database monitor;
    private SimProcess process;
    private int lives;

    /** @param fileAway as in {@link Hazards} */
    SimMachine(SimWorld world, Random random, long seed, BooleanSupplier fileAway) {
        this.world = world;
        this.random = random;
        this.seed = seed;
        this.fileAway = fileAway;
        this.database = world.home.resolve("breakdex.db");
        this.disk = new SimDisk(database);
        this.monitor = open();
        disk.forced();
        this.process = start();
    }

    private Database open() {
        return Database.open(new DatabaseAddress.File(database), world.clock, StepListener.NONE);
    }

    AssetSyncEngine engine() {
        return process.engine;
    }

    Hazards hazards() {
        return process.hazards;
    }

    Records records() {
        return Records.of(monitor);
    }

    private SimProcess start() {
        lives++;
        Hazards hazards = hazardsOfOne();
        if (random.nextInt(5) == 0) {
            hazards.crashAt(new Hazards.Moment(Hazards.Steps.ALL, 1 + random.nextInt(4)));
        }
        try {
            SimProcess next = SimProcess.start(world, hazards, seed * 1000 + lives);
            hazards.calm();
            return next;
        } catch (SimulatedCrash e) {
            return SimProcess.start(world, hazardsOfOne(), seed * 1000 + lives);
        }
    }

    private Hazards hazardsOfOne() {
        return new Hazards(world.clock, random, fileAway, disk);
    }

    /** The process died, or is killed; the next one begins with all that the system still held. */
    void startAnew() {
        process.end();
        process = start();
    }

    /** The program ends by itself and is started again, where the disk needs that. */
    void tidyUp() {
        if (disk.isFull()) {
            monitor.close();
            process.end();
            monitor = open();
            disk.forced();
            process = start();
        }
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
        return lost;
    }

    private void letGo() {
        process.end();
        monitor.close();
    }

    @Override
    public void close() {
        letGo();
    }
}
