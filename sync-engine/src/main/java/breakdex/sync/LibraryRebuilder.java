package breakdex.sync;

import breakdex.sync.asset.Asset;
import breakdex.sync.asset.ContentHash;
import breakdex.sync.asset.FailureDomain;
import breakdex.sync.asset.LocalState;
import breakdex.sync.asset.MediaInfo;
import breakdex.sync.event.Finding;
import breakdex.sync.event.SyncEvent;
import breakdex.sync.provider.ProviderException;
import breakdex.sync.provider.RemoteObject;
import breakdex.sync.scan.ScanRules;
import breakdex.sync.store.LibraryFileRow;
import breakdex.sync.store.LibraryRow;
import breakdex.sync.store.Tx;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Makes a lost database anew from what lies on the places (S17): from the segments that devices told, and, for assets
 * that none of these tells of any more, from the names of the objects. Reads no video. Cut short, it goes on when it is
 * called again.
 */
public final class LibraryRebuilder {
    /** Where assets stand that have no other name any more. */
    static final String RECOVERED = "Recovered";

    private static final String RECOVERED_ID = "recovered";

    /** Nothing dies together with a library that lies nowhere. */
    private static final FailureDomain NOWHERE = new FailureDomain("recovered", false);

    private static final String UNFINISHED = "rebuild_unfinished";
    private static final int PAGE = 500;

    private final Parts parts;
    private final Runs runs;
    private final EngineVerbs verbs;

    LibraryRebuilder(Parts parts, Runs runs, EngineVerbs verbs) {
        this.parts = parts;
        this.runs = runs;
        this.verbs = verbs;
    }

    static boolean isUnfinished(Tx tx) {
        return tx.settings().find(UNFINISHED).isPresent();
    }

    /**
     * Rebuilds on an empty database. Blocks; what had come back by an interrupt is kept.
     *
     * @param from places to read; none for those that the home had
     * @throws SyncException {@code REFUSED} if the database is not empty, {@code USAGE} if no place is known,
     *     {@code NOT_REACHABLE} if none answers, {@code BUSY} if another process is at work
     */
    public RebuildReport rebuild(List<ProviderRequest> from) throws InterruptedException {
        return runs.working("rebuilding", () -> {
            List<ProviderRequest> places = begin(from);
            RunLog log = runs.log();
            List<String> connected = connect(places, log);
            long listed = 0;
            try (Connections connections = runs.connect(log)) {
                RunContext run = runs.context(log, connections, false);
                verbs.phaseOne().run(run);
                log.event(new SyncEvent.StageStarted("Looking for clips of which nothing is told"));
                for (ProviderSession session : run.sessions()) {
                    listed += recover(run, session);
                }
            }
            List<String> libraries = libraries(log);
            return end(log, connected, libraries, listed, connected.size() == places.size());
        });
    }

    private List<ProviderRequest> begin(List<ProviderRequest> from) {
        boolean used = parts.database()
                .read(tx -> !isUnfinished(tx)
                        && !(tx.providers().all().isEmpty()
                                && tx.libraries().all().isEmpty()));
        if (used) {
            throw new SyncException(
                    SyncException.Kind.REFUSED,
                    "The database of " + parts.home() + " is sound and in use, so there is nothing to rebuild. To begin"
                            + " anew beside it, choose another folder with --home.");
        }
        List<ProviderRequest> places = from.isEmpty()
                ? SetupFile.read(parts.home()).map(SetupFile::places).orElse(List.of()).stream()
                        .map(SetupFile.Place::request)
                        .toList()
                : from;
        if (places.isEmpty()) {
            throw new SyncException(
                    SyncException.Kind.USAGE,
                    "It is not known where the copies of this library are. Name the places with --from NAME=PLACE.");
        }
        parts.database().writing(tx -> tx.settings().put(UNFINISHED, "1", tx.now()));
        return places;
    }

    private List<String> connect(List<ProviderRequest> places, RunLog log) throws InterruptedException {
        List<String> connected = new ArrayList<>();
        for (ProviderRequest place : places) {
            try {
                verbs.setup().addProvider(place);
                connected.add(place.name());
            } catch (SyncException e) {
                if (places.size() == 1) {
                    throw e;
                }
                log.found(Finding.warning(
                        "place-not-read", place.name(), String.valueOf(e.getMessage()), "Then run rebuild again."));
            }
        }
        if (connected.isEmpty()) {
            throw new SyncException(
                    SyncException.Kind.NOT_REACHABLE,
                    "None of the places answers: "
                            + places.stream().map(ProviderRequest::name).collect(Collectors.joining(", "))
                            + ". Connect one, and run breakdex rebuild again.");
        }
        return connected;
    }

