package breakdex.sync.sim;

import breakdex.sync.AssetSyncEngine;
import breakdex.sync.EngineOptions;
import breakdex.sync.provider.DiskTopology;
import breakdex.sync.queue.OperationQueue;
import breakdex.sync.store.DatabaseAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;

/** One life of the program: an engine on a device's home, until it ends or dies. */
final class SimProcess {
    final Hazards hazards;
    final AssetSyncEngine engine;

    private SimProcess(Hazards hazards, AssetSyncEngine engine) {
        this.hazards = hazards;
        this.engine = engine;
    }

    /** @throws SimulatedCrash if the hazards let it die already while it starts */
    static SimProcess start(SimDevice device, SimWorld world, Hazards hazards, Baton baton, Watch watch, long seed) {
        return new SimProcess(
                hazards,
                AssetSyncEngine.open(new EngineOptions(
                        device.files.home,
                        new DatabaseAddress.File(device.files.home.resolve("breakdex.db")),
                        device.name,
                        device.clock,
                        new Random(seed),
                        hazards::pause,
                        2,
                        OperationQueue.LEASE,
                        hazards::every,
                        new BatonExecutor(baton, device.name),
                        event -> {},
                        List.of(new SimPlaces(device, world, hazards, watch)),
                        new DiskTopology(Path.of("no-proc"), Path.of("no-sys")),
                        hazards)));
    }

    /** Drops all that it held. Writes nothing: what is dead cannot. */
    void end() {
        engine.close();
    }
}
