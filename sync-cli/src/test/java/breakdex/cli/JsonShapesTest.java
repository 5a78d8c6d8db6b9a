package breakdex.cli;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import breakdex.sync.Checked;
import breakdex.sync.DeleteReport;
import breakdex.sync.DoctorReport;
import breakdex.sync.FreeReport;
import breakdex.sync.Outcome;
import breakdex.sync.RebuildReport;
import breakdex.sync.RestoreReport;
import breakdex.sync.SyncState;
import breakdex.sync.VerifyReport;
import breakdex.sync.WorkReport;
import breakdex.sync.asset.Protection;
import breakdex.sync.event.Words;
import breakdex.sync.store.StatusDao.Amount;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Every shape has each of its lists filled once, and is what the page says. */
final class JsonShapesTest {
    private final JsonPage page = new JsonPage();

    @Test
    void theShapesAreThoseOfThePage() {
        var findings = List.of(Samples.AWAY);
        holds(
                "backup, sync",
                Shapes.sync(Samples.report(Outcome.DONE, Map.of(Protection.LOST, new Amount(1, 2)), findings), false));
        holds(
                "status",
                StateShapes.state(
                        Samples.state(SyncState.Kind.OFFLINE, Words.OFFLINE, Words.QUEUED_OPERATIONS),
                        List.of(
                                Samples.operation(Words.RETRY_PENDING_INDICATOR),
                                Samples.operation(Words.PROGRESS_BAR))));
        holds("worker", Shapes.work(new WorkReport(Outcome.INCOMPLETE, 3, 1, 2, 1, 1, findings)));
        holds("verify", Shapes.verify(new VerifyReport(Outcome.INCOMPLETE, 1, 2, Checked.NOTHING, findings)));
        holds("free", Shapes.free(new FreeReport(1, 2, findings), true));
        holds("restore", Shapes.restore(new RestoreReport(1, 2, 3, findings), false));
        holds(
                "rebuild",
                Shapes.rebuild(new RebuildReport(
                        Outcome.DONE,
                        List.of("nas"),
                        List.of("/videos"),
                        Map.of(Protection.LOST, new Amount(1, 2)),
                        3,
                        1,
                        findings)));
        holds("delete, undelete", Shapes.delete(new DeleteReport(1, 2, findings), false));
        holds("why", Shapes.why(Samples.why()));
        holds(
                "doctor, provider test",
                Shapes.doctor(new DoctorReport(List.of(new DoctorReport.Line("home", "it is whole", true, "")))));
        holds("failure", new Doc().with("error", "It did not work."));
    }

    @Test
    void aFieldThatThePageLeavesOutIsNoticed() {
        Doc surplus = Shapes.free(new FreeReport(1, 2, List.of()), true).with("secret", 1);
        assertThatThrownBy(() -> holds("free", surplus)).isInstanceOf(AssertionError.class);
        Doc wrongType = new Doc().with("error", 5);
        assertThatThrownBy(() -> holds("failure", wrongType)).isInstanceOf(AssertionError.class);
    }

    private void holds(String section, Doc doc) {
        page.holds(section, JsonOut.write(Shapes.exit(ExitCode.DONE).withAll(doc)));
    }
}
