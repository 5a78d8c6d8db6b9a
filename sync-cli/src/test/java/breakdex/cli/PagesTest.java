package breakdex.cli;

import static org.assertj.core.api.Assertions.assertThat;

import breakdex.sync.Checked;
import breakdex.sync.DoctorReport;
import breakdex.sync.FreeReport;
import breakdex.sync.OperationView;
import breakdex.sync.Outcome;
import breakdex.sync.RestoreReport;
import breakdex.sync.SyncReport;
import breakdex.sync.SyncState;
import breakdex.sync.VerifyReport;
import breakdex.sync.asset.Protection;
import breakdex.sync.event.Finding;
import breakdex.sync.event.Words;
import breakdex.sync.store.StatusDao.Amount;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What each command prints, word for word. */
final class PagesTest {
    private final Page page = new Page();

    @Test
    void aBackupThatIsDoneEndsWithOneVerdict() {
        SyncReport report =
                Samples.report(Outcome.DONE, Map.of(Protection.PROTECTED, new Amount(4, 45_000)), List.of());
        SyncPage.print(report, List.of(Samples.provider("a"), Samples.provider("b")), false, page);
        assertThat(SyncPage.exit(report, false)).isEqualTo(ExitCode.DONE);
        assertThat(page.text()).isEqualTo("""
                        Looked at 5 files, 57 kB; read 5 files, 57 kB.
                        Made 8 copies, 90 kB sent; 8 proofs obtained in 3 s.

                        Protected: 4 clips, 45 kB, each proved in two places (a, b).
                        """);
    }

    @Test
    void aBackupThatIsNotDoneSaysWhatIsMissing() {
        SyncReport report = Samples.report(
                Outcome.INCOMPLETE,
                Map.of(Protection.PROTECTED, new Amount(3, 33_000), Protection.AT_RISK, new Amount(1, 12_000)),
                List.of(Samples.AWAY));
        SyncPage.print(report, List.of(), false, page);
        assertThat(page.text()).endsWith("""

                        warning: The place nas is not mounted. Mount it and run `breakdex sync`.

                        Incomplete: 3 clips, 33 kB protected; 1 clip, 12 kB at risk. \
                        `breakdex status` shows how all stands.
                        """);
    }

    @Test
    void whatTheBudgetLeftOverIsSaid() {
        Checked checked = new Checked(new Amount(12, 34_000_000_000L), new Amount(2, 20), new Amount(1, 7), 1);
        VerifyReport report = new VerifyReport(Outcome.DONE, 8, 90_000, checked, List.of());
        VerifyCommand.print(report, false, page);
        assertThat(page.text()).isEqualTo("""
                        1 damaged local file set aside.
                        12 copies, 34 GB, are still due: the budget of this run was used up. \
                        The next run goes on with the oldest.
                        1 local file, 7 B, is still due: the budget of this run was used up. \
                        The next run goes on with the oldest.
                        8 copies proved, 90 kB read.
                        """);
    }

    @Test
    void ofLocalFilesTheirNumberIsSaid() {
        Checked checked = new Checked(Amount.NONE, new Amount(2, 20), Amount.NONE, 0);
        VerifyReport report = new VerifyReport(Outcome.DONE, 0, 20, checked, List.of());
        VerifyCommand.print(report, true, page);
        assertThat(page.text()).isEqualTo("2 local files, 20 B; read again, and as they should be.\n");
    }

    @Test
    void aReportThatCallsItselfDoneIsNotBelievedAgainstItsOwnFigures() {
        SyncReport report = Samples.report(Outcome.DONE, Map.of(Protection.LOST, new Amount(1, 1)), List.of());
        SyncPage.print(report, List.of(), false, page);
        assertThat(SyncPage.exit(report, false)).isEqualTo(ExitCode.INCOMPLETE);
        assertThat(page.text()).contains("Incomplete: ", "1 clip, 1 B lost").doesNotContain("Protected:");
    }

