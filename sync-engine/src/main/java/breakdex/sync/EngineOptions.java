package breakdex.sync;

import breakdex.sync.event.SyncListener;
import breakdex.sync.provider.CloudProviderFactory;
import breakdex.sync.provider.DiskTopology;
import breakdex.sync.store.DatabaseAddress;
import breakdex.sync.store.StepListener;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.random.RandomGenerator;

/**
 * All that an engine is made of. Programs use {@code config.EngineFactory}, which fills in what they do not care about;
 * simulations fill in everything.
 *
 * @param home an existing folder of the engine's own
 * @param database where its tables are
 * @param deviceName for people; used when the database is made
 * @param hashThreads how many files are hashed at once; at most what {@code executor} runs at once
 * @param lease how long a worker that gives no sign of life keeps what it holds; some seconds to an hour
 * @param ticker for what goes on beside work, such as signs of life
 * @param executor runs transfers and hashing; shut down with the engine
 * @param steps told of each database write
 */
public record EngineOptions(
        Path home,
        DatabaseAddress database,
        String deviceName,
        Clock clock,
        RandomGenerator random,
        Pause pause,
        int hashThreads,
        Duration lease,
        Ticker ticker,
        ExecutorService executor,
        SyncListener listener,
        List<CloudProviderFactory> factories,
        DiskTopology disks,
        StepListener steps) {}
