package breakdex.sync;

import breakdex.sync.SyncState.LibraryState;
import breakdex.sync.SyncState.ProviderState;
import breakdex.sync.SyncState.QueueState;
import breakdex.sync.asset.FailureDomain;
import breakdex.sync.event.Words;
import breakdex.sync.provider.Fault;
import breakdex.sync.provider.Quota;
import breakdex.sync.safety.SafetyDelays;
import breakdex.sync.store.Database;
import breakdex.sync.store.LibraryRow;
import breakdex.sync.store.OperationState;
import breakdex.sync.store.ProviderRow;
import breakdex.sync.store.QueueFigure;
import breakdex.sync.store.StatusDao.Amount;
import breakdex.sync.store.StatusDao.LibraryFigure;
import breakdex.sync.store.StatusDao.ProviderFigure;
import breakdex.sync.store.SyncProvidersDao;
import breakdex.sync.store.Tx;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads how everything stands, in one view of the database. */
final class StateReader {
    private static final int NAMES_LISTED = 20;

    private final Database database;
    private final Clock clock;
    private final SafetyDelays delays;
    private final String machineId;
    private final Workers workers;

    StateReader(Parts parts, SafetyDelays delays) {
        this.database = parts.database();
        this.clock = parts.clock();
        this.delays = delays;
        this.machineId = parts.machineId();
        this.workers = parts.workers();
    }

    SyncState read() {
        return database.read(this::read);
    }

    List<ProviderState> providers() {
        return database.read(tx -> providers(tx, tx.libraries().all()));
    }

    QueueState queue() {
        return database.read(this::queue);
    }

    Standing standing() {
        return database.read(this::standing);
    }

    private Standing standing(Tx tx) {
        Instant now = clock.instant();
        return new Standing(
                tx.status().protection(now.minus(delays.proofFreshness()), now),
                queue(tx),
                tx.status().deletedButPresent(machineId, NAMES_LISTED),
                BrokenOperations.all(tx));
    }

    private SyncState read(Tx tx) {
        Standing standing = standing(tx);
        List<LibraryFigure> files = tx.status().libraries(machineId);
        List<LibraryRow> libraries = tx.libraries().all();
        List<ProviderState> providers = providers(tx, libraries);
        QueueState queue = standing.queue();
        SyncState.Kind kind = kind(tx.providers().enabled(), queue);
        return new SyncState(
                kind,
                message(kind),
                shows(kind),
                standing.protection(),
                libraries.stream().map(library -> library(library, files)).toList(),
                providers,
                queue,
                tx.status().nameless(),
                vanished(libraries, files),
                standing.deletedButPresent(),
                standing.broken());
    }

    /** What only other devices ever had cannot vanish here. */
    private static long vanished(List<LibraryRow> libraries, List<LibraryFigure> files) {
        Set<String> here = libraries.stream()
                .filter(library -> library.place() != null)
                .map(LibraryRow::id)
                .collect(Collectors.toSet());
        return files.stream()
                .filter(figure -> here.contains(figure.libraryId()))
                .mapToLong(LibraryFigure::missing)
                .sum();
    }

    private static SyncState.Kind kind(List<ProviderRow> enabled, QueueState queue) {
        if (enabled.isEmpty()) {
            return SyncState.Kind.NO_PROVIDERS;
        }
        boolean noneAnswered = enabled.stream().allMatch(StateReader::isOutOfReach);
        return noneAnswered && queue.open() > 0 ? SyncState.Kind.OFFLINE : SyncState.Kind.READY;
    }

    private static boolean isOutOfReach(ProviderRow row) {
        String fault = row.troubleFault();
        return Fault.UNREACHABLE.name().equals(fault) || Fault.AWAY.name().equals(fault);
    }

    private static String message(SyncState.Kind kind) {
        return switch (kind) {
            case NO_PROVIDERS -> Words.NO_PROVIDERS;
            case OFFLINE -> Words.OFFLINE;
            case READY -> "";
        };
    }

    private static String shows(SyncState.Kind kind) {
        return switch (kind) {
            case NO_PROVIDERS -> Words.SYNC_ONBOARDING;
            case OFFLINE -> Words.QUEUED_OPERATIONS;
            case READY -> "";
        };
    }

    private static LibraryState library(LibraryRow row, List<LibraryFigure> figures) {
        LibraryFigure figure = figures.stream()
                .filter(each -> each.libraryId().equals(row.id()))
                .findFirst()
                .orElse(new LibraryFigure(row.id(), 0, 0, 0, 0));
        return new LibraryState(
                row.name(),
                row.place(),
                row.domain(),
                figure.present(),
                figure.freed(),
                figure.missing(),
                figure.deleted());
    }

    private static List<ProviderState> providers(Tx tx, List<LibraryRow> libraries) {
        Map<String, ProviderFigure> figures = tx.status().providers().stream()
                .collect(Collectors.toMap(ProviderFigure::providerId, Function.identity()));
        Map<String, SyncProvidersDao.Space> spaces = tx.providers().spaces();
        return tx.providers().all().stream()
                .map(row -> provider(
                        row,
                        figures.getOrDefault(row.id(), new ProviderFigure(row.id(), Amount.NONE, 0, null)),
                        libraries,
                        spaces.get(row.id())))
                .toList();
    }

    private static ProviderState provider(
            ProviderRow row,
            ProviderFigure figure,
            List<LibraryRow> libraries,
            SyncProvidersDao.@Nullable Space space) {
        String trouble = row.trouble();
        return new ProviderState(
                row.id(),
                row.name(),
                row.type(),
                row.enabled(),
                Providers.config(row.configJson()).getOrDefault("path", row.type()),
                row.domain(),
                row.enabled() && counts(row.domain(), libraries),
                figure.proved(),
                figure.failed(),
                figure.oldestProof(),
                trouble == null ? "" : trouble,
                space == null ? null : new Quota(space.quotaBytes(), space.quotaBytes() - space.usedBytes()));
    }

    /** Whether copies there count for at least one library. */
    static boolean counts(FailureDomain domain, List<LibraryRow> libraries) {
        return domain.name() != null
                && (libraries.isEmpty()
                        || libraries.stream().anyMatch(library -> !domain.mayDieWith(library.domain())));
    }

    /** Where nobody works nothing is in progress: what a dead worker held waits to be taken up again. */
    private QueueState queue(Tx tx) {
        List<QueueFigure> figures = tx.operations().figures();
        Amount queued = sum(figures, OperationState.QUEUED);
        Amount claimed = sum(figures, OperationState.IN_PROGRESS);
        boolean atWork = claimed.assets() > 0 && !workers.living(tx).isEmpty();
        return new QueueState(
                atWork ? queued : queued.plus(claimed),
                atWork ? claimed : Amount.NONE,
                sum(figures, OperationState.RETRY_PENDING),
                figures.stream()
                        .filter(figure -> state(figure) == OperationState.RETRY_PENDING)
                        .map(QueueFigure::nextAttempt)
                        .filter(Objects::nonNull)
                        .min(Comparator.naturalOrder())
                        .orElse(null),
                sum(figures, OperationState.PERMANENTLY_FAILED));
    }

    private static OperationState state(QueueFigure figure) {
        return OperationState.of(figure.status(), figure.permanent());
    }

    private static Amount sum(List<QueueFigure> figures, OperationState state) {
        return figures.stream()
                .filter(figure -> state(figure) == state)
                .map(figure -> new Amount(figure.operations(), figure.bytes()))
                .reduce(Amount.NONE, Amount::plus);
    }
}
