package breakdex.cli;

import breakdex.sync.AssetSyncEngine;
import breakdex.sync.OperationView;
import breakdex.sync.SyncState;
import breakdex.sync.event.Words;
import breakdex.sync.store.OperationFilter;
import breakdex.sync.store.StatusDao.Amount;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;

@Command(
        name = "status",
        description = "Shows at a glance how safe everything is. Asks no place, changes nothing.",
        footerHeading = "%nExample:%n",
        footer = "  breakdex status --json")
final class StatusCommand extends EngineCommand {
    private static final int MOST_OPERATIONS = 1000;

    StatusCommand(Context context) {
        super(context);
    }

    @Override
    List<ExitCode> exits() {
        return List.of(ExitCode.NOTHING_CONFIGURED);
    }

    @Override
    Answer withoutHome() {
        Amount none = Amount.NONE;
        return answer(
                new SyncState(
                        SyncState.Kind.NO_PROVIDERS,
                        Words.NO_PROVIDERS,
                        Words.SYNC_ONBOARDING,
                        Map.of(),
                        List.of(),
                        List.of(),
                        new SyncState.QueueState(none, none, none, null, none),
                        none,
                        0,
                        List.of(),
                        List.of()),
                List.of());
    }

    @Override
    Answer answer(AssetSyncEngine engine) {
        SyncState state = engine.state();
        boolean shown = state.shows().equals(Words.QUEUED_OPERATIONS);
        return answer(state, shown ? engine.operations(OperationFilter.open(MOST_OPERATIONS)) : List.of());
    }

    private Answer answer(SyncState state, List<OperationView> queued) {
        Page page = new Page();
        new StatusPage(context().clock()).print(state, queued, page);
        ExitCode exit = state.kind() == SyncState.Kind.NO_PROVIDERS ? ExitCode.NOTHING_CONFIGURED : ExitCode.DONE;
        return new Answer(exit, page, () -> StateShapes.state(state, queued));
    }
}
