package breakdex.sync.safety;

import breakdex.sync.asset.Asset;
import breakdex.sync.asset.AssetCopy;
import breakdex.sync.asset.CopyStatus;
import breakdex.sync.asset.Evidence;
import breakdex.sync.asset.EvidenceGrade;
import breakdex.sync.asset.FailureDomain;
import breakdex.sync.asset.LocalState;
import breakdex.sync.event.Finding;
import breakdex.sync.scan.FileStamp;
import breakdex.sync.store.Database;
import breakdex.sync.store.LibraryFileRow;
import breakdex.sync.store.LibraryRow;
import breakdex.sync.store.ProviderRow;
import breakdex.sync.store.Tx;
import breakdex.sync.verify.ProofResult;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The only way to a {@link LocalDeletePermit} (S7): two remote copies in two failure domains, each looked at again for
 * this very permit, and a local file that is still the one that they hold. Whatever is unknown is a refusal. Safe for
 * many threads.
 */
public final class SafetyGuard {
    private static final int NEEDED = 2;

    private final Database database;
    private final Clock clock;
    private final SafetyDelays delays;

    public SafetyGuard(Database database, Clock clock, SafetyDelays delays) {
        this.database = database;
        this.clock = clock;
        this.delays = delays;
    }

    /** What the database says of one asset, read in one view. */
    private record Known(
            Asset asset,
            List<AssetCopy> copies,
            Map<String, ProviderRow> providers,
            Set<String> telling,
            List<FailureDomain> own) {}

    /**
     * Decides on one file.
     *
     * @param row what is recorded of it
     * @param file where it lies, absolute
     * @param look how to look at a copy again
     */
    public GuardAnswer permitLocalDelete(LibraryFileRow row, Path file, CopyLook look) throws InterruptedException {
        Optional<Finding> unfit = unfit(row);
        if (unfit.isPresent()) {
            return new GuardAnswer.Refused(unfit.get());
        }
        FileStamp stamp = stampOf(file);
        if (stamp == null || !matches(row, stamp)) {
            return refused(row, "changed since it was backed up", "Run breakdex backup again, then free it.");
        }
        Optional<Known> known = database.read(tx -> known(tx, row));
        if (known.isEmpty()) {
            return refused(row, "is not in the library's manifest", "Run breakdex backup first.");
        }
        if (known.get().asset().isDeleted()) {
            return refused(
                    row, "was deleted from the library, so its copies are not kept", "Run breakdex undelete first.");
        }
        return decide(row, file, stamp, known.get(), look);
    }

    private GuardAnswer decide(LibraryFileRow row, Path file, FileStamp stamp, Known known, CopyLook look)
            throws InterruptedException {
        Instant begun = clock.instant();
        Map<String, ReliedOn> byDomain = new LinkedHashMap<>();
        List<String> shortcomings = new ArrayList<>();
        for (AssetCopy copy : known.copies()) {
            if (byDomain.size() < NEEDED) {
                consider(copy, known, look, byDomain, shortcomings);
            }
        }
        if (byDomain.size() < NEEDED) {
            return refused(
                    row,
                    tooFew(byDomain.size(), shortcomings),
                    "Run breakdex backup, and see breakdex why "
                            + known.asset().hash().brief() + ".");
        }
        Instant now = clock.instant();
        if (now.isBefore(begun) || Duration.between(begun, now).compareTo(delays.lookFreshness()) > 0) {
            return refused(
                    row,
                    "could not be looked at within " + delays.lookFreshness().toMinutes() + " minutes",
                    "Try again when the places are less busy.");
        }
        return new GuardAnswer.Granted(new LocalDeletePermit(
                row, file, stamp, List.copyOf(byDomain.values()), begun.plus(delays.permitValidity())));
    }

    private void consider(
            AssetCopy copy, Known known, CopyLook look, Map<String, ReliedOn> byDomain, List<String> shortcomings)
            throws InterruptedException {
        ProviderRow provider = known.providers().get(copy.providerId());
        if (provider == null || copy.status() != CopyStatus.VERIFIED) {
            return;
        }
        FailureDomain domain = provider.domain();
        String name = domain.name();
        if (name == null || known.own().stream().anyMatch(domain::mayDieWith)) {
            shortcomings.add(provider.name() + " may share the library's own disk");
            return;
        }
        if (byDomain.containsKey(name)) {
            shortcomings.add(provider.name() + " lies in one failure domain with another copy (" + name + ")");
            return;
        }
        if (!known.telling().contains(provider.id())) {
            shortcomings.add(provider.name() + " does not hold yet what the library's manifest tells of it");
            return;
        }
        ProofResult result = look.look(known.asset(), copy);
        Optional<String> wanting = wanting(provider, result);
        if (wanting.isPresent()) {
            shortcomings.add(provider.name() + " " + wanting.get());
        } else if (result instanceof ProofResult.Proved proved) {
            byDomain.put(name, new ReliedOn(provider.name(), proved.object().path(), domain, proved.evidence()));
        }
    }

