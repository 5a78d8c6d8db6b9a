package breakdex.cli;

import breakdex.sync.AssetReport;
import breakdex.sync.Checked;
import breakdex.sync.OperationView;
import breakdex.sync.Outcome;
import breakdex.sync.SyncReport;
import breakdex.sync.SyncState;
import breakdex.sync.asset.Asset;
import breakdex.sync.asset.AssetCopy;
import breakdex.sync.asset.ContentHash;
import breakdex.sync.asset.CopyStatus;
import breakdex.sync.asset.Evidence;
import breakdex.sync.asset.EvidenceGrade;
import breakdex.sync.asset.FailureDomain;
import breakdex.sync.asset.LocalState;
import breakdex.sync.asset.MediaInfo;
import breakdex.sync.asset.Protection;
import breakdex.sync.event.Finding;
import breakdex.sync.event.Words;
import breakdex.sync.provider.Quota;
import breakdex.sync.store.OperationStatus;
import breakdex.sync.store.OperationType;
import breakdex.sync.store.StatusDao.Amount;
import breakdex.sync.store.SyncOperation;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** One good example of each thing that the engine answers with. */
final class Samples {
    static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    static final ContentHash HASH = ContentHash.parse("ab".repeat(32));
    static final Finding AWAY =
            Finding.warning("place-away", "nas", "The place nas is not mounted.", "Mount it and run `breakdex sync`.");

    static final Finding BROKEN = Finding.error(
            "operation-broken",
            "op-9",
            "Operation op-9 breaks the rules of the queue, so nobody takes it up: its retry_count is -1, which is not"
                    + " between 0 and 1,000,000.",
            "Take it out with breakdex ops cancel op-9.");

    private Samples() {}

    /** One that a person took out. */
    static OperationView cancelled() {
        return operation("", "CANCELLED");
    }

    static OperationView operation(String indicator) {
        return operation(indicator, "QUOTA");
    }

    private static OperationView operation(String indicator, String fault) {
        boolean failed = indicator.isEmpty()
                || indicator.equals(Words.ERROR_BADGE)
                || indicator.equals(Words.RETRY_PENDING_INDICATOR);
        boolean running = indicator.equals(Words.PROGRESS_BAR);
        SyncOperation operation = new SyncOperation(
                "op-1",
                HASH,
                "p-1",
                OperationType.UPLOAD,
                failed ? OperationStatus.FAILED : running ? OperationStatus.IN_PROGRESS : OperationStatus.QUEUED,
                100,
                indicator.equals(Words.ERROR_BADGE) ? 3 : failed ? 1 : 0,
                3,
                failed ? "nas has no space left." : null,
                running ? 12_000_000 : 0,
                24_000_000,
                NOW.minusSeconds(60),
                null,
                null,
                indicator.equals(Words.RETRY_PENDING_INDICATOR) ? NOW.plusSeconds(40) : null,
                null,
                null,
                1,
                failed ? fault : null,
                0,
                0,
                "");
        return new OperationView(
                operation,
                "battle.mp4",
                "nas",
                indicator,
                running ? 50 : 0,
                failed ? "Make room there." : "",
                running ? new OperationView.Holder(4711, "attic", false) : null);
    }

    static SyncState.ProviderState provider(String name) {
        return new SyncState.ProviderState(
                "p-" + name,
                name,
                "folder",
                true,
                "/mnt/" + name,
                new FailureDomain("disk:" + name, false),
                true,
                new Amount(4, 45_000),
                0,
                NOW.minus(Duration.ofDays(3)),
                "",
                new Quota(1_000_000_000_000L, 412_000_000_000L));
    }

    static SyncReport report(Outcome outcome, Map<Protection, Amount> protection, List<Finding> findings) {
        return new SyncReport(
                outcome,
                new Amount(5, 57_000),
                new Amount(5, 57_000),
                Duration.ofMillis(40),
                8,
                90_000,
                Amount.NONE,
                8,
                protection,
                Checked.NOTHING,
                findings,
                Duration.ofSeconds(3));
    }

    static SyncState state(SyncState.Kind kind, String message, String shows) {
        return new SyncState(
                kind,
                message,
                shows,
                Map.of(Protection.PROTECTED, new Amount(4, 45_000), Protection.AT_RISK, new Amount(1, 12_000_000)),
                List.of(new SyncState.LibraryState(
                        "Videos", "/home/ana/Videos", new FailureDomain("disk:sda", false), 5, 1, 0, 0)),
                List.of(provider("a"), provider("b")),
                new SyncState.QueueState(
                        new Amount(2, 24_000_000),
                        Amount.NONE,
                        new Amount(1, 12_000_000),
                        NOW.plusSeconds(40),
                        new Amount(1, 5)),
                new Amount(1, 7),
                2,
                List.of("old.mp4"),
                List.of(BROKEN));
    }

    static AssetReport why() {
        Asset asset = new Asset(
                HASH, 12_000_000, "mp4", "video/mp4", MediaInfo.UNKNOWN, "files", "battle.mp4", NOW, null, null, 1);
        Evidence evidence =
                new Evidence(EvidenceGrade.READ_BACK_DIRECT, NOW.minus(Duration.ofDays(40)), "device", null);
        AssetCopy copy =
                new AssetCopy(HASH, "p-a", "Breakdex/" + HASH + ".mp4", CopyStatus.VERIFIED, evidence, null, NOW);
        return new AssetReport(
                asset,
                Protection.AT_RISK,
                "battle.mp4 is at risk: one place holds it.",
                List.of(new AssetReport.Name("Videos", "battle.mp4", "/v/battle.mp4", LocalState.FREED, false)),
                List.of(new AssetReport.Copy(
                        copy, "a", new FailureDomain("disk:a", true), true, false, "read back from the medium")),
                List.of(new AssetReport.Certificate(
                        "c-1", "/v/battle.mp4", "final", NOW, "0.1.0", List.of("a: read back from the medium"))),
                List.of(operation(Words.PENDING_IN_QUEUE)));
    }
}
