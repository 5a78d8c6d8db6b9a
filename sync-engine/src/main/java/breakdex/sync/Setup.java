package breakdex.sync;

import breakdex.sync.asset.FailureDomain;
import breakdex.sync.event.Finding;
import breakdex.sync.provider.CheckResult;
import breakdex.sync.provider.CloudProvider;
import breakdex.sync.provider.CloudProviderFactory;
import breakdex.sync.provider.ProviderCheck;
import breakdex.sync.provider.ProviderException;
import breakdex.sync.provider.ProviderIdentity;
import breakdex.sync.scan.LibraryMarker;
import breakdex.sync.scan.LibraryMount;
import breakdex.sync.scan.ScanRules;
import breakdex.sync.store.LibraryRow;
import breakdex.sync.store.ProviderRow;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Adds libraries and connects places. */
final class Setup {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,31}");

    private final Parts parts;

    Setup(Parts parts) {
        this.parts = parts;
    }

    /** Throws what {@link #addLibrary} would after these places were connected; changes nothing. */
    void checkLibrary(Path folder, List<ProviderRequest> places) {
        Path real = checkAlone(folder);
        places.forEach(place -> Boundaries.checkApart(real, place.name(), place.config()));
    }

    private Path checkAlone(Path folder) {
        Path real = checkFolder(folder);
        Boundaries.checkLibrary(real, parts.database().read(tx -> tx.providers().all()));
        return real;
    }

    /** Adds a folder; one that is added already gets the new rules. */
    LibraryRow addLibrary(Path folder, ScanRules rules) {
        Path real = checkAlone(folder);
        for (LibraryRow known : parts.database().read(tx -> tx.libraries().on(parts.machineId()))) {
            String place = known.place();
            if (place != null && real.equals(Path.of(place))) {
                return keep(known, rules);
            }
            if (place != null && (real.startsWith(place) || Path.of(place).startsWith(real))) {
                throw usage(real + " overlaps the library " + place
                        + ". Add the outer folder alone: it holds everything below it.");
            }
        }
        LibraryRow row = newLibrary(real, rules);
        parts.database().writing(tx -> tx.libraries().put(row));
        parts.domains().update(Map.of());
        return row;
    }

    private LibraryRow keep(LibraryRow known, ScanRules rules) {
        if (LibraryMount.check(known) instanceof LibraryMount.NotMounted away) {
            throw new SyncException(
                    SyncException.Kind.NOT_REACHABLE, away.finding().text());
        }
        LibraryRow row = known.withRules(rules.toJson());
        if (!row.equals(known)) {
            parts.database().writing(tx -> tx.libraries().put(row));
        }
        return row;
    }

    private static Path checkFolder(Path folder) {
        try {
            if (!Files.exists(folder)) {
                throw usage("There is no folder " + folder + ". Give the folder that holds your videos.");
            }
            if (!Files.isDirectory(folder)) {
                throw usage(folder + " is a file. Give the folder that it lies in.");
            }
            if (!Files.isReadable(folder)) {
                throw usage(
                        folder + " may not be read by this user. Give it the right to read, or run as another user.");
            }
            return folder.toRealPath();
        } catch (IOException e) {
            throw usage(folder + " cannot be read (" + e.getMessage() + ").");
        }
    }

    private LibraryRow newLibrary(Path real, ScanRules rules) {
        Instant now = parts.clock().instant();
        String name =
                Optional.ofNullable(real.getFileName()).map(Path::toString).orElse("root");
        FailureDomain domain = parts.domains().ofFolder(real);
        try {
            LibraryMount.Identity identity = LibraryMount.Identity.of(real);
            Optional<LibraryMarker> marker = marker(real, now);
            String id = marker.map(LibraryMarker::id).orElseGet(parts.ids());
            refuseCopy(real, id);
            return new LibraryRow(
                    id,
                    name,
                    real.toString(),
                    identity.fileStore(),
                    identity.fileKey(),
                    marker.isPresent(),
                    rules.toJson(),
                    domain,
                    now,
                    parts.machineId());
        } catch (IOException e) {
            throw usage(real + " cannot be read (" + e.getMessage() + "). Mend that; a damaged "
                    + LibraryMarker.FILE_NAME + " may be deleted to add the folder as a new library.");
        }
    }

    /** A library that moved has left its old place; one that is at both was copied, and its mark with it. */
    private void refuseCopy(Path real, String id) {
        for (LibraryRow known : parts.database().read(tx -> tx.libraries().all())) {
            if (known.id().equals(id) && !known.isOn(parts.machineId())) {
                throw usage(real + " is the library " + known.name() + " of another machine, which looks after it."
                        + " Run breakdex there, or add another folder.");
            }
            if (known.id().equals(id) && LibraryMount.check(known) instanceof LibraryMount.Mounted) {
                throw usage(real + " is a copy of the library " + known.place() + ", which is still there. Delete "
                        + real.resolve(LibraryMarker.FILE_NAME) + " to add it as a library of its own.");
            }
        }
    }

    /** A folder that cannot be written is known by its file store and key instead. */
    private Optional<LibraryMarker> marker(Path real, Instant now) throws IOException {
        Optional<LibraryMarker> there = LibraryMarker.read(real);
        if (there.isPresent()) {
            return there;
        }
        try {
            return Optional.of(new LibraryMarker(parts.ids().get(), now).create(real));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** @throws SyncException {@code USAGE} if no place has that name */
    ProviderRow known(String name) {
        return parts.database().read(tx -> tx.providers().byName(name)).orElseThrow(() -> {
            List<String> names = names();
            return usage("There is no place " + name + ". Known are "
                    + (names.isEmpty() ? "none" : String.join(", ", names)) + ".");
        });
    }

    List<String> names() {
        return parts.database().read(tx -> tx.providers().all()).stream()
                .map(ProviderRow::name)
                .toList();
    }

    /** Connects a place and admits it once it passed its checks; the same place under the same name stays as it is. */
    ProviderRow addProvider(ProviderRequest request) throws InterruptedException {
        if (!NAME.matcher(request.name()).matches()) {
            throw usage("The name " + request.name() + " cannot be used: take up to 32 letters, digits, dots, dashes.");
        }
        Optional<ProviderRow> known = parts.database().read(tx -> tx.providers().byName(request.name()));
        return known.isPresent() ? again(known.get(), request) : connect(request);
    }

    private ProviderRow again(ProviderRow known, ProviderRequest request) {
        checkApart(request);
        boolean same = known.type().equals(request.type())
                && Providers.config(known.configJson()).equals(request.config());
        if (!same) {
            throw usage("The name " + request.name() + " belongs to another place already ("
                    + String.join(", ", Providers.config(known.configJson()).values())
                    + "). Choose another name, or remove that one first.");
        }
        ProviderRow row = known.withEnabled(true)
                .withDomain(domain(request.domain(), known.domain()))
                .withCachedProofAllowed(known.cachedProofAllowed() || request.allowCachedProof());
        if (!row.equals(known)) {
            update(row);
        }
        return row;
    }

    private ProviderRow connect(ProviderRequest request) throws InterruptedException {
        ProviderRow draft = new ProviderRow(
                parts.ids().get(),
                request.type(),
                request.name(),
                true,
                Providers.json(request.config()),
                null,
                domain(request.domain(), FailureDomain.UNKNOWN),
                request.allowCachedProof(),
                null,
                null,
                parts.clock().instant(),
                parts.providers().factory(request.type()).isOfOneMachine() ? parts.machineId() : null,
                true);
        checkApart(request);
        ProviderIdentity identity = found(draft);
        ProviderRow row = draft.withKey(identity.key()).withDomain(domain(request.domain(), identity.domain()));
        Optional<ProviderRow> known = parts.database().read(tx -> tx.providers().all()).stream()
                .filter(other -> other.enabled() && identity.key().equals(other.providerKey()))
                .findFirst();
        if (known.isPresent() && known.get().connected()) {
            throw usage(request.name() + " and " + known.get().name() + " are one and the same place ("
                    + identity.where() + "). Two copies there would be one; give another place.");
        }
        admit(row);
        parts.database().writing(tx -> {
            if (known.isPresent()) {
                tx.providers().connect(row.withId(known.get().id()));
            } else {
                tx.providers().add(row);
            }
        });
        parts.domains().update(Map.of(known.map(ProviderRow::id).orElse(row.id()), identity.domain()));
        parts.database().writing(tx -> {
            tx.assets().holdAll();
            tx.assets().recountAll();
        });
        return parts.database().read(tx -> tx.providers().byName(row.name())).orElseThrow();
    }

    /** A place below a library is fine (a scan passes it over); a library below a place, or equal to it, is not. */
    private void checkApart(ProviderRequest request) {
        Boundaries.checkPlace(
                request, parts.database().read(tx -> tx.libraries().on(parts.machineId())));
    }

    private ProviderIdentity found(ProviderRow draft) throws InterruptedException {
        CloudProviderFactory factory = parts.providers().factory(draft.type());
        try {
            return factory.connect(parts.providers().settings(draft, parts.deviceId()));
        } catch (ProviderException e) {
            throw refused(draft.name(), e);
        }
    }

    private void admit(ProviderRow row) throws InterruptedException {
        for (CheckResult result : canary(row)) {
            if (!result.passed()) {
                throw new SyncException(
                        SyncException.Kind.REFUSED,
                        row.name() + " was not added: it failed the check that " + result.name() + " ("
                                + result.detail() + "). Mend that, or choose another place.");
            }
        }
    }

    private List<CheckResult> canary(ProviderRow row) throws InterruptedException {
        try (CloudProvider provider = parts.providers().open(row, parts.deviceId())) {
            return ProviderCheck.canary(provider);
        }
    }

    /** Tries everything that a place must be able to do. */
    List<CheckResult> check(ProviderRow row) throws InterruptedException {
        try (CloudProvider provider = parts.providers().open(row, parts.deviceId())) {
            return ProviderCheck.run(provider);
        }
    }

    /** Takes an emptied place as new: what was believed to be there is not any more. */
    ProviderRow reconnect(ProviderRow known) throws InterruptedException {
        // Without the old key, a folder that holds no place any more becomes one.
        ProviderIdentity identity = found(known.withKey(null));
        ProviderRow row = known.withKey(identity.key());
        boolean other = !identity.key().equals(known.providerKey());
        parts.database().writing(tx -> {
            tx.assets().holdAll();
            tx.providers().update(row);
            tx.providers().note(row.id(), null, null);
            if (other) {
                tx.copies()
                        .forgetProofs(
                                row.id(),
                                "the place was founded anew",
                                parts.clock().instant());
            }
            tx.operations().revive(row.id());
            tx.assets().recountAll();
        });
        return row;
    }

    /** A person changed a place: what failed there for good may go well now. */
    void update(ProviderRow row) {
        parts.database().writing(tx -> {
            tx.assets().holdAll();
            tx.providers().update(row);
            tx.operations().revive(row.id());
            tx.assets().recountAll();
        });
    }

    /** What a person should know before a place is taken off; where clips are counted, their number is the subject. */
    List<Finding> previewRemoval(ProviderRow row) {
        return parts.database().read(tx -> {
            List<Finding> consequences = new ArrayList<>();
            if (row.enabled()
                    && !StateReader.counts(row.domain(), tx.libraries().all())) {
                consequences.add(Finding.note(
                        "does-not-count",
                        row.name(),
                        "Copies on " + row.name() + " do not count, since it may die together with the library."));
            }
            consequences.add(consequence(
                    Finding.Severity.WARNING,
                    "below-two",
                    tx.copies().onlyOn(row.id(), 2),
                    " would have fewer than two copies without " + row.name() + "."));
            consequences.add(consequence(
                    Finding.Severity.ERROR,
                    "none-left",
                    tx.copies().onlyOn(row.id(), 1) + tx.copies().lastOn(row.id()),
                    " would have no copy at all without " + row.name() + "."));
            return consequences;
        });
    }

    private static Finding consequence(Finding.Severity severity, String kind, long clips, String what) {
        return new Finding(
                clips == 0 ? Finding.Severity.NOTE : severity,
                kind,
                Long.toString(clips),
                clips + (clips == 1 ? " clip" : " clips") + what,
                "");
    }

    private static FailureDomain domain(@Nullable String said, FailureDomain otherwise) {
        return said == null ? otherwise : new FailureDomain(said, true);
    }

    private static SyncException refused(String name, ProviderException e) {
        SyncException.Kind kind = switch (e.fault()) {
            case UNREACHABLE, THROTTLED, AWAY -> SyncException.Kind.NOT_REACHABLE;
            case AUTH, QUOTA, REFUSED, DAMAGED, UNREADABLE, ABSENT, CANCELLED, UNEXPECTED -> SyncException.Kind.USAGE;
        };
        String next = switch (e.fault()) {
            case UNREACHABLE, AWAY -> "Connect its disk and look at the path, or give another place.";
            case THROTTLED -> "Try again later.";
            case AUTH -> "Give this user the right to write there, or give another place.";
            case QUOTA -> "Make space there, or give another place.";
            case REFUSED, DAMAGED, UNREADABLE, ABSENT, CANCELLED, UNEXPECTED -> "Give another place.";
        };
        return new SyncException(kind, name + " cannot be used: " + e.answer() + ". " + next, e);
    }

    private static SyncException usage(String sentence) {
        return new SyncException(SyncException.Kind.USAGE, sentence);
    }
}
