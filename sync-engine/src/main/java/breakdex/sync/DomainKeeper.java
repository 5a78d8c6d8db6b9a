package breakdex.sync;

import breakdex.sync.asset.FailureDomain;
import breakdex.sync.event.Finding;
import breakdex.sync.provider.DiskTopology;
import breakdex.sync.provider.FailureDomains;
import breakdex.sync.store.Database;
import breakdex.sync.store.LibraryRow;
import breakdex.sync.store.ProviderRow;
import breakdex.sync.store.Tx;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the failure domains of places and libraries in line with what they stand on today. Two that share a device are
 * one domain, also where only a third one shows that they do; what a person said stands.
 */
final class DomainKeeper {
    private final Database database;
    private final String machineId;
    private final DiskTopology disks;

    /** @param machineId on whose disk folders are looked at */
    DomainKeeper(Database database, String machineId, DiskTopology disks) {
        this.database = database;
        this.machineId = machineId;
        this.disks = disks;
    }

    /** What the disk of a library's folder dies together with. */
    FailureDomain ofFolder(Path folder) {
        return FailureDomains.ofDevices(disks.devicesUnder(folder));
    }

    /**
     * Takes in what the providers that answered say of themselves, and counts all copies anew where a domain changed.
     *
     * @param told by provider id; the others keep what was known of them
     * @return a note for each place or library whose domain changed
     */
    List<Finding> update(Map<String, FailureDomain> told) {
        List<LibraryRow> libraries = database.read(tx -> tx.libraries().all()).stream()
                .map(this::asItStands)
                .toList();
        List<ProviderRow> providers = database.read(tx -> tx.providers().all()).stream()
                .map(row -> row.domain().byWord() ? row : row.withDomain(told.getOrDefault(row.id(), row.domain())))
                .toList();
        Map<String, String> joined = FailureDomains.join(Stream.concat(
                        libraries.stream().map(LibraryRow::domain),
                        providers.stream().filter(ProviderRow::enabled).map(ProviderRow::domain))
                .map(FailureDomain::name)
                .flatMap(Stream::ofNullable)
                .toList());
        Map<String, FailureDomain> wanted = new HashMap<>();
        libraries.forEach(row -> wanted.put(row.id(), join(row.domain(), joined)));
        providers.forEach(row -> wanted.put(row.id(), join(row.domain(), joined)));
        // Mostly nothing changed, and then nobody is held up.
        return database.read(tx -> changedLibraries(tx, wanted).isEmpty()
                        && changedProviders(tx, wanted).isEmpty())
                ? List.of()
                : database.write(tx -> write(tx, wanted));
    }

    private static List<Finding> write(Tx tx, Map<String, FailureDomain> wanted) {
        tx.assets().holdAll();
        List<Finding> notes = new ArrayList<>();
        for (LibraryRow library : changedLibraries(tx, wanted)) {
            tx.libraries().put(library);
            notes.add(changed("library", library.name(), library.domain()));
        }
        for (ProviderRow provider : changedProviders(tx, wanted)) {
            tx.providers().update(provider);
            notes.add(changed("place", provider.name(), provider.domain()));
        }
        tx.assets().recountAll();
        return notes;
    }

    /** Rows as they are now, since others may have changed the rest of them, with their new domain. */
    private static List<LibraryRow> changedLibraries(Tx tx, Map<String, FailureDomain> wanted) {
        return tx.libraries().all().stream()
                .filter(row -> isOther(row.domain(), wanted.get(row.id())))
                .map(row -> row.withDomain(wanted.getOrDefault(row.id(), row.domain())))
                .toList();
    }

    private static List<ProviderRow> changedProviders(Tx tx, Map<String, FailureDomain> wanted) {
        return tx.providers().all().stream()
                .filter(row -> isOther(row.domain(), wanted.get(row.id())))
                .map(row -> row.withDomain(wanted.getOrDefault(row.id(), row.domain())))
                .toList();
    }

    /** What a person has said meanwhile, or taken back, stands until the next look. */
    private static boolean isOther(FailureDomain now, @Nullable FailureDomain wanted) {
        return wanted != null && wanted.byWord() == now.byWord() && !wanted.equals(now);
    }

    private LibraryRow asItStands(LibraryRow library) {
        String place = library.place();
        boolean there = place != null && library.isOn(machineId) && Files.isDirectory(Path.of(place));
        return there && !library.domain().byWord() ? library.withDomain(ofFolder(Path.of(place))) : library;
    }

    private static FailureDomain join(FailureDomain domain, Map<String, String> joined) {
        String name = domain.name();
        return name == null ? domain : new FailureDomain(joined.getOrDefault(name, name), domain.byWord());
    }

    private static Finding changed(String what, @Nullable String name, FailureDomain domain) {
        return Finding.note(
                "domain-changed",
                String.valueOf(name),
                "The " + what + " " + name + " now belongs to the failure domain " + domain.words() + ".");
    }
}
