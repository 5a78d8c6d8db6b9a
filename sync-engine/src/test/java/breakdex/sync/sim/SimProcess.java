package breakdex.sync.sim;

import breakdex.sync.AssetSyncEngine;
import breakdex.sync.EngineOptions;
import breakdex.sync.provider.DiskTopology;
import breakdex.sync.queue.OperationQueue;
import breakdex.sync.store.DatabaseAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;

/** One life of the program: an engine on the world's home, until it ends or dies. */
final class SimProcess {
    final Hazards hazards;
    final AssetSyncEngine engine;

    private SimProcess(Hazards hazards, AssetSyncEngine engine) {
        this.hazards = hazards;
        this.engine = engine;
    }

    /** @throws SimulatedCrash if the hazards let it die already while it starts */
    static SimProcess start(SimWorld world, Hazards hazards, long seed) {
        return new SimProcess(
                hazards,
                AssetSyncEngine.open(new EngineOptions(
                        world.home,
                        new DatabaseAddress.File(world.home.resolve("breakdex.db")),
                        "simulated",
                        world.clock,
                        new Random(seed),
                        hazards::pause,
                        2,
                        OperationQueue.LEASE,
                        (period, task) -> () -> {},
                        new SameThread(),
                        event -> {},
                        List.of(new SimPlaces(world, hazards)),
                        new DiskTopology(Path.of("no-proc"), Path.of("no-sys")),
                        hazards)));
    }

    /** Drops all that it held. Writes nothing: what is dead cannot. */
    void end() {
        engine.close();
    }
}
