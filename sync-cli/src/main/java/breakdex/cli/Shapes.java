package breakdex.cli;

import breakdex.sync.AssetReport;
import breakdex.sync.Checked;
import breakdex.sync.DeleteReport;
import breakdex.sync.DoctorReport;
import breakdex.sync.FreeReport;
import breakdex.sync.ImportReport;
import breakdex.sync.OperationView;
import breakdex.sync.RebuildReport;
import breakdex.sync.RestoreReport;
import breakdex.sync.SyncReport;
import breakdex.sync.VerifyReport;
import breakdex.sync.WorkReport;
import breakdex.sync.asset.Asset;
import breakdex.sync.asset.FailureDomain;
import breakdex.sync.asset.Protection;
import breakdex.sync.event.Finding;
import breakdex.sync.store.StatusDao.Amount;
import java.util.Locale;
import java.util.Map;

/** The shapes of {@code --json}, as {@code docs/json.md} lists them. Fields are only ever added. */
final class Shapes {
    private Shapes() {}

    /** What every document begins with. */
    static Doc exit(ExitCode exit) {
        return new Doc().with("exitCode", exit.code()).with("exit", word(exit));
    }

    /** {@code NOT_BACKED_UP} as {@code not-backed-up}. */
    static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static Doc amount(Amount amount) {
        return new Doc().with("count", amount.assets()).with("bytes", amount.bytes());
    }

    static Doc finding(Finding finding) {
        return new Doc()
                .with("severity", word(finding.severity()))
                .with("kind", finding.kind())
                .with("subject", finding.subject())
                .with("sentence", finding.sentence())
                .with("remedy", finding.remedy());
    }

    static Doc domain(FailureDomain domain) {
        return new Doc().with("name", domain.name()).with("byWord", domain.byWord());
    }

    /** Every word is there, those that no asset has too. */
    static Doc protection(Map<Protection, Amount> amounts) {
        Doc doc = new Doc();
        for (Protection protection : Protection.values()) {
            doc.with(key(protection), amount(amounts.getOrDefault(protection, Amount.NONE)));
        }
        return doc;
    }

    private static String key(Protection protection) {
        return switch (protection) {
            case PROTECTED -> "protected";
            case PROOF_DUE -> "proofDue";
            case AT_RISK -> "atRisk";
            case NOT_BACKED_UP -> "notBackedUp";
            case LOST -> "lost";
            case DELETED -> "deleted";
        };
    }

    static Doc sync(SyncReport report, boolean dryRun) {
        return new Doc()
                .with("dryRun", dryRun)
                .with("outcome", word(report.outcome()))
                .with("files", amount(report.files()))
                .with("hashed", amount(report.hashed()))
                .with("hashingMillis", report.hashing().toMillis())
                .with("copiesMade", report.copiesMade())
                .with("bytesMoved", report.bytesMoved())
                .with("resumed", amount(report.resumed()))
                .with("copiesProved", report.copiesProved())
                .with("protection", protection(report.protection()))
                .withAll(checked(report.checked()))
                .withEach("findings", report.findings(), Shapes::finding)
                .with("tookMillis", report.took().toMillis());
    }

    private static Doc checked(Checked checked) {
        return new Doc()
                .with("copiesLeft", amount(checked.copiesLeft()))
                .with("filesChecked", amount(checked.files()))
                .with("filesLeft", amount(checked.filesLeft()))
                .with("filesSetAside", checked.filesSetAside());
    }

    static Doc work(WorkReport report) {
        return new Doc()
                .with("outcome", word(report.outcome()))
                .with("operations", report.operations())
                .with("copiesMade", report.copiesMade())
                .with("bytesMoved", report.bytesMoved())
                .with("copiesProved", report.copiesProved())
                .with("left", report.left())
                .withEach("findings", report.findings(), Shapes::finding);
    }

    static Doc operation(OperationView view) {
        OperationView.Holder holder = view.holder();
        return new Doc()
                .with("id", view.operation().id())
                .with("contentHash", view.operation().hash().toString())
                .with("file", view.file())
                .with("provider", view.provider())
                .with("operationType", view.operation().type().text())
                .with("status", view.operation().status().text())
                .with("indicator", view.indicator())
                .with("priority", view.operation().priority())
                .with("percent", view.percent())
                .with("bytesTransferred", view.operation().bytesTransferred())
                .with("totalBytes", view.operation().totalBytes())
                .with("retryCount", view.operation().retryCount())
                .with("maxRetries", view.operation().maxRetries())
                .with("nextAttemptAt", view.operation().nextAttemptAt())
                .with("fault", view.operation().fault())
                .with("errorMessage", view.operation().errorMessage())
                .with("remedy", view.remedy())
                .with("createdAt", view.operation().createdAt())
                .with("workerProcess", holder == null ? null : (Long) holder.processId())
                .with("workerMachine", holder == null ? null : holder.machine());
    }

