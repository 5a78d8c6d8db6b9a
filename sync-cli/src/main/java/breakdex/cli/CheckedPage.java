package breakdex.cli;

import breakdex.sync.Checked;
import breakdex.sync.store.StatusDao.Amount;

/** What was read again, and what the budget left over, for people. */
final class CheckedPage {
    private CheckedPage() {}

    static void print(Checked checked, Page page) {
        if (checked.files().assets() > 0) {
            page.plain(files(checked));
        }
        left(checked, page);
    }

    static String files(Checked checked) {
        return Units.count(checked.files().assets(), "local file") + ", "
                + Units.bytes(checked.files().bytes()) + "; read again, and as they should be.";
    }

    static void left(Checked checked, Page page) {
        if (checked.filesSetAside() > 0) {
            page.warning(Units.count(checked.filesSetAside(), "damaged local file") + " set aside.");
        }
        left(checked.copiesLeft(), "copy", page);
        left(checked.filesLeft(), "local file", page);
    }

    /** Said also where nothing is wrong: what was not looked at is not proved. */
    private static void left(Amount left, String noun, Page page) {
        if (left.assets() > 0) {
            page.plain(Units.count(left.assets(), noun) + ", " + Units.bytes(left.bytes())
                    + (left.assets() == 1 ? ", is" : ", are")
                    + " still due: the budget of this run was used up. The next run goes on with the oldest.");
        }
    }
}
