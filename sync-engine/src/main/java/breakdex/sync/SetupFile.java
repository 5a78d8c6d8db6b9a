package breakdex.sync;

import breakdex.sync.store.ProviderRow;
import breakdex.sync.store.Tx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a person set up in a home, in a file of its own beside the database: {@code setup.json}. Nothing reads it but
 * {@link LibraryRebuilder}, where the database is lost. It holds no secret.
 *
 * @param libraries folders of this machine
 * @param settings that differ from the standard, or do not
 */
record SetupFile(List<Place> places, List<Library> libraries, Map<String, String> settings) {
    static final String NAME = "setup.json";

    private static final Logger LOG = LoggerFactory.getLogger(SetupFile.class);

    /** A place, as it was connected. */
    record Place(
            String name,
            String type,
            Map<String, String> config,
            @Nullable String domain,
            boolean allowCachedProof) {
        ProviderRequest request() {
            return new ProviderRequest(name, type, config, domain, allowCachedProof);
        }
    }

    /** A folder that was added, with its rules. */
    record Library(String place, String rules) {}

    SetupFile {
        places = List.copyOf(places);
        libraries = List.copyOf(libraries);
        settings = Map.copyOf(settings);
    }

    /** Brings the file in line with the database. To fail at this is no failure of what was done before. */
    static void keep(Parts parts) {
        Path file = parts.home().resolve(NAME);
        try {
            Optional<SetupFile> setup = parts.database().read(tx -> of(tx, parts.machineId()));
            String text = setup.map(JsonMapper.shared()::writeValueAsString).orElse("");
            if (!text.isEmpty()
                    && !(Files.exists(file) && Files.readString(file).equals(text))) {
                Path fresh = Files.createTempFile(parts.home(), NAME, null);
                Files.writeString(fresh, text);
                Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
            }
        } catch (IOException e) {
            LOG.warn("{} could not be written; if the database is lost, places have to be named again", file, e);
        }
    }

    /** Empty where nothing is set up, or it is being rebuilt from this very file. */
    private static Optional<SetupFile> of(Tx tx, String machineId) {
        List<Place> places =
                tx.providers().enabled().stream().map(SetupFile::place).toList();
        List<Library> libraries = tx.libraries().on(machineId).stream()
                .map(library -> new Library(String.valueOf(library.place()), library.rulesJson()))
                .toList();
        boolean nothing = places.isEmpty() && libraries.isEmpty();
        return nothing || LibraryRebuilder.isUnfinished(tx)
                ? Optional.empty()
                : Optional.of(new SetupFile(places, libraries, EngineSettings.effective(tx.settings())));
    }

    private static Place place(ProviderRow row) {
        return new Place(
                row.name(),
                row.type(),
                Providers.config(row.configJson()),
                row.domain().byWord() ? row.domain().name() : null,
                row.cachedProofAllowed());
    }

    /**
     * Empty where there is none.
     *
     * @throws SyncException {@code USAGE} if it cannot be read
     */
    static Optional<SetupFile> read(Path home) {
        Path file = home.resolve(NAME);
        try {
            return Files.exists(file)
                    ? Optional.of(JsonMapper.shared().readValue(Files.readString(file), SetupFile.class))
                    : Optional.empty();
        } catch (IOException | JacksonException e) {
            throw new SyncException(
                    SyncException.Kind.USAGE,
                    file + ", which says what was set up here, cannot be read. Move it aside, and name the places with"
                            + " --from NAME=PLACE.",
                    e);
        }
    }
}
