package breakdex.sync;

import breakdex.sync.store.StatusDao.Amount;

/**
 * What a run looked at again besides its copying, and what its {@link VerifyBudget} left over.
 *
 * @param copiesLeft copies that are due and were not looked at, because the budget was spent
 * @param files local files that were read again and hold what they should
 * @param filesLeft local files whose turn it was, and that were not read because the budget was spent
 * @param filesSetAside local files that were damaged, and moved aside
 */
public record Checked(Amount copiesLeft, Amount files, Amount filesLeft, long filesSetAside) {
    public static final Checked NOTHING = new Checked(Amount.NONE, Amount.NONE, Amount.NONE, 0);
}
