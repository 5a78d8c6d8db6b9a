package breakdex.cli;

import breakdex.sync.SyncState.QueueState;
import breakdex.sync.event.SyncEvent;
import breakdex.sync.event.SyncListener;
import breakdex.sync.store.StoreException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Shows what the engine does while it does it. Events come from the engine's threads, ticks from another: thread-safe.
 */
final class ProgressView implements SyncListener, AutoCloseable {
    private static final Duration QUEUE_IS_ASKED_EVERY = Duration.ofSeconds(2);

    /** A long queue takes long to add up: that must not cost more than this part of the time. */
    private static final int PART_OF_THE_TIME = 50;

    private static final long TICK_MILLIS = 200;

    /** How progress gets onto the screen. Called by one thread at a time. */
    interface Drawer {
        /** The least time between two drawings. */
        Duration pace();

        void stage(ProgressModel model);

        void draw(ProgressModel model);

        /** Leaves the screen as if nothing had been drawn, where it can. */
        void clear();
    }

    private final ProgressModel model = new ProgressModel();
    private final Drawer drawer;
    private final Clock clock;
    private Instant nextDraw;
    private Instant nextQueue = Instant.MIN;
    private boolean closed;
    private @Nullable Supplier<QueueState> queue;
    private @Nullable Future<?> ticks;

    ProgressView(Drawer drawer, Clock clock) {
        this.drawer = drawer;
        this.clock = clock;
        this.nextDraw = clock.instant().plus(drawer.pace());
    }

    /** @param shown false for commands that are over at once, and for programs */
    static ProgressView open(Context context, boolean shown) {
        Console console = context.console();
        boolean visible = shown && !context.options().json;
        Drawer drawer = !visible
                ? new NoProgress()
                : console.terminal() ? new ProgressBars(console) : new ProgressLines(console);
        ProgressView view = new ProgressView(drawer, context.clock());
        if (visible) {
            view.ticks = context.surroundings()
                    .ticker()
                    .scheduleWithFixedDelay(view::tick, TICK_MILLIS, TICK_MILLIS, TimeUnit.MILLISECONDS);
        }
        return view;
    }

    /** From where the total comes; asked every two seconds while something runs, less often where that takes long. */
    synchronized void follow(Supplier<QueueState> source) {
        queue = source;
    }

    @Override
    public synchronized void on(SyncEvent event) {
        model.apply(event);
        if (closed) {
            return;
        }
        if (event instanceof SyncEvent.StageStarted) {
            drawer.stage(model);
        }
        drawIfDue();
    }

    /** Draws though nothing happened, so that a stalled transfer is seen to stall. */
    void tick() {
        Supplier<QueueState> source = queueIfDue();
        if (source != null) {
            ask(source);
        }
        synchronized (this) {
            if (!closed && !model.stage().isEmpty()) {
                drawIfDue();
            }
        }
    }

    private synchronized @Nullable Supplier<QueueState> queueIfDue() {
        Instant now = clock.instant();
        if (closed || model.transfers().isEmpty() || now.isBefore(nextQueue)) {
            return null;
        }
        return queue;
    }

    /** Outside the lock: the engine must not wait for a query of ours. */
    private void ask(Supplier<QueueState> source) {
        try {
            Instant begun = clock.instant();
            QueueState state = source.get();
            long bytes = state.queued().bytes()
                    + state.inProgress().bytes()
                    + state.retryPending().bytes();
            synchronized (this) {
                model.waiting(bytes);
                Instant now = clock.instant();
                Duration rest = Duration.between(begun, now).multipliedBy(PART_OF_THE_TIME);
                nextQueue = now.plus(rest.compareTo(QUEUE_IS_ASKED_EVERY) > 0 ? rest : QUEUE_IS_ASKED_EVERY);
            }
        } catch (StoreException | IllegalStateException unanswered) {
            // A bar is a convenience, and whoever works meets the same failure and reports it.
            synchronized (this) {
                queue = null;
            }
        }
    }

    private void drawIfDue() {
        Instant now = clock.instant();
        if (now.isBefore(nextDraw)) {
            return;
        }
        nextDraw = now.plus(drawer.pace());
        model.sample(now);
        drawer.draw(model);
    }

    @Override
    public synchronized void close() {
        if (ticks != null) {
            ticks.cancel(false);
        }
        closed = true;
        drawer.clear();
    }
}
