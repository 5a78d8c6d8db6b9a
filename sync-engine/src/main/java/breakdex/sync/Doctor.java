package breakdex.sync;

import breakdex.sync.event.Finding;
import breakdex.sync.provider.CheckResult;
import breakdex.sync.store.Database;
import breakdex.sync.store.ProviderRow;
import java.util.ArrayList;
import java.util.List;

/** Looks whether all is well: with the home, and with each place by trying it out. */
final class Doctor {
    private static final String HOME = "home";

    private final Database database;
    private final Setup setup;

    Doctor(Database database, Setup setup) {
        this.database = database;
        this.setup = setup;
    }

    /** Of the home, and of every place that is in use. */
    DoctorReport all() throws InterruptedException {
        List<DoctorReport.Line> lines = new ArrayList<>();
        String check = database.quickCheck();
        lines.add(new DoctorReport.Line(HOME, "the database is whole", check.equals("ok"), check));
        lines.add(queue());
        for (ProviderRow row : database.read(tx -> tx.providers().enabled())) {
            lines.addAll(lines(row));
        }
        return new DoctorReport(lines);
    }

    /** Of one place. */
    DoctorReport of(ProviderRow row) throws InterruptedException {
        return new DoctorReport(lines(row));
    }

    private DoctorReport.Line queue() {
        List<Finding> broken = database.read(BrokenOperations::all);
        String found = broken.isEmpty() ? "" : broken.get(0).text();
        String more = broken.size() < 2 ? "" : " There are more; breakdex ops list shows them.";
        return new DoctorReport.Line(HOME, "the queue keeps to its rules", broken.isEmpty(), found + more);
    }

    private List<DoctorReport.Line> lines(ProviderRow row) throws InterruptedException {
        List<DoctorReport.Line> lines = new ArrayList<>();
        for (CheckResult result : setup.check(row)) {
            lines.add(new DoctorReport.Line(row.name(), result.name(), result.passed(), result.detail()));
        }
        return lines;
    }
}
