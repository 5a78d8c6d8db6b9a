package breakdex.sync;

import breakdex.sync.asset.FailureDomain;
import breakdex.sync.provider.CloudProvider;
import breakdex.sync.provider.Fault;
import breakdex.sync.provider.ProviderException;
import breakdex.sync.provider.ProviderIdentity;
import breakdex.sync.store.Database;
import breakdex.sync.store.ProviderRow;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/**
 * Opens the providers of a run: asks each who it is, leaves out by name what does not answer as expected, and keeps the
 * failure domains in line with what the places stand on today. To be closed when the run ends.
 */
final class Connections implements AutoCloseable {
    private final List<CloudProvider> opened = new ArrayList<>();
    private final List<ProviderSession> sessions = new ArrayList<>();

    private final String machineId;

    private Connections(String machineId) {
        this.machineId = machineId;
    }

    /** One provider's answer. */
    private record Answer(
            ProviderRow row,
            CloudProvider provider,
            @Nullable ProviderIdentity identity,
            @Nullable ProviderException trouble) {}

    static Connections open(Parts parts, RunLog log) throws InterruptedException {
        Database database = parts.database();
        Connections connections = new Connections(parts.machineId());
        try {
            List<Callable<Answer>> questions = new ArrayList<>();
            for (ProviderRow row : database.read(tx -> tx.providers().enabled())) {
                CloudProvider provider = parts.providers().open(row, parts.deviceId());
                connections.opened.add(provider);
                questions.add(() -> ask(row, provider));
            }
            List<Answer> answers = parts.crew().all(questions);
            Map<String, FailureDomain> told = new HashMap<>();
            answers.forEach(answer -> Optional.ofNullable(answer.identity())
                    .ifPresent(identity -> told.put(answer.row().id(), identity.domain())));
            parts.domains().update(told).forEach(log::found);
            Map<String, ProviderRow> rows = new HashMap<>();
            database.read(tx -> tx.providers().enabled()).forEach(row -> rows.put(row.id(), row));
            for (Answer answer : answers) {
                connections.admit(
                        database,
                        log,
                        answer,
                        Objects.requireNonNull(rows.get(answer.row().id())));
            }
            return connections;
        } catch (InterruptedException | RuntimeException e) {
            connections.close();
            throw e;
        }
    }

    private static Answer ask(ProviderRow row, CloudProvider provider) throws InterruptedException {
        try {
            return new Answer(row, provider, provider.identify(), null);
        } catch (ProviderException e) {
            return new Answer(row, provider, null, e);
        }
    }

    private void admit(Database database, RunLog log, Answer answer, ProviderRow row) {
        ProviderException trouble = answer.trouble();
        if (trouble != null && isNoTroubleHere(row, trouble)) {
            return;
        }
        if (trouble != null) {
            ProviderTrouble.report(database, log, row, trouble);
            return;
        }
        if (row.trouble() != null) {
            database.writing(tx -> {
                tx.providers().note(row.id(), null, null);
                if (wasMended(row)) {
                    tx.operations().revive(row.id());
                }
            });
        }
        sessions.add(new ProviderSession(row, answer.provider()));
    }

    /** Another machine's folder need not be here; its own machine works on it. */
    private boolean isNoTroubleHere(ProviderRow row, ProviderException trouble) {
        return row.isElsewhere(machineId) && (trouble.fault() == Fault.AWAY || trouble.fault() == Fault.UNREACHABLE);
    }

    /** Whether a person did something about it: a right was given, or the right disk connected. */
    private static boolean wasMended(ProviderRow row) {
        String fault = row.troubleFault();
        return Fault.AUTH.name().equals(fault) || Fault.AWAY.name().equals(fault);
    }

    List<ProviderSession> sessions() {
        return List.copyOf(sessions);
    }

    @Override
    public void close() {
        opened.forEach(CloudProvider::close);
    }
}
