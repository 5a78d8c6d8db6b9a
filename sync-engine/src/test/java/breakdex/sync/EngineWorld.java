package breakdex.sync;

import breakdex.sync.event.SyncEvent;
import breakdex.sync.event.SyncListener;
import breakdex.sync.provider.CloudProviderFactory;
import breakdex.sync.provider.DiskTopology;
import breakdex.sync.provider.folder.FolderProviderFactory;
import breakdex.sync.queue.OperationQueue;
import breakdex.sync.scan.ScanRules;
import breakdex.sync.store.Database;
import breakdex.sync.store.DatabaseAddress;
import breakdex.sync.store.StepListener;
import breakdex.sync.store.TestDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.stream.Stream;

/** A home, a library and places in one temporary folder, and an engine on them with a clock that stands. */
public final class EngineWorld implements AutoCloseable {
    public final Path root;
    public final Path home;
    public final Path videos;
    /** A server has a time of its own, which this one must not leave too far behind. */
    public final TestClock clock;

    public final List<SyncEvent> events = Collections.synchronizedList(new ArrayList<>());
    public final DatabaseAddress address;
    private final List<CloudProviderFactory> factories;
    private AssetSyncEngine engine;
    private volatile SyncListener listener = event -> {};
    private volatile Runnable beforeEachWrite = () -> {};

    public EngineWorld(Path root) {
        this(root, List.of(new FolderProviderFactory()));
    }

    public EngineWorld(Path root, List<CloudProviderFactory> factories) {
        this(root, factories, TestDatabase.SQLITE);
    }

    public EngineWorld(Path root, TestDatabase kind) {
        this(root, List.of(new FolderProviderFactory()), kind);
    }

    private EngineWorld(Path root, List<CloudProviderFactory> factories, TestDatabase kind) {
        this.root = root;
        this.home = folder("home");
        this.videos = folder("videos");
        this.address = kind.address(home);
        this.clock = kind == TestDatabase.SQLITE ? TestClock.aDayAhead() : TestClock.asTheMachine();
        this.factories = factories;
        this.engine = open();
    }

    private Path folder(String name) {
        try {
            return Files.createDirectories(root.resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Hears every event from now on, besides {@link #events}. */
    public void listen(SyncListener next) {
        listener = next;
    }

    /** Runs before each database write from now on; an error that it throws is the death of the program. */
    public void beforeEachWrite(Runnable next) {
        beforeEachWrite = next;
    }

    private void heard(SyncEvent event) {
        events.add(event);
        listener.on(event);
    }

    private AssetSyncEngine open() {
        return AssetSyncEngine.open(new EngineOptions(
                home,
                address,
                "test",
                clock,
                new Random(1),
                clock::set,
                2,
                OperationQueue.LEASE,
                (period, task) -> () -> {},
                Executors.newCachedThreadPool(),
                this::heard,
                factories,
                new DiskTopology(),
                new StepListener() {
                    @Override
                    public void before(String step) {
                        beforeEachWrite.run();
                    }
                }));
    }

    public AssetSyncEngine engine() {
        return engine;
    }

    /** As if the program had ended and was started again. */
    public AssetSyncEngine restart() {
        engine.close();
        engine = open();
        return engine;
    }

    public Path video(String path, String content) throws IOException {
        Path file = videos.resolve(path);
        Files.createDirectories(file.getParent());
        return Files.write(file, content.getBytes(StandardCharsets.UTF_8));
    }

    public Path place(String name) {
        return root.resolve("place-" + name);
    }

    /** Adds the library and places that lie, by a person's word, in domains of their own names. */
    public void connect(String... places) throws InterruptedException {
        engine.addLibrary(videos, ScanRules.VIDEOS);
        for (String name : places) {
            engine.addProvider(new ProviderRequest(
                    name, "folder", Map.of("path", place(name).toString()), "domain-" + name, false));
        }
    }

    public SyncReport sync() throws InterruptedException {
        return engine.sync(new SyncRequest(false, false));
    }

    /** Names of the objects in a place, sorted. */
    public List<String> objects(String place) throws IOException {
        try (Stream<Path> files = Files.list(place(place).resolve("Breakdex"))) {
            return files.filter(Files::isRegularFile)
                    .map(file -> file.getFileName().toString())
                    .sorted()
                    .toList();
        }
    }

    /** The home's database, opened a second time, to do or to see what no verb of the engine does. To be closed. */
    public Database database() {
        return Database.open(address, clock, StepListener.NONE);
    }

    @Override
    public void close() {
        engine.close();
    }
}