    /** Gives a name to each object whose asset nobody tells of. Returns how many there are. */
    private long recover(RunContext run, ProviderSession session) throws InterruptedException {
        Recovery recovery = new Recovery(session);
        try {
            session.provider().list(recovery::add);
            recovery.keep();
            return recovery.recovered;
        } catch (ProviderException e) {
            OperationFailures.pause(run, session, e);
            return 0;
        }
    }

    /** The objects of one place of which nothing is told, page by page. */
    private final class Recovery {
        private final ProviderSession session;
        private final Map<ContentHash, RemoteObject> page = new TreeMap<>();
        private long recovered;

        Recovery(ProviderSession session) {
            this.session = session;
        }

        void add(RemoteObject object) {
            page.put(object.name().hash(), object);
            if (page.size() == PAGE) {
                keep();
            }
        }

        void keep() {
            page.keySet().removeAll(parts.database().read(tx -> tx.assets().known(page.keySet())));
            if (!page.isEmpty()) {
                parts.database().writing(tx -> keep(tx, page.values()));
                recovered += page.size();
                page.clear();
            }
        }

        /** Where a listing tells no size, it is known once somebody has looked at the object. */
        private void keep(Tx tx, Collection<RemoteObject> objects) {
            if (!tx.libraries().ids().contains(RECOVERED_ID)) {
                tx.libraries()
                        .put(new LibraryRow(
                                RECOVERED_ID,
                                RECOVERED,
                                null,
                                null,
                                null,
                                false,
                                ScanRules.VIDEOS.toJson(),
                                NOWHERE,
                                tx.now(),
                                null));
            }
            tx.assets()
                    .addAbsent(objects.stream().map(object -> asset(tx, object)).toList());
            tx.files().put(objects.stream().map(this::name).toList());
            page.values()
                    .forEach(
                            object -> tx.copies().arrived(object.name().hash(), session.id(), object.path(), tx.now()));
        }

        private Asset asset(Tx tx, RemoteObject object) {
            String extension = object.name().extension();
            return new Asset(
                    object.name().hash(),
                    Math.max(0, object.sizeBytes()),
                    extension,
                    MimeTypes.of(extension),
                    MediaInfo.UNKNOWN,
                    "cloud_download",
                    null,
                    tx.now(),
                    null,
                    null,
                    0);
        }

        private LibraryFileRow name(RemoteObject object) {
            return new LibraryFileRow(
                    RECOVERED_ID,
                    parts.machineId(),
                    object.name().toString(),
                    "",
                    object.name().hash(),
                    Math.max(0, object.sizeBytes()),
                    0,
                    0,
                    null,
                    LocalState.MISSING,
                    true,
                    null,
                    null,
                    null,
                    null);
        }
    }

    /** Adds the folders again that the home had. */
    private List<String> libraries(RunLog log) {
        SetupFile setup = SetupFile.read(parts.home()).orElse(new SetupFile(List.of(), List.of(), Map.of()));
        List<String> added = new ArrayList<>();
        for (SetupFile.Library library : setup.libraries()) {
            Path folder = Path.of(library.place());
            try {
                verbs.setup().addLibrary(folder, ScanRules.parse(library.rules()));
                added.add(library.place());
            } catch (SyncException e) {
                log.found(Finding.warning(
                        "library-not-added",
                        library.place(),
                        String.valueOf(e.getMessage()),
                        "When it is there again, run breakdex add " + library.place() + "."));
            }
        }
        setup.settings().forEach(this::set);
        return added;
    }

    private void set(String name, String value) {
        EngineSettings setting = EngineSettings.judge(name, value);
        parts.database().writing(tx -> tx.settings().put(setting.key(), value, tx.now()));
    }

    private RebuildReport end(RunLog log, List<String> places, List<String> libraries, long listed, boolean all) {
        if (all && log.outcome() != Outcome.NOT_REACHABLE) {
            parts.database().writing(tx -> tx.settings().remove(UNFINISHED));
        }
        SyncState state = verbs.state().read();
        return new RebuildReport(
                log.outcome(),
                places,
                libraries,
                state.protection(),
                state.libraries().stream()
                        .mapToLong(library -> library.present() + library.freed() + library.missing())
                        .sum(),
                listed,
                log.findings());
    }
}
