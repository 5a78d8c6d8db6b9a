package breakdex.sync.config;

import breakdex.sync.AssetSyncEngine;
import breakdex.sync.EngineOptions;
import breakdex.sync.SyncException;
import breakdex.sync.Ticker;
import breakdex.sync.event.SyncListener;
import breakdex.sync.provider.CloudProviderFactory;
import breakdex.sync.provider.DiskTopology;
import breakdex.sync.queue.OperationQueue;
import breakdex.sync.store.DatabaseAddress;
import breakdex.sync.store.StepListener;
import breakdex.sync.store.StoreException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes engines: the one place where the system's clock, randomness and threads come in. Used by one thread.
 *
 * <pre>{@code
 * try (AssetSyncEngine engine = EngineFactory.home(Path.of("/data/app/backup")).open()) {
 *     engine.addLibrary(videos, ScanRules.VIDEOS);
 *     ...
 * }
 * }</pre>
 */
public final class EngineFactory {
    private static final Logger LOG = LoggerFactory.getLogger(EngineFactory.class);
    private static final long ENDS_WITHIN_SECONDS = 2;
    private static final Duration BETWEEN_TRIES = Duration.ofSeconds(1);

    private final Path home;
    private SyncListener listener = event -> {};
    private Clock clock = Clock.systemUTC();
    private String deviceName = HostName.ofThisMachine();
    private Duration lease = OperationQueue.LEASE;
    private Duration patience = Duration.ZERO;
    private DatabaseAddress.@Nullable Server server;

    private EngineFactory(Path home) {
        this.home = home;
    }

    /** @param home the engine's own folder; made where there is none */
    public static EngineFactory home(Path home) {
        return new EngineFactory(home);
    }

    /** Where the engine will live. */
    public Path homeFolder() {
        return home;
    }

    /** @param listener hears what happens, on the engine's threads, one call at a time */
    public EngineFactory listener(SyncListener listener) {
        this.listener = listener;
        return this;
    }

    public EngineFactory clock(Clock clock) {
        this.clock = clock;
        return this;
    }

    /** @param deviceName for people, used when the home is made; else as the system calls this machine */
    public EngineFactory deviceName(String deviceName) {
        this.deviceName = deviceName;
        return this;
    }

    /** @param database the home's own file, or a server's database in its place, as {@link HomeDatabase#of} gives it */
    public EngineFactory database(DatabaseAddress database) {
        this.server = database instanceof DatabaseAddress.Server other ? other : null;
        return this;
    }

    /** @param patience how long {@link #open} waits for a server that does not answer; else not at all */
    public EngineFactory patience(Duration patience) {
        this.patience = patience;
        return this;
    }

    /** @param lease how long a worker that gives no sign of life keeps what it holds; some seconds to an hour */
    public EngineFactory lease(Duration lease) {
        this.lease = lease;
        return this;
    }

    /**
     * @throws SyncException {@code USAGE} if the home cannot be made
     * @throws breakdex.sync.store.StoreException if its database cannot be used
     */
    public AssetSyncEngine open() {
        try {
            if (Files.exists(home) && !Files.isDirectory(home)) {
                throw new SyncException(
                        SyncException.Kind.USAGE, "The home " + home + " is a file. Choose a folder with --home.");
            }
            Files.createDirectories(home);
            Path real = home.toRealPath();
            DatabaseAddress database =
                    server == null ? new DatabaseAddress.File(real.resolve(HomeDatabase.FILE)) : server;
            AssetSyncEngine engine = patiently(new EngineOptions(
                    real,
                    database,
                    deviceName,
                    clock,
                    new SecureRandom(),
                    this::pause,
                    Runtime.getRuntime().availableProcessors(),
                    lease,
                    EngineFactory::ticking,
                    threads(),
                    listener,
                    ServiceLoader.load(CloudProviderFactory.class).stream()
                            .map(ServiceLoader.Provider::get)
                            .toList(),
                    new DiskTopology(),
                    StepListener.NONE));
            if (server != null) {
                HomeDatabase.keep(real, server);
            }
            return engine;
        } catch (IOException e) {
            throw new SyncException(
                    SyncException.Kind.USAGE,
                    "The home " + home + " cannot be made (" + e.getMessage() + "). Choose another folder with --home.",
                    e);
        }
    }

    private AssetSyncEngine patiently(EngineOptions options) {
        Instant until = clock.instant().plus(patience);
        while (true) {
            try {
                return AssetSyncEngine.open(options);
            } catch (StoreException e) {
                if (e.kind() != StoreException.Kind.UNREACHABLE
                        || !clock.instant().isBefore(until)) {
                    throw e;
                }
                waitABit(e);
            }
        }
    }

    private void waitABit(StoreException why) {
        try {
            pause(clock.instant().plus(BETWEEN_TRIES));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw why;
        }
    }

    private void pause(Instant until) throws InterruptedException {
        Duration left = Duration.between(clock.instant(), until);
        if (new CountDownLatch(1).await(left.toMillis(), TimeUnit.MILLISECONDS)) {
            throw new IllegalStateException("nobody counts this latch down");
        }
    }

    private static Ticker.Ticking ticking(Duration period, Runnable task) {
        ScheduledExecutorService beats = Executors.newSingleThreadScheduledExecutor(beat -> {
            Thread thread = new Thread(beat, "breakdex-beat");
            thread.setDaemon(true);
            return thread;
        });
        ScheduledFuture<?> beating = beats.scheduleAtFixedRate(
                () -> {
                    try {
                        task.run();
                    } catch (RuntimeException missed) {
                        // The next beat may succeed; where none does, the lease runs out and others take over.
                        LOG.warn("a sign of life was missed", missed);
                    }
                },
                period.toMillis(),
                period.toMillis(),
                TimeUnit.MILLISECONDS);
        return () -> {
            beating.cancel(true);
            beats.shutdownNow();
            try {
                beats.awaitTermination(ENDS_WITHIN_SECONDS, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        };
    }

    private static ExecutorService threads() {
        AtomicInteger count = new AtomicInteger();
        ThreadFactory named = task -> {
            Thread thread = new Thread(task, "breakdex-" + count.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        };
        return Executors.newCachedThreadPool(named);
    }

    /**
     * Where a person's home is: {@code BREAKDEX_HOME}, else the platform's folder for a program's data.
     *
     * @param environment as of the process
     * @param userHome the person's own folder
     * @param osName as the system calls itself
     */
    public static Path defaultHome(Map<String, String> environment, String userHome, String osName) {
        String set = environment.get("BREAKDEX_HOME");
        if (set != null && !set.isEmpty()) {
            return Path.of(set);
        }
        String os = osName.toLowerCase(Locale.ROOT);
        if (os.contains("mac")) {
            return Path.of(userHome, "Library", "Application Support", "Breakdex");
        }
        if (os.contains("win")) {
            return under(environment.get("LOCALAPPDATA"), userHome, "AppData/Local")
                    .resolve("Breakdex");
        }
        return under(environment.get("XDG_DATA_HOME"), userHome, ".local/share").resolve("breakdex");
    }

    private static Path under(@Nullable String set, String userHome, String otherwise) {
        return set == null || set.isEmpty() ? Path.of(userHome, otherwise) : Path.of(set);
    }
}
