package breakdex.sync;

import breakdex.sync.event.SyncListener;
import breakdex.sync.provider.ReadFrom;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;

/** What every run is given, and what it holds while it goes on. Safe for many threads. */
final class Runs {
    /** Phase two takes up no new operation after this, so that the next cycle's phase one is not kept waiting. */
    private static final Duration CLAIMING = Duration.ofMinutes(15);

    private final Parts parts;
    private final SyncListener listener;

    Runs(Parts parts, SyncListener listener) {
        this.parts = parts;
        this.listener = listener;
    }

    RunLog log() {
        return new RunLog(listener);
    }

    Connections connect(RunLog log) throws InterruptedException {
        return Connections.open(parts, log);
    }

    /** @param direct whether a proof after an upload is read from the medium, whatever the settings say */
    RunContext context(RunLog log, Connections connections, boolean direct) {
        boolean always = "direct".equals(parts.database().read(tx -> EngineSettings.READ_BACK.in(tx.settings())));
        return context(
                log,
                connections,
                direct || always ? ReadFrom.MEDIUM : ReadFrom.ANYWHERE,
                parts.clock().instant().plus(CLAIMING),
                cycleBudget());
    }

    /** For a run that does nothing but look at copies, for as long as the budget lets it. */
    RunContext verifying(RunLog log, Connections connections, VerifyBudget budget) {
        return context(
                log, connections, ReadFrom.MEDIUM, parts.clock().instant().plus(budget.maxTime()), budget);
    }

    /** What a cycle may read anew, of copies and of local files. */
    VerifyBudget cycleBudget() {
        return parts.database().read(tx -> EngineSettings.budget(tx.settings()));
    }

    private RunContext context(
            RunLog log, Connections connections, ReadFrom readBack, Instant claimUntil, VerifyBudget budget) {
        return new RunContext(
                parts.database(),
                parts.clock(),
                parts.queue(),
                log,
                parts.care(log),
                connections.sessions(),
                readBack,
                claimUntil,
                new Allowance(budget, parts.clock()));
    }

    /** What is done while nobody else changes this home. */
    interface Work<T, E extends Exception> {
        T run() throws E;
    }

    /** @throws SyncException {@code BUSY} if somebody else does */
    <T, E extends Exception> T locked(String what, Work<T, E> work) throws E {
        try (HomeLock.Hold hold = parts.lock().take(what)) {
            Objects.requireNonNull(hold);
            T done = work.run();
            SetupFile.keep(parts);
            return done;
        }
    }

    /** As {@link #locked}, for work that takes up operations. */
    <T, E extends Exception> T working(String what, Work<T, E> work) throws E {
        return locked(what, () -> {
            try (Workers.Present present = parts.workers().enter()) {
                Objects.requireNonNull(present);
                return work.run();
            }
        });
    }
}
