package breakdex.sync;

import breakdex.sync.asset.ContentHash;
import breakdex.sync.event.SyncEvent;
import breakdex.sync.manifest.MetadataSync;
import breakdex.sync.provider.ProviderException;
import breakdex.sync.store.TombstonesDao.Deleted;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;

/**
 * Metadata before bytes: no byte of an asset begins to move in a run before this has ended (S5). A provider that fails
 * it is left out of the rest of the run, by name.
 */
final class PhaseOne {
    private final Parts parts;
    private final MetadataSync metadata;

    private static final String OLD = "This database is older than what it told the places, or a copy of another one's:"
            + " it was restored from a backup, or its home was copied. Nothing was copied or removed. It is a device of"
            + " its own now; run breakdex sync, which takes in what it does not know.";

    static final String OPENED_AS_ANOTHER =
            "This database became a device of its own since it was opened; close" + " it and open it again.";

    PhaseOne(Parts parts) {
        this.parts = parts;
        this.metadata = new MetadataSync(parts.database(), parts.deviceId(), parts.machineId(), parts.ids());
    }

    /**
     * Tells what changed here, takes in what changed elsewhere, and sends what each provider lacks. Returns how many
     * records say something else now.
     */
    int run(RunContext run) throws InterruptedException {
        run.log().event(new SyncEvent.StageStarted("Exchanging what is known of the library"));
        if (!parts.database().read(tx -> tx.devices().self()).orElse("").equals(parts.deviceId())) {
            throw new SyncException(SyncException.Kind.REFUSED, OPENED_AS_ANOTHER);
        }
        List<MetadataSync.Listed> listed = list(run);
        if (metadata.becameAnother(listed, parts.ids())) {
            throw new SyncException(SyncException.Kind.REFUSED, OLD);
        }
        metadata.publish();
        MetadataSync.Pulled pulled = metadata.pull(listed);
        pulled.findings().forEach(run.log()::found);
        pulled.failed().forEach((id, why) -> OperationFailures.pause(run, session(run, id), why));
        metadata.welcome(listed);
        push(run, listed);
        if (metadata.fold()) {
            push(run, listed);
        }
        tidy(run, listed);
        return pulled.changed();
    }

    /** Tells what the run itself learned. */
    void tell(RunContext run) throws InterruptedException {
        if (metadata.publish() > 0) {
            push(run, list(run));
        }
    }

    /** Which of these deletes, by one device, are told of on places of two failure domains. */
    Set<ContentHash> witnessed(RunContext run, String device, Collection<Deleted> deletes) throws InterruptedException {
        List<ContentHash> hashes = deletes.stream()
                .filter(each -> each.tombstoneBy().equals(device))
                .map(Deleted::hash)
                .toList();
        Map<ContentHash, Set<String>> domains = new HashMap<>();
        for (MetadataSync.Listed each : list(run)) {
            ProviderSession session = session(run, each.providerId());
            String domain = session.row().domain().name();
            if (domain != null) {
                step(run, session, () -> metadata.tells(each, device, hashes))
                        .ifPresent(told -> told.forEach(hash -> domains.computeIfAbsent(hash, key -> new HashSet<>())
                                .add(domain)));
            }
        }
        domains.values().removeIf(each -> each.size() < 2);
        return domains.keySet();
    }

    private List<MetadataSync.Listed> list(RunContext run) throws InterruptedException {
        List<Callable<Optional<MetadataSync.Listed>>> lists = new ArrayList<>();
        for (ProviderSession session : run.sessions()) {
            lists.add(() -> step(run, session, () -> metadata.list(session.id(), session.provider())));
        }
        return parts.crew().all(lists).stream().flatMap(Optional::stream).toList();
    }

    private void push(RunContext run, List<MetadataSync.Listed> listed) throws InterruptedException {
        List<Callable<Optional<Integer>>> pushes = new ArrayList<>();
        for (MetadataSync.Listed each : listed) {
            pushes.add(() -> step(run, session(run, each.providerId()), () -> metadata.push(each)));
        }
        parts.crew().all(pushes);
    }

    private void tidy(RunContext run, List<MetadataSync.Listed> listed) throws InterruptedException {
        for (MetadataSync.Listed each : listed) {
            step(run, session(run, each.providerId()), () -> metadata.tidy(each));
        }
    }

    private interface Step<T> {
        T take() throws ProviderException, InterruptedException;
    }

    private static <T> Optional<T> step(RunContext run, ProviderSession session, Step<T> step)
            throws InterruptedException {
        if (session.isPaused()) {
            return Optional.empty();
        }
        try {
            return Optional.of(step.take());
        } catch (ProviderException e) {
            OperationFailures.pause(run, session, e);
            return Optional.empty();
        }
    }

    private static ProviderSession session(RunContext run, String id) {
        return Objects.requireNonNull(run.session(id).orElse(null));
    }
}
