package breakdex.sync.sim;

import breakdex.sync.AssetSyncEngine;
import breakdex.sync.FreeReport;
import breakdex.sync.Outcome;
import breakdex.sync.ProviderRequest;
import breakdex.sync.RestoreReport;
import breakdex.sync.RestoreRequest;
import breakdex.sync.SyncReport;
import breakdex.sync.SyncRequest;
import breakdex.sync.SyncState;
import breakdex.sync.VerifyRequest;
import breakdex.sync.WorkRequest;
import breakdex.sync.asset.ContentHash;
import breakdex.sync.asset.Protection;
import breakdex.sync.provider.memory.MemoryPlace;
import breakdex.sync.scan.ScanRules;
import breakdex.sync.store.LibraryFileRow;
import breakdex.sync.store.StatusDao.Amount;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** What a person asks of the engine, and whether the answer was honest. */
final class Person {
    private final SimDevice device;
    private final SimWorld world;
    private final SimFiles files;
    private final Random random;
    private final Hands hands;
    /** Places that the person uses by now. */
    private final List<String> wanted = new ArrayList<>();

    private final List<String> lies = new ArrayList<>();

    Person(SimDevice device, SimWorld world, Random random) {
        this.device = device;
        this.world = world;
        this.files = device.files;
        this.random = random;
        this.hands = device.hands;
        wanted.add("attic");
        wanted.add(random.nextInt(3) == 0 ? "cellar" : "vault");
    }

    List<Action> actions() {
        return List.of(
                new Action("sync", 14, this::sync),
                new Action("set up", 2, this::setUp),
                new Action("free a file", 6, () -> free(hands.inMind())),
                new Action("free all", 5, () -> free("")),
                new Action("restore a file", 3, () -> restore(hands.anyAbsent())),
                new Action("restore all", 1, () -> restore("")),
                new Action("restore elsewhere", 1, this::restoreElsewhere),
                new Action("delete", 2, this::delete),
                new Action("undelete", 2, () -> "" + engine().undelete(List.of(files.videos), false)),
                new Action("verify all", 2, this::verifyAll),
                new Action("verify a file", 1, () -> verify(new VerifyRequest(List.of(path(hands.anyName())), false))),
                new Action("verify what is due", 1, () -> verify(new VerifyRequest(List.of(), false))),
                new Action("add a place", 1, this::addPlace),
                new Action("retry", 1, () -> engine().retry(null) + " operations"));
    }

    private AssetSyncEngine engine() {
        return device.machine.engine();
    }

    /** What may come of it is what it points to now; a name has what content it has, whatever happened to it since. */
    private String delete() {
        String path = hands.nameInMind();
        LibraryFileRow row = device.machine.records().files().get(path);
        if (row != null && row.hash() != null) {
            world.asked.add(row.hash());
        }
        return "" + engine().delete(List.of(path(path)), random.nextBoolean(), false);
    }

    /** A worker beside whatever else goes on. */
    String work(SimProcess worker) throws InterruptedException {
        var report = worker.engine.work(new WorkRequest(true, random.nextBoolean()));
        return report.outcome() + ", " + report.operations() + " operations";
    }

    /** What the engine said since this was last asked, and what is not true. */
    List<String> lies() {
        List<String> told = List.copyOf(lies);
        lies.clear();
        return told;
    }

    private Path path(String name) {
        return name.isEmpty() ? files.videos : files.videos.resolve(name);
    }

    /** The library and all wanted places, and again those that are new and empty. */
    String setUp() throws InterruptedException {
        if (files.isMounted()) {
            engine().addLibrary(files.videos, ScanRules.VIDEOS);
        }
        for (String name : wanted) {
            engine().addProvider(new ProviderRequest(name, "memory", Map.of("place", name), null, false));
            if (world.place(name).health() == MemoryPlace.Health.WELL) {
                engine().reconnectProvider(name);
            }
        }
        return String.join(", ", wanted);
    }

    private String addPlace() throws InterruptedException {
        wantAll();
        return setUp();
    }

    void wantAll() {
        world.placeNames().stream().filter(name -> !wanted.contains(name)).forEach(wanted::add);
    }

    String sync() throws InterruptedException {
        device.machine.process().hazards.syncing();
        boolean allThere = files.isMounted() && engine().providers().stream().allMatch(this::isWell);
        SyncReport report = engine().sync(new SyncRequest(random.nextBoolean(), false));
        boolean done = report.outcome() == Outcome.DONE;
        lie(done && !allThere, "8: done, and a place or the library was not there");
        for (Protection grade : Protection.values()) {
            boolean safe = grade == Protection.PROTECTED || grade == Protection.DELETED;
            long assets = report.protection().getOrDefault(grade, Amount.NONE).assets();
            lie(done && !safe && assets > 0, "8: done, and " + assets + " clips are " + grade);
        }
        return report.outcome() + ", " + report.copiesMade() + " copies made";
    }

    /** Nobody works any more. */
    void inProgress() {
        long held = engine().state().queue().inProgress().assets();
        lie(held > 0, "7: all work is over, and " + held + " operations are in progress");
    }

    /** What only another device is connected to is none of its matter. */
    private boolean isWell(SyncState.ProviderState state) {
        if (!wanted.contains(state.name())) {
            return true;
        }
        MemoryPlace place = world.place(state.name());
        return !state.enabled() || place.health() == MemoryPlace.Health.WELL;
    }

    private void lie(boolean isOne, String what) {
        if (isOne) {
            lies.add(what);
        }
    }

    private String free(String name) throws InterruptedException {
        boolean dryRun = random.nextInt(8) == 0;
        long before = absent();
        FreeReport report = engine().free(List.of(path(name)), dryRun);
        lie(dryRun && absent() > before, "8: a dry run took files away");
        return report.freed() + " of " + (name.isEmpty() ? "all" : name) + (dryRun ? ", dry" : "");
    }

    /** Files that are a person's and do not lie under their names. */
    private long absent() {
        return files.given.keySet().stream().filter(path -> !files.exists(path)).count();
    }

    String restore(String name) throws InterruptedException {
        RestoreReport report = engine().restore(new RestoreRequest(List.of(path(name)), name.isEmpty(), null, false));
        return report.restored() + " of " + (name.isEmpty() ? "all" : name);
    }

    private String restoreElsewhere() throws IOException, InterruptedException {
        RestoreReport report = engine().restore(new RestoreRequest(List.of(), true, files.elsewhere, false));
        for (Map.Entry<String, Path> file : SimFiles.files(files.elsewhere).entrySet()) {
            ContentHash hash = SimFiles.hash(java.nio.file.Files.readAllBytes(file.getValue()));
            lie(
                    !Promises.isOurs(file.getKey()) && !world.wasEver(file.getKey(), hash),
                    "1: " + file.getKey() + " was restored elsewhere with bytes that it never had");
        }
        return report.restored() + " restored";
    }

    String verifyAll() throws InterruptedException {
        return verify(new VerifyRequest(List.of(), true));
    }

    private String verify(VerifyRequest request) throws InterruptedException {
        return engine().verify(request).proved() + " proved";
    }
}
