package breakdex.sync;

import breakdex.sync.asset.Asset;
import breakdex.sync.asset.AssetCopy;
import breakdex.sync.asset.CopyStatus;
import breakdex.sync.event.Finding;
import breakdex.sync.provider.Fault;
import breakdex.sync.provider.Presence;
import breakdex.sync.provider.ProviderException;
import breakdex.sync.scan.FileStamp;
import breakdex.sync.scan.RelativePath;
import breakdex.sync.store.Database;
import breakdex.sync.store.PresentFile;
import breakdex.sync.transfer.ContentSource;
import breakdex.sync.transfer.Downloader;
import breakdex.sync.transfer.TransferProgress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where an asset's bytes can be read: a file of a library, or, where that was freed or is gone, a staged copy of what
 * another provider holds. Safe for many threads.
 */
final class SourceFinder {
    private final Database database;
    private final String machineId;
    private final Path staging;
    private final RunLog log;
    private final Map<String, String> places = new HashMap<>();

    /** @param machineId on whose disk local files are */
    SourceFinder(Database database, String machineId, Path staging, RunLog log) {
        this.database = database;
        this.machineId = machineId;
        this.staging = staging;
        this.log = log;
    }

    /** The first of an asset's files that is still what it was when it was hashed. */
    Optional<ContentSource> local(List<PresentFile> present) {
        return present.stream()
                .flatMap(row -> unchanged(places().get(row.libraryId()), row).stream())
                .findFirst();
    }

    /** Where the libraries lie; they do not move while a run holds the home. */
    private synchronized Map<String, String> places() {
        if (places.isEmpty()) {
            database.read(tx -> tx.libraries().on(machineId)).forEach(library -> {
                String place = library.place();
                if (place != null) {
                    places.put(library.id(), place);
                }
            });
        }
        return places;
    }

    private static Optional<ContentSource> unchanged(@Nullable String place, PresentFile row) {
        if (place == null) {
            return Optional.empty();
        }
        Path file = RelativePath.resolve(Path.of(place), row.path());
        try {
            FileStamp stamp = FileStamp.read(file);
            boolean same = stamp.sizeBytes() == row.sizeBytes()
                    && stamp.modifiedNs() == row.modifiedNs()
                    && stamp.changedNs() == row.changedNs();
            return same ? Optional.of(new ContentSource(file, stamp)) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /**
     * Brings the bytes from the best proved copy on another provider. An earlier try that was cut short goes on where
     * it stopped; the hash is checked before this returns.
     *
     * @return empty where no other provider that answers has a proved copy
     * @throws IOException if the staging folder cannot take it
     */
    Optional<ContentSource> staged(
            Asset asset, ProviderSession target, List<ProviderSession> sessions, TransferProgress alive)
            throws IOException, InterruptedException {
        List<AssetCopy> copies = database.read(tx -> tx.copies().ofAsset(asset.hash()));
        for (AssetCopy copy : copies) {
            Optional<ProviderSession> from = sessions.stream()
                    .filter(session -> session.id().equals(copy.providerId()))
                    .filter(session -> !session.id().equals(target.id()) && !session.isPaused())
                    .filter(session -> copy.status() == CopyStatus.VERIFIED)
                    .findFirst();
            if (from.isPresent()) {
                Optional<ContentSource> source = stage(asset, target, from.get(), alive);
                if (source.isPresent()) {
                    return source;
                }
            }
        }
        return Optional.empty();
    }

    private Optional<ContentSource> stage(
            Asset asset, ProviderSession target, ProviderSession from, TransferProgress alive)
            throws IOException, InterruptedException {
        Files.createDirectories(staging);
        Path file = stagedFile(asset, target);
        checkSpace(asset);
        try {
            Presence presence = from.provider().find(asset.remoteName());
            if (presence instanceof Presence.Present present) {
                Downloader.fetch(from.provider(), present.object(), asset.hash(), asset.sizeBytes(), file, alive);
                return Optional.of(new ContentSource(file, FileStamp.read(file)));
            }
            if (presence instanceof Presence.Unknown unknown) {
                useAnother(asset, unknown.why());
            }
        } catch (ProviderException e) {
            if (e.fault() != Fault.DAMAGED && e.fault() != Fault.UNREADABLE && e.fault() != Fault.ABSENT) {
                from.pause(e);
            }
            useAnother(asset, String.valueOf(e.getMessage()));
        }
        return Optional.empty();
    }

    private void useAnother(Asset asset, String why) {
        log.found(Finding.note("source-failed", CopyCare.label(asset), "Another copy is used: " + why + "."));
    }

    private void checkSpace(Asset asset) throws IOException {
        long free = Files.getFileStore(staging).getUsableSpace();
        if (free < asset.sizeBytes()) {
            throw new IOException(
                    "the staging folder has " + free + " bytes free and " + asset.sizeBytes() + " are needed");
        }
    }

    /** Forgets a staged copy; that of a try which failed stays, so that the next one goes on with it. */
    void unstage(Asset asset, ProviderSession target) {
        try {
            Files.deleteIfExists(stagedFile(asset, target));
        } catch (IOException e) {
            log.found(Finding.note(
                    "staging-left",
                    asset.hash().brief(),
                    "A staged copy could not be removed (" + e.getMessage() + ")."));
        }
    }

    /** One for each target, so that two uploads of one asset never write into one file. */
    private Path stagedFile(Asset asset, ProviderSession target) {
        return staging.resolve(asset.hash().digest() + "-" + target.id());
    }
}
