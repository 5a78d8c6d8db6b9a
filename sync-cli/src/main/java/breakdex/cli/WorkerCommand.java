package breakdex.cli;

import breakdex.sync.AssetSyncEngine;
import breakdex.sync.Outcome;
import breakdex.sync.WorkReport;
import breakdex.sync.WorkRequest;
import breakdex.sync.config.EngineFactory;
import breakdex.sync.queue.OperationQueue;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "worker",
        description =
                "Works off what is queued, beside other workers here and on other machines. Looks for no files and"
                        + " plans nothing: sync does. Goes on until it is stopped.",
        footerHeading = "%nExample:%n",
        footer = "  breakdex worker --db jdbc:postgresql://server/breakdex")
final class WorkerCommand extends EngineCommand {
    private static final long SHORTEST_LEASE = 10;

    /** A server that is being restarted is back by then. */
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    @Option(names = "--until-done", description = "End when nothing is left that this worker could do.")
    private boolean untilDone;

    @Option(
            names = "--lease",
            paramLabel = "SECONDS",
            description = "How long others leave alone what this worker holds when it gives no sign of life:"
                    + " 10 to 3600, else 300. Shorter than a pause of this machine, it loses its work.")
    private @Nullable Long lease;

    @Mixin
    private final ReadBackOption readBack = new ReadBackOption();

    WorkerCommand(Context context) {
        super(context);
    }

    @Override
    List<ExitCode> exits() {
        return List.of(ExitCode.INCOMPLETE, ExitCode.NOTHING_CONFIGURED, ExitCode.NOT_REACHABLE);
    }

    @Override
    boolean showsProgress() {
        return true;
    }

    @Override
    EngineFactory prepare(EngineFactory factory) {
        EngineFactory patient = factory.patience(PATIENCE);
        if (lease == null) {
            return patient;
        }
        if (lease < SHORTEST_LEASE || lease > OperationQueue.LONGEST_LEASE.toSeconds()) {
            throw NamedValues.usage("--lease is " + SHORTEST_LEASE + " to " + OperationQueue.LONGEST_LEASE.toSeconds()
                    + " seconds, not " + lease + ".");
        }
        return patient.lease(Duration.ofSeconds(lease));
    }

    @Override
    Answer answer(AssetSyncEngine engine) throws InterruptedException {
        WorkReport report = engine.work(new WorkRequest(untilDone, readBack.direct()));
        Page page = new Page();
        FindingPrinter.print(report.findings(), page);
        page.gap()
                .plain("Worked on " + Units.count(report.operations(), "operation") + ": made "
                        + Units.count(report.copiesMade(), "copy") + ", " + Units.bytes(report.bytesMoved())
                        + " sent; " + Units.count(report.copiesProved(), "proof") + " obtained.");
        boolean good = Failures.exit(report.outcome()) == ExitCode.DONE && report.left() == 0;
        page.line(
                good ? Page.Tone.GOOD : Page.Tone.WARNING,
                report.left() == 0
                        ? OperationsPage.EMPTY
                        : Units.count(report.left(), "operation") + " left; see `breakdex ops list`.");
        return new Answer(
                good ? ExitCode.DONE : Failures.exit(report.outcome().worse(Outcome.INCOMPLETE)),
                page,
                () -> Shapes.work(report));
    }
}
