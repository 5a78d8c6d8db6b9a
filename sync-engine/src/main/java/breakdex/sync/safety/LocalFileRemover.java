package breakdex.sync.safety;

import breakdex.sync.asset.ContentHash;
import breakdex.sync.asset.CopyStatus;
import breakdex.sync.asset.LocalState;
import breakdex.sync.event.Finding;
import breakdex.sync.hash.AssetHashService;
import breakdex.sync.scan.FileStamp;
import breakdex.sync.store.CertificateRow;
import breakdex.sync.store.Database;
import breakdex.sync.store.LibraryFileRow;
import breakdex.sync.store.Tx;
import breakdex.sync.transfer.FolderSync;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Removes a local file under a permit, and nothing without one.
 *
 * <p>In this order: note the intent; rename the file aside in its own folder, so that nobody opens it by its name any
 * more; hash it there, and see that nothing touched it meanwhile; commit the certificate; unlink. Whatever differs, and
 * whatever a crash cut short, ends with the file under its own name.
 */
public final class LocalFileRemover {
    /** Begins the name of a file that was put aside; scans pass it over. */
    public static final String ASIDE_PREFIX = ".breakdex-freeing-";

    private static final int KEPT_DIGITS = 8;

    private final Database database;
    private final Clock clock;
    private final AssetHashService hashes;
    private final Supplier<String> ids;
    private final String deviceId;
    private final String engineVersion;

    /** @param deviceId of this database, as its certificates bear it */
    public LocalFileRemover(
            Database database,
            Clock clock,
            AssetHashService hashes,
            Supplier<String> ids,
            String deviceId,
            String engineVersion) {
        this.database = database;
        this.clock = clock;
        this.hashes = hashes;
        this.ids = ids;
        this.deviceId = deviceId;
        this.engineVersion = engineVersion;
    }

    /** Uses up a permit. An I/O failure leaves the file in place, or gives it its name back. */
    public RemovalResult remove(LocalDeletePermit permit) throws InterruptedException {
        if (clock.instant().isAfter(permit.expiresAt())) {
            return kept(permit, "the permit ran out before it was used");
        }
        CertificateRow certificate = certificate(permit);
        Optional<String> obstacle = prepare(permit, certificate);
        if (obstacle.isPresent()) {
            return kept(permit, obstacle.get());
        }
        Path aside = permit.file().resolveSibling(certificate.asideName());
        try {
            Files.move(permit.file(), aside);
        } catch (IOException e) {
            withdraw(certificate);
            return kept(permit, "it could not be renamed (" + e.getMessage() + ")");
        }
        Optional<String> difference = Optional.of("the check was interrupted");
        try {
            difference = difference(permit, aside, certificate.hash());
        } finally {
            if (difference.isPresent()) {
                difference = Optional.of(difference.get() + undo(certificate, aside, permit.file()));
            }
        }
        return difference.isPresent() ? kept(permit, difference.get()) : unlink(permit, certificate, aside);
    }

    /** Gives the file its name back and voids the certificate; empty where that went well, else why not. */
    private String undo(CertificateRow certificate, Path aside, Path file) {
        try {
            giveNameBack(aside, file);
            withdraw(certificate);
            return "";
        } catch (IOException e) {
            return "; it lies under the name " + aside.getFileName() + " and could not be renamed back ("
                    + e.getMessage() + ")";
        }
    }

    private CertificateRow certificate(LocalDeletePermit permit) {
        LibraryFileRow row = permit.row();
        ContentHash hash = row.hash();
        if (hash == null) {
            throw new IllegalStateException("a permit for a file without a hash: " + row.path());
        }
        String id = ids.get();
        return new CertificateRow(
                id,
                hash,
                row.libraryId(),
                deviceId,
                row.path(),
                CertificateRow.Status.PREPARED,
                ASIDE_PREFIX + id,
                permit.stamp().sizeBytes(),
                permit.stamp().modifiedNs(),
                ReliedOnText.write(permit.reliedOn()),
                engineVersion,
                clock.instant(),
                null,
                null,
                row.machineId());
    }

    /**
     * Notes the intent, unless the copies that the permit rests on are being removed, or were since it was made. Empty
     * where that went well, else what is in the way.
     */
    private Optional<String> prepare(LocalDeletePermit permit, CertificateRow certificate) {
        return database.write(tx -> {
            tx.assets().touch(certificate.hash());
            if (tx.operations().isBeingRemoved(certificate.hash())) {
                return Optional.of("a copy of it is just being removed from a place");
            }
            Optional<String> lost = permit.reliedOn().stream()
                    .filter(copy -> !isProved(tx, certificate.hash(), copy))
                    .map(copy -> "its copy on " + copy.provider() + " does not count any more")
                    .findFirst();
            if (lost.isEmpty()) {
                tx.certificates().prepare(certificate);
            }
            return lost;
        });
    }

    private static boolean isProved(Tx tx, ContentHash hash, ReliedOn copy) {
        return tx.providers()
                .byName(copy.provider())
                .flatMap(provider -> tx.copies().find(hash, provider.id()))
                .filter(row -> row.status() == CopyStatus.VERIFIED)
                .isPresent();
    }