    @Test
    void statusShowsAllAtAGlance() {
        new StatusPage(Cli.NOON).print(Samples.state(SyncState.Kind.READY, "", ""), List.of(), page);
        assertThat(page.text()).isEqualTo("""
                        protected     4 clips       45 kB    proved copies in two failure domains or more
                        at risk       1 clip        12 MB    a counted copy in one failure domain only

                        Libraries
                          Videos: /home/ana/Videos
                            5 files present, 1 freed, 0 missing here; disk: disk:sda

                        Places
                          a (folder): /mnt/a
                            Dies together with: disk:a
                            4 copies proved, 45 kB; the oldest proof is from 3 days ago.
                            412 GB of 1.0 TB free after the last run.
                          b (folder): /mnt/b
                            Dies together with: disk:b
                            4 copies proved, 45 kB; the oldest proof is from 3 days ago.
                            412 GB of 1.0 TB free after the last run.

                        Queue
                          2 waiting, 24 MB
                          1 to be tried again, 12 MB, next try 12:00:40 (in 40 s)
                          1 failed and need you: `breakdex ops list` says why.

                        error: Operation op-9 breaks the rules of the queue, so nobody takes it up: its retry_count is \
                        -1, which is not between 0 and 1,000,000. Take it out with breakdex ops cancel op-9.

                        1 clip, 7 B, have no name any more: other bytes came under it. \
                        They are kept until you delete them.
                        2 files vanished from this machine without us. \
                        `breakdex restore --all` brings back what is proved.
                        old.mp4 lies here though you deleted it, so it is not kept safe. `breakdex undelete` keeps it.
                        """);
    }

    @Test
    void offlineTheFixedWordsStandFirstAndTheQueueFollows() {
        SyncState state = Samples.state(SyncState.Kind.OFFLINE, Words.OFFLINE, Words.QUEUED_OPERATIONS);
        new StatusPage(Cli.NOON).print(state, List.of(Samples.operation(Words.PENDING_IN_QUEUE)), page);
        assertThat(page.text()).startsWith("""
                        Changes queued locally — sync resumes when connectivity returns

                        Queued (queued_operations):

                        Waiting (pending_in_queue)
                          op-1  upload   nas  battle.mp4  24 MB
                        """);
    }

    @Test
    void eachStateOfTheQueueHasItsIndicator() {
        List<OperationView> operations = Stream.of(
                        Words.PENDING_IN_QUEUE, Words.PROGRESS_BAR, Words.RETRY_PENDING_INDICATOR, Words.ERROR_BADGE)
                .map(Samples::operation)
                .toList();
        new OperationsPage(Cli.NOON, false).print(operations, page);
        assertThat(page.text()).isEqualTo("""
                        Failed, needs you (error_badge)
                          op-1  upload   nas  battle.mp4  nas has no space left.
                            Make room there.

                        In progress (progress_bar)
                          upload   nas  battle.mp4  [##########----------] 50% of 24 MB, by process 4711 on attic

                        To be tried again (retry_pending_indicator)
                          op-1  upload   nas  battle.mp4  next try 12:00:40 (in 40 s), 1 of 3 tries used. \
                        nas has no space left.

                        Waiting (pending_in_queue)
                          op-1  upload   nas  battle.mp4  24 MB
                        """);
    }

    @Test
    void whatIsDoneOrCancelledIsCalledSo() {
        new OperationsPage(Cli.NOON, false).print(List.of(Samples.cancelled()), page);
        assertThat(page.text()).isEqualTo("""
                        Done or cancelled
                          op-1  upload   nas  battle.mp4  cancelled by you
                        """);
    }

