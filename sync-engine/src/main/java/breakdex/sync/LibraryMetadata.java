package breakdex.sync;

import breakdex.sync.event.Finding;
import breakdex.sync.manifest.AppExchange;
import breakdex.sync.manifest.AppManifest;
import breakdex.sync.manifest.BadSegmentException;
import breakdex.sync.manifest.Lost;
import java.io.IOException;
import java.io.Writer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** What the library's videos are about, as the app's {@code manifest.json} has it. Every call blocks. */
public final class LibraryMetadata {
    /** So far a clock may be off. A document from later would stand over every change until then. */
    private static final Duration AHEAD = Duration.ofDays(1);

    private static final int LISTED = 100;

    private final Parts parts;
    private final Runs runs;
    private final AppExchange exchange;

    LibraryMetadata(Parts parts, Runs runs) {
        this.parts = parts;
        this.runs = runs;
        this.exchange = new AppExchange(parts.database(), parts.deviceId(), parts.machineId(), parts.ids());
    }

    /**
     * Takes in a {@code manifest.json} of version 1. What changed here after it was exported stays as it is.
     *
     * @param json the whole document
     * @param dryRun true to say only what could be taken
     * @throws SyncException {@code USAGE} if nothing of it can be, {@code BUSY} if another process is at work
     */
    public ImportReport take(String json, boolean dryRun) {
        AppManifest document = parse(json);
        Instant now = parts.database().read(tx -> tx.now());
        if (document.exportedAt().isAfter(now.plus(AHEAD))) {
            throw new SyncException(
                    SyncException.Kind.USAGE,
                    "The document says that it was exported at " + document.exportedAt() + ", and now is " + now
                            + ". Put right the clock that is wrong, and export it again.");
        }
        List<Finding> findings = new ArrayList<>();
        document.problems()
                .forEach(problem -> findings.add(Finding.warning(
                        "import-set-aside",
                        problem.where(),
                        problem.where() + " was left out: " + problem.reason() + ".",
                        "Mend it in the app, and import again.")));
        if (dryRun) {
            return new ImportReport(document.records(parts.deviceId()).size(), 0, findings);
        }
        AppExchange.Imported imported = runs.locked("importing", () -> exchange.take(document));
        imported.left().stream().limit(LISTED).forEach(left -> findings.add(left(left)));
        if (imported.left().size() > LISTED) {
            long more = imported.left().size() - (long) LISTED;
            findings.add(Finding.note("import-left", "", more + " more values stay as they were set here since."));
        }
        return new ImportReport(imported.items(), imported.changed(), findings);
    }

    private static AppManifest parse(String json) {
        try {
            return AppManifest.parse(json);
        } catch (BadSegmentException e) {
            throw new SyncException(SyncException.Kind.USAGE, "Nothing was imported: " + e.reason() + ".", e);
        }
    }

    private static Finding left(Lost left) {
        return Finding.note(
                "import-left",
                left.id(),
                "The " + left.field() + " of " + left.kind() + " " + left.id() + " stays " + left.kept()
                        + ", which was set after the document was exported; there it is " + left.lost() + ".");
    }

    /**
     * Writes all that is known as such a document.
     *
     * @param to stays open
     */
    public void write(Writer to) throws IOException {
        exchange.write(parts.clock().instant(), to);
    }
}