    static Doc free(FreeReport report, boolean dryRun) {
        return new Doc()
                .with("dryRun", dryRun)
                .with("freed", report.freed())
                .with("bytes", report.bytes())
                .withEach("refused", report.refused(), Shapes::finding);
    }

    static Doc restore(RestoreReport report, boolean dryRun) {
        return new Doc()
                .with("dryRun", dryRun)
                .with("restored", report.restored())
                .with("bytes", report.bytes())
                .with("alreadyThere", report.alreadyThere())
                .withEach("failed", report.failed(), Shapes::finding);
    }

    static Doc rebuild(RebuildReport report) {
        return new Doc()
                .with("dryRun", false)
                .withTexts("places", report.places())
                .withTexts("libraries", report.libraries())
                .with("assets", report.assets())
                .with("names", report.names())
                .with("listed", report.listed())
                .with("protection", protection(report.protection()))
                .withEach("findings", report.findings(), Shapes::finding);
    }

    static Doc delete(DeleteReport report, boolean dryRun) {
        return new Doc()
                .with("dryRun", dryRun)
                .with("names", report.names())
                .with("assets", report.assets())
                .withEach("notes", report.notes(), Shapes::finding);
    }

    static Doc imported(ImportReport report, boolean dryRun) {
        return new Doc()
                .with("dryRun", dryRun)
                .with("items", report.items())
                .with("changed", report.changed())
                .withEach("findings", report.findings(), Shapes::finding);
    }

    static Doc verify(VerifyReport report) {
        return new Doc()
                .with("outcome", word(report.outcome()))
                .with("proved", report.proved())
                .with("bytes", report.bytes())
                .withAll(checked(report.checked()))
                .withEach("findings", report.findings(), Shapes::finding);
    }

    static Doc doctor(DoctorReport report) {
        return new Doc()
                .with("healthy", report.healthy())
                .withEach(
                        "checks",
                        report.lines(),
                        line -> new Doc()
                                .with("about", line.about())
                                .with("check", line.check())
                                .with("passed", line.passed())
                                .with("detail", line.detail()));
    }

    static Doc why(AssetReport report) {
        Asset asset = report.asset();
        return new Doc()
                .with("contentHash", asset.hash().toString())
                .with("bytes", asset.sizeBytes())
                .with("mimeType", asset.mimeType())
                .with("importedAt", asset.importedAt())
                .with("deletedAt", asset.deletedAt())
                .with("tombstoneReason", asset.tombstoneReason())
                .with("copyCount", asset.copyCount())
                .with("protection", word(report.protection()))
                .with("sentence", report.sentence())
                .withEach("names", report.names(), Shapes::name)
                .withEach("copies", report.copies(), Shapes::copy)
                .withEach("certificates", report.certificates(), Shapes::certificate)
                .withEach("operations", report.operations(), Shapes::operation);
    }

    private static Doc name(AssetReport.Name name) {
        return new Doc()
                .with("library", name.library())
                .with("path", name.path())
                .with("place", name.place())
                .with("state", word(name.state()))
                .with("deleted", name.deleted());
    }

    private static Doc copy(AssetReport.Copy copy) {
        var evidence = copy.copy().evidence();
        return new Doc()
                .with("provider", copy.provider())
                .with("domain", domain(copy.domain()))
                .with("remotePath", copy.copy().remotePath())
                .with("status", word(copy.copy().status()))
                .with("counts", copy.counts())
                .with("fresh", copy.fresh())
                .with("evidence", evidence == null ? null : word(evidence.grade()))
                .with("provedAt", evidence == null ? null : evidence.obtainedAt())
                .with("how", copy.how())
                .with("errorMessage", copy.copy().errorMessage());
    }

    private static Doc certificate(AssetReport.Certificate certificate) {
        return new Doc()
                .with("id", certificate.id())
                .with("path", certificate.path())
                .with("status", certificate.status())
                .with("at", certificate.at())
                .with("engineVersion", certificate.engineVersion())
                .withTexts("reliedOn", certificate.reliedOn());
    }
}