    @Test
    void ofManyAlikeTwentyAreShownUnlessAllAreAskedFor() {
        List<OperationView> many = IntStream.range(0, 23)
                .mapToObj(number -> Samples.operation(Words.PENDING_IN_QUEUE))
                .toList();
        new OperationsPage(Cli.NOON, false).print(many, page);
        assertThat(page.text()).hasLineCount(22).endsWith("  … and 3 more.\n");
        Page whole = new Page();
        new OperationsPage(Cli.NOON, true).print(many, whole);
        assertThat(whole.text()).hasLineCount(24).doesNotContain("more");
    }

    @Test
    void findingsComeGravestFirstAndTwentyOfAKind() {
        Stream<Finding> notes =
                IntStream.range(0, 25).mapToObj(number -> Finding.note("new-bytes", "f" + number, "It is new."));
        Finding gone = Finding.error("copy-gone", "a", "The copy is gone.", "");
        FindingPrinter.print(Stream.concat(notes, Stream.of(gone)).toList(), page);
        assertThat(page.lines()).hasSize(22);
        assertThat(page.text())
                .startsWith("error: a: The copy is gone.\nnote: f0: It is new.\n")
                .endsWith("note: f19: It is new.\n  … and 5 more of this kind.\n");
    }

    @Test
    void freeingSaysHowMuchAndHowItComesBack() {
        FreeCommand.print(new FreeReport(3, 1_200_000_000, List.of()), false, page);
        assertThat(page.text()).isEqualTo("""
                        Freed 3 files, 1.2 GB.
                        `breakdex why FILE` shows the certificate of each; `breakdex restore FILE` brings it back.
                        """);
    }

    @Test
    void whatCannotBeFreedIsNamedWithItsReason() {
        Finding kept = Finding.warning("one-proof", "x.mp4", "Only one place has proved it.", "Connect another.");
        FreeCommand.print(new FreeReport(0, 0, List.of(kept)), false, page);
        assertThat(page.text()).isEqualTo("""
                        warning: x.mp4: Only one place has proved it. Connect another.

                        Freed 0 files, 0 B.
                        Kept 1 file that cannot go yet.
                        """);
    }

    @Test
    void aRestoreThatMissedAFileIsIncomplete() {
        Finding failed = Finding.error("no-copy", "x.mp4", "No place holds it.", "");
        RestoreCommand.print(new RestoreReport(1, 5, 2, List.of(failed)), false, page);
        assertThat(page.text()).isEqualTo("""
                        error: x.mp4: No place holds it.

                        Incomplete: Restored 1 file, 5 B. 2 files stood there already, with the right bytes.
                        """);
    }

    @Test
    void whySaysTheVerdictFirstAndThenItsGrounds() {
        new WhyPage(Cli.NOON).print(Samples.why(), page);
        assertThat(page.text()).isEqualTo("""
                        battle.mp4 is at risk: one place holds it.
                        SHA-256 %s, 12 MB

                        Names
                          /v/battle.mp4: freed

                        Copies
                          a: read back from the medium, 40 days ago (too old); dies together with disk:a (by your word)
                            Breakdex/%s.mp4

                        Certificate c-1 (final)
                          /v/battle.mp4 was let go on 2026-03-01 12:00 by version 0.1.0, resting on:
                          - a: read back from the medium

                        Waiting (pending_in_queue)
                          op-1  upload   nas  battle.mp4  24 MB
                        """.formatted(Samples.HASH, Samples.HASH));
    }

    @Test
    void theDoctorNamesWhatFailed() {
        Answer answer = DoctorCommand.answer(new DoctorReport(List.of(
                new DoctorReport.Line("home", "database is whole", true, ""),
                new DoctorReport.Line("nas", "reads back what it wrote", false, "3 bytes differ"))));
        assertThat(answer.exit()).isEqualTo(ExitCode.INCOMPLETE);
        assertThat(answer.page().text()).isEqualTo("""
                        ok      home: database is whole
                        FAILED  nas: reads back what it wrote - 3 bytes differ

                        Not well: 1 of 2 checks failed.
                        """);
    }
}
