package breakdex.cli;

import breakdex.sync.AssetSyncEngine;
import breakdex.sync.SyncException;
import breakdex.sync.config.EngineFactory;
import breakdex.sync.event.Words;
import breakdex.sync.store.StoreException;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;

/** A command that works on a home: opens the engine, asks it, closes it, and only then speaks. */
abstract class EngineCommand implements Callable<Integer> {
    private final Context context;

    EngineCommand(Context context) {
        this.context = context;
    }

    /** How this command may end, besides what all commands share; for its help. */
    abstract List<ExitCode> exits();

    final List<ExitCode> allExits() {
        Set<ExitCode> codes =
                EnumSet.of(ExitCode.DONE, ExitCode.UNEXPECTED, ExitCode.USAGE, ExitCode.DAMAGED, ExitCode.BUSY);
        codes.addAll(exits());
        if (showsProgress()) {
            codes.add(ExitCode.INTERRUPTED);
        }
        return List.copyOf(codes);
    }

    /** Does the work. Prints nothing. */
    abstract Answer answer(AssetSyncEngine engine) throws InterruptedException;

    /** Whether this command may be the first on a home. */
    boolean beginsHome() {
        return false;
    }

    /** An answer that needs no engine; empty where it does. */
    Optional<Answer> beforeOpening() {
        return Optional.empty();
    }

    /** Adds what this command alone wants of its engine. */
    EngineFactory prepare(EngineFactory factory) {
        return factory;
    }

    /** Whether it takes long enough for bars. */
    boolean showsProgress() {
        return false;
    }

    /** The answer where nothing was ever set up. */
    Answer withoutHome() {
        throw new SyncException(SyncException.Kind.NOTHING_CONFIGURED, Words.NO_PROVIDERS);
    }

    final Context context() {
        return context;
    }

    @Override
    public final Integer call() {
        Answer answer =
                beforeOpening().orElseGet(() -> beginsHome() || context.hasDatabase() ? atWork() : withoutHome());
        if (context.options().json) {
            Doc outcome = Shapes.exit(answer.exit());
            context.console()
                    .out()
                    .println(JsonOut.write(outcome.withAll(answer.json().get())));
            context.console().out().flush();
        } else {
            context.console().print(answer.page());
        }
        return answer.exit().code();
    }

    private Answer atWork() {
        try (ProgressView progress = ProgressView.open(context, showsProgress());
                AssetSyncEngine engine =
                        context.engines().open(prepare(context.factory().listener(progress)))) {
            progress.follow(engine::queue);
            return interruptible(engine);
        }
    }

    private Answer interruptible(AssetSyncEngine engine) {
        try {
            return answer(engine);
        } catch (InterruptedException e) {
            throw new Stopped(waiting(engine), e);
        }
    }

    private static long waiting(AssetSyncEngine engine) {
        try {
            return engine.queue().open();
        } catch (StoreException uncounted) {
            return -1;
        }
    }
}
