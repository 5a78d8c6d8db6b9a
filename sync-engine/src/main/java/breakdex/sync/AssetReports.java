package breakdex.sync;

import breakdex.sync.LibraryPaths.Found;
import breakdex.sync.asset.Asset;
import breakdex.sync.asset.AssetCopy;
import breakdex.sync.asset.ContentHash;
import breakdex.sync.asset.CopyStatus;
import breakdex.sync.asset.Evidence;
import breakdex.sync.asset.FailureDomain;
import breakdex.sync.asset.LocalState;
import breakdex.sync.asset.Protection;
import breakdex.sync.safety.ReliedOn;
import breakdex.sync.safety.ReliedOnText;
import breakdex.sync.safety.SafetyDelays;
import breakdex.sync.scan.RelativePath;
import breakdex.sync.store.CertificateRow;
import breakdex.sync.store.Database;
import breakdex.sync.store.LibraryFileRow;
import breakdex.sync.store.LibraryRow;
import breakdex.sync.store.ProviderRow;
import breakdex.sync.store.Tx;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Puts together what is known of one asset: the answer to {@code why}. */
final class AssetReports {
    private static final int OPERATIONS = 20;
    private static final int SHORTEST_HASH = 6;

    private final Database database;
    private final Clock clock;
    private final SafetyDelays delays;
    private final String machineId;
    private final OperationViews views;

    AssetReports(Parts parts, SafetyDelays delays) {
        this.database = parts.database();
        this.clock = parts.clock();
        this.delays = delays;
        this.machineId = parts.machineId();
        this.views = parts.views();
    }

    /** @throws SyncException {@code USAGE} if it names no asset, or more than one */
    AssetReport of(String fileOrHash) {
        return database.read(tx -> {
            Asked asked = find(tx, fileOrHash);
            return of(tx, asked.asset(), asked.name());
        });
    }

    /** @throws SyncException {@code USAGE} as {@link #of} */
    ContentHash hashOf(String fileOrHash) {
        return database.read(tx -> find(tx, fileOrHash)).asset().hash();
    }

    /** @param name what the answer calls it: of many names the one that was asked for */
    private record Asked(Asset asset, String name) {
        static Asked byHash(Asset asset) {
            return new Asked(asset, CopyCare.label(asset));
        }
    }

    private Asked find(Tx tx, String fileOrHash) {
        String text = fileOrHash.toLowerCase(Locale.ROOT);
        boolean hash = text.length() >= SHORTEST_HASH && text.matches("[0-9a-f]{1,64}");
        if (hash) {
            List<Asset> fitting = tx.assets().withPrefix(text, 2);
            if (fitting.size() == 1) {
                return Asked.byHash(fitting.get(0));
            }
            if (fitting.size() > 1) {
                throw new SyncException(
                        SyncException.Kind.USAGE,
                        "Several clips have a hash that begins with " + fileOrHash + ". Give more digits.");
            }
        }
        if (hash && !Files.exists(Path.of(fileOrHash))) {
            throw new SyncException(
                    SyncException.Kind.USAGE,
                    "No clip has a hash that begins with " + fileOrHash
                            + ", and no file here has that name. Give a path in a library, or other digits.");
        }
        Found found = new LibraryPaths(tx.libraries().on(machineId)).find(Path.of(fileOrHash));
        return tx.files()
                .find(found.library().id(), machineId, found.path())
                .map(LibraryFileRow::hash)
                .flatMap(tx.assets()::find)
                .map(asset -> new Asked(asset, lastName(found.path())))
                .orElseThrow(() -> new SyncException(
                        SyncException.Kind.USAGE,
                        "Nothing is known of " + fileOrHash + ". Run breakdex backup first."));
    }

    private static String lastName(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    private AssetReport of(Tx tx, Asset asset, String name) {
        Instant freshSince = clock.instant().minus(delays.proofFreshness());
        List<LibraryFileRow> files = tx.files().ofAsset(asset.hash());
        boolean local = files.stream().anyMatch(row -> row.state() == LocalState.PRESENT);
        int fresh = tx.status().freshDomains(asset.hash(), freshSince, clock.instant());
        Protection protection = Protection.of(asset.isDeleted(), asset.copyCount(), fresh, local);
        return new AssetReport(
                asset,
                protection,
                sentence(name, protection),
                names(tx, files),
                copies(tx, asset, files, freshSince),
                tx.certificates().ofAsset(asset.hash()).stream()
                        .map(AssetReports::certificate)
                        .toList(),
                views.of(tx, tx.operations().ofAsset(asset.hash(), OPERATIONS)));
    }

    private static String sentence(String name, Protection protection) {
        return name + " is " + protection.words() + ": " + protection.meaning() + ".";
    }

    private static List<AssetReport.Name> names(Tx tx, List<LibraryFileRow> files) {
        Map<String, LibraryRow> libraries =
                tx.libraries().all().stream().collect(Collectors.toMap(LibraryRow::id, Function.identity()));
        return files.stream()
                .map(row -> {
                    LibraryRow library = libraries.get(row.libraryId());
                    String place = library == null ? null : library.place();
                    return new AssetReport.Name(
                            library == null ? row.libraryId() : library.name(),
                            row.path(),
                            absolute(place, row.path()),
                            row.state(),
                            row.deletedAt() != null);
                })
                .toList();
    }

    private static @Nullable String absolute(@Nullable String place, String path) {
        return place == null ? null : RelativePath.resolve(Path.of(place), path).toString();
    }

    private static List<AssetReport.Copy> copies(Tx tx, Asset asset, List<LibraryFileRow> files, Instant freshSince) {
        Map<String, ProviderRow> providers =
                tx.providers().all().stream().collect(Collectors.toMap(ProviderRow::id, Function.identity()));
        List<String> libraryIds =
                files.stream().map(LibraryFileRow::libraryId).distinct().toList();
        List<LibraryRow> own = tx.libraries().all().stream()
                .filter(library -> libraryIds.contains(library.id()))
                .toList();
        return tx.copies().ofAsset(asset.hash()).stream()
                .map(copy -> copy(copy, providers.get(copy.providerId()), own, freshSince))
                .toList();
    }

    private static AssetReport.Copy copy(
            AssetCopy copy, @Nullable ProviderRow provider, List<LibraryRow> own, Instant freshSince) {
        FailureDomain domain = provider == null ? FailureDomain.UNKNOWN : provider.domain();
        Evidence evidence = copy.evidence();
        boolean counts = provider != null
                && provider.enabled()
                && copy.status() == CopyStatus.VERIFIED
                && own.stream().allMatch(library -> StateReader.counts(domain, List.of(library)))
                && domain.name() != null;
        return new AssetReport.Copy(
                copy,
                provider == null ? copy.providerId() : provider.name(),
                domain,
                counts,
                evidence != null && !evidence.obtainedAt().isBefore(freshSince),
                evidence == null ? "" : evidence.grade().words());
    }

    private static AssetReport.Certificate certificate(CertificateRow row) {
        Instant committed = row.committedAt();
        return new AssetReport.Certificate(
                row.id(),
                row.path(),
                row.status().text(),
                committed == null ? row.preparedAt() : committed,
                row.engineVersion(),
                ReliedOnText.read(row.reliedOnJson()).stream()
                        .map(AssetReports::line)
                        .toList());
    }

    private static String line(ReliedOn copy) {
        return copy.provider() + ", " + copy.domain().words() + ": "
                + copy.evidence().grade().words() + " at "
                + copy.evidence().obtainedAt().truncatedTo(ChronoUnit.SECONDS) + " (" + copy.remotePath()
                + ")";
    }
}
