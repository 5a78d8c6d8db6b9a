package breakdex.sync;

import breakdex.sync.hash.AssetHashService;
import breakdex.sync.provider.ProviderCapabilities;
import breakdex.sync.store.OperationType;
import breakdex.sync.store.SyncOperation;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;

/** Works the queue off: for each provider that answers, some threads outwards and some inwards. */
final class PhaseTwo {
    private static final Set<OperationType> OUTWARDS = EnumSet.of(OperationType.UPLOAD);
    private static final Set<OperationType> INWARDS = EnumSet.of(OperationType.DOWNLOAD, OperationType.VERIFY);

    private static final Set<OperationType> REMOVALS = EnumSet.of(OperationType.DELETE_REMOTE);

    private final Crew crew;
    private final AssetHashService hashes;
    private final Path staging;

    PhaseTwo(Crew crew, AssetHashService hashes, Path staging) {
        this.crew = crew;
        this.hashes = hashes;
        this.staging = staging;
    }

    /**
     * Works until nothing that is due is left, or the time for claims is up.
     *
     * @param types which operations to take up
     * @return how many operations were worked on
     */
    long run(RunContext run, Set<OperationType> types) throws InterruptedException {
        List<WorkFeed> feeds = new ArrayList<>();
        List<Callable<Long>> threads = new ArrayList<>();
        for (ProviderSession session : run.sessions()) {
            ProviderCapabilities can = session.capabilities();
            add(run, session, both(OUTWARDS, types), can.uploads(), feeds, threads);
            add(run, session, both(INWARDS, types), can.downloads(), feeds, threads);
            add(run, session, both(REMOVALS, types), 1, feeds, threads);
        }
        try {
            return crew.all(threads).stream().mapToLong(Long::longValue).sum();
        } finally {
            feeds.forEach(WorkFeed::close);
        }
    }

    private static Set<OperationType> both(Set<OperationType> direction, Set<OperationType> wanted) {
        Set<OperationType> both = EnumSet.copyOf(direction);
        both.retainAll(wanted);
        return both;
    }

    private void add(
            RunContext run,
            ProviderSession session,
            Set<OperationType> types,
            int threads,
            List<WorkFeed> feeds,
            List<Callable<Long>> tasks) {
        if (types.isEmpty()) {
            return;
        }
        WorkFeed feed = new WorkFeed(run, session, types, threads);
        feeds.add(feed);
        for (int i = 0; i < threads; i++) {
            tasks.add(() -> drain(run, session, feed));
        }
    }

    private long drain(RunContext run, ProviderSession session, WorkFeed feed) throws InterruptedException {
        Works works = new Works(run, session);
        long worked = 0;
        for (List<SyncOperation> group = feed.next(); !group.isEmpty(); group = feed.next()) {
            works.work(group);
            worked += group.size();
        }
        return worked;
    }

    /** One thread's tools, made when they are first needed: buffers are large. */
    private final class Works {
        private final OperationWork uploads;
        private final OperationWork downloads;
        private final OperationWork verifies;
        private final OperationWork removals;

        Works(RunContext run, ProviderSession session) {
            uploads = new UploadWork(
                    run,
                    session,
                    new SourceFinder(run.database(), run.queue().self().machineId(), staging, run.log()));
            downloads = new DownloadWork(run, session, hashes);
            verifies = new VerifyWork(run, session);
            removals = new RemovalWork(run, session);
        }

        void work(List<SyncOperation> group) throws InterruptedException {
            of(group.get(0).type()).work(group);
        }

        private OperationWork of(OperationType type) {
            return switch (type) {
                case UPLOAD -> uploads;
                case DOWNLOAD -> downloads;
                case VERIFY -> verifies;
                case DELETE_REMOTE -> removals;
            };
        }
    }
}