    /** What differs from the permitted file; empty where nothing does. A rename changes the change time alone. */
    private Optional<String> difference(LocalDeletePermit permit, Path aside, ContentHash expected)
            throws InterruptedException {
        try {
            FileStamp before = FileStamp.read(aside);
            int linksBefore = links(aside);
            if (before.sizeBytes() != permit.stamp().sizeBytes()
                    || before.modifiedNs() != permit.stamp().modifiedNs()) {
                return Optional.of("it changed at the last moment");
            }
            if (!hashes.hash(aside).hash().equals(expected)) {
                return Optional.of("its bytes are not those that were backed up, though size and time are the same");
            }
            return FileStamp.read(aside).equals(before) && links(aside) == linksBefore
                    ? Optional.empty()
                    : Optional.of("it was touched while it was checked for the last time");
        } catch (IOException e) {
            return Optional.of("it could not be read for the last check (" + e.getMessage() + ")");
        }
    }

    private static int links(Path file) throws IOException {
        return file.getFileSystem().supportedFileAttributeViews().contains("unix")
                ? (Integer) Files.getAttribute(file, "unix:nlink")
                : 1;
    }

    private RemovalResult unlink(LocalDeletePermit permit, CertificateRow certificate, Path aside) {
        Instant now = clock.instant();
        database.writing(tx -> {
            tx.certificates().commit(certificate.id(), now);
            tx.files().put(List.of(permit.row().withState(LocalState.FREED)));
        });
        try {
            Files.delete(aside);
            // Else a power cut could bring the file back under its aside name after we noted that it is gone.
            FolderSync.force(Objects.requireNonNull(aside.toAbsolutePath().getParent()));
        } catch (IOException e) {
            return kept(
                    permit,
                    "it could not be removed (" + e.getMessage() + ")" + undo(certificate, aside, permit.file()));
        }
        database.writing(tx -> tx.certificates().removed(certificate.id(), clock.instant()));
        return new RemovalResult.Removed(certificate.id());
    }

    /**
     * Brings a removal that was cut short to its end: a file that still lies aside gets its name back.
     *
     * @param file the file's own place, absolute
     * @return what a person should know; empty where nothing was left to do
     */
    public Optional<Finding> recover(CertificateRow certificate, Path file) {
        Path aside = file.resolveSibling(certificate.asideName());
        if (Files.exists(aside)) {
            return Optional.of(giveBack(certificate, aside, file));
        }
        if (certificate.status() == CertificateRow.Status.COMMITTED && !Files.exists(file)) {
            database.writing(tx -> tx.certificates().removed(certificate.id(), clock.instant()));
        } else {
            withdraw(certificate);
        }
        return Optional.empty();
    }

    private Finding giveBack(CertificateRow certificate, Path aside, Path file) {
        String begin = certificate.path() + " was about to be freed when the program ended; it lies under the name ";
        try {
            Path now = giveNameBack(aside, file);
            withdraw(certificate);
            return Finding.note("removal-undone", certificate.path(), begin + now.getFileName() + " again.");
        } catch (IOException e) {
            return Finding.error(
                    "removal-stuck",
                    certificate.path(),
                    begin + aside.getFileName() + " and could not be renamed back (" + e.getMessage() + ").",
                    "See to that folder and run breakdex sync.");
        }
    }

    /** The file is present again, whatever the certificate came to. */
    private void withdraw(CertificateRow certificate) {
        database.writing(tx -> {
            tx.certificates().withdraw(certificate.id());
            tx.files()
                    .find(certificate.libraryId(), certificate.machineId(), certificate.path())
                    .ifPresent(row -> tx.files()
                            .put(List.of(row.withState(LocalState.PRESENT).unsettled())));
        });
    }

    /**
     * Where somebody put another file under the name meanwhile, both stay: this one comes to lie beside it.
     *
     * @return the name that it has now
     */
    private static Path giveNameBack(Path aside, Path file) throws IOException {
        Path now = Files.move(aside, Files.exists(file, LinkOption.NOFOLLOW_LINKS) ? beside(file, aside) : file);
        // Before the certificate is withdrawn: after a power cut nobody would look for the file under its other name.
        FolderSync.force(Objects.requireNonNull(now.getParent()));
        return now;
    }

    /** A name that nobody else gives, and with the same ending, so that a scan finds it. */
    private static Path beside(Path file, Path aside) {
        String name = String.valueOf(file.getFileName());
        int dot = name.lastIndexOf('.');
        int end = dot > 0 ? dot : name.length();
        String id = String.valueOf(aside.getFileName()).substring(ASIDE_PREFIX.length());
        // The last digits of an id are its chance, the first its time.
        String kept = " (kept " + id.substring(Math.max(0, id.length() - KEPT_DIGITS)) + ")";
        return file.resolveSibling(name.substring(0, end) + kept + name.substring(end));
    }

    private static RemovalResult kept(LocalDeletePermit permit, String why) {
        String path = permit.row().path();
        return new RemovalResult.Kept(Finding.warning(
                "not-freed", path, path + " stays: " + why + ".", "Run breakdex backup again, then free it."));
    }
}