    private Optional<String> wanting(ProviderRow provider, ProofResult result) {
        if (result instanceof ProofResult.Proved proved) {
            return wanting(provider, proved.evidence());
        }
        if (result instanceof ProofResult.Mismatch mismatch) {
            return Optional.of("holds other bytes (" + mismatch.what() + ")");
        }
        return Optional.of(
                result instanceof ProofResult.Unknown unknown
                        ? "cannot be looked at: " + unknown.why()
                        : "has lost it");
    }

    private Optional<String> wanting(ProviderRow provider, Evidence evidence) {
        Instant now = clock.instant();
        if (evidence.obtainedAt().isAfter(now) || evidence.obtainedAt().isBefore(now.minus(delays.lookFreshness()))) {
            return Optional.of("was not looked at just now");
        }
        if (evidence.grade() == EvidenceGrade.READ_BACK_CACHED && !provider.cachedProofAllowed()) {
            return Optional.of("could only be read through the page cache; breakdex provider set " + provider.name()
                    + " --allow-cached-proof lets that count");
        }
        return evidence.grade().atLeast(EvidenceGrade.SERVER_DIGEST)
                ? Optional.empty()
                : Optional.of("proves too little (" + evidence.grade().words() + ")");
    }

    private static String tooFew(int found, List<String> shortcomings) {
        String have = found == 0 ? "has no proved copy" : "has one proved copy";
        String detail = shortcomings.isEmpty() ? "" : " (" + String.join("; ", shortcomings) + ")";
        return have + ", and two in different failure domains are needed" + detail;
    }

    private static Optional<Finding> unfit(LibraryFileRow row) {
        if (row.state() != LocalState.PRESENT) {
            return Optional.of(Finding.note("not-present", row.path(), row.path() + " is not on this machine."));
        }
        if (row.hash() == null) {
            return Optional.of(finding(row, "was not read yet", "Run breakdex backup first."));
        }
        if (!row.settled()) {
            return Optional.of(finding(
                    row,
                    "was touched less than a minute before it was read",
                    "Wait a minute, run breakdex backup again, then free it."));
        }
        return Optional.empty();
    }

    private static Optional<Known> known(Tx tx, LibraryFileRow row) {
        return Optional.ofNullable(row.hash()).flatMap(tx.assets()::find).map(asset -> {
            List<String> libraries = tx.files().ofAsset(asset.hash()).stream()
                    .map(LibraryFileRow::libraryId)
                    .distinct()
                    .toList();
            List<FailureDomain> own = tx.libraries().all().stream()
                    .filter(library -> libraries.contains(library.id()))
                    .map(LibraryRow::domain)
                    .toList();
            Map<String, ProviderRow> providers =
                    tx.providers().enabled().stream().collect(Collectors.toMap(ProviderRow::id, provider -> provider));
            return new Known(asset, tx.copies().ofAsset(asset.hash()), providers, telling(tx, asset, providers), own);
        });
    }

    /** Providers from which another device could learn of the asset, its names and its copy there. */
    private static Set<String> telling(Tx tx, Asset asset, Map<String, ProviderRow> providers) {
        if (!tx.records().tellsOf(asset.hash())) {
            return Set.of();
        }
        Set<String> complete = tx.segments().complete();
        return providers.values().stream()
                .filter(row -> complete.contains(row.id())
                        && tx.records().tellsOfCopy(asset.hash(), String.valueOf(row.providerKey())))
                .map(ProviderRow::id)
                .collect(Collectors.toSet());
    }

    private static boolean matches(LibraryFileRow row, FileStamp stamp) {
        return stamp.kind() == FileStamp.Kind.FILE
                && stamp.sizeBytes() == row.sizeBytes()
                && stamp.modifiedNs() == row.modifiedNs()
                && stamp.changedNs() == row.changedNs();
    }

    private static @Nullable FileStamp stampOf(Path file) {
        try {
            return FileStamp.read(file);
        } catch (IOException e) {
            return null;
        }
    }

    private static Finding finding(LibraryFileRow row, String why, String remedy) {
        return Finding.warning("not-freed", row.path(), row.path() + " stays: it " + why + ".", remedy);
    }

    private static GuardAnswer refused(LibraryFileRow row, String why, String remedy) {
        return new GuardAnswer.Refused(finding(row, why, remedy));
    }
}
