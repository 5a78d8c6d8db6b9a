package breakdex.sync.safety;

import breakdex.sync.asset.ContentHash;
import breakdex.sync.event.Finding;
import breakdex.sync.store.Database;
import breakdex.sync.store.TombstonesDao.Deleted;
import breakdex.sync.store.Tx;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Lets the copies of deleted assets go, in steps that lie days apart: a tombstone grows old, its purge is asked for and
 * told to every device, and only after a further notice does the removal begin, in a cycle that has heard every place
 * that can be reached. What many assets would go by waits for a person. Removes nothing itself.
 *
 * <p>Ages are this device's own, so a clock that jumps ends no grace. Safe for many threads.
 */
public final class TombstoneCleaner {
    private final Database database;
    private final Clock clock;
    private final SafetyDelays delays;
    private final String deviceId;

    public TombstoneCleaner(Database database, Clock clock, SafetyDelays delays, String deviceId) {
        this.database = database;
        this.clock = clock;
        this.delays = delays;
        this.deviceId = deviceId;
    }

    /**
     * What came of a step.
     *
     * @param assets with which it went on
     * @param findings what waits for a person, and how to agree
     */
    public record Step(List<ContentHash> assets, List<Finding> findings) {
        public Step {
            assets = List.copyOf(assets);
            findings = List.copyOf(findings);
        }
    }

    /**
     * Lets tombstones and purges grow older by the time since the last call. Once a cycle, before the other steps.
     *
     * @return false where nothing is deleted, and so nothing is to be done
     */
    public boolean count() {
        Instant now = clock.instant();
        boolean any = database.read(tx -> tx.tombstones().any());
        if (any) {
            database.noting(tx -> tx.tombstones().count(now, delays.mostAtOnce()));
        }
        return any;
    }

    /**
     * Asks for the purge of what was deleted long enough ago.
     *
     * @param agreed the number that a person agreed to; null where nobody was asked
     */
    public Step ask(@Nullable Long agreed) {
        if (database.read(tx -> tx.tombstones().ripe(delays.grace())).isEmpty()) {
            return new Step(List.of(), List.of());
        }
        return database.write(tx -> {
            Instant now = clock.instant();
            List<Deleted> ripe = tx.tombstones().ripe(delays.grace());
            long asked = tx.tombstones().askedSince(now.minus(delays.brakeWindow()));
            if (isBulk(tx, asked + ripe.size()) && !isAgreed(agreed, ripe)) {
                return new Step(List.of(), List.of(waits(ripe.size())));
            }
            boolean byPerson = isAgreed(agreed, ripe);
            ripe.forEach(each -> tx.tombstones().ask(each.hash(), deviceId, byPerson, now));
            return new Step(ripe.stream().map(Deleted::hash).toList(), List.of());
        });
    }

    /** Those whose notice is over: their removal may begin. */
    public List<Deleted> due() {
        return database.read(tx -> tx.tombstones().due(delays.notice()));
    }

    /** Whether another device's delete, to which nobody agreed here, has to be witnessed before anything goes by it. */
    public boolean needsWitness(Deleted deleted) {
        return !deleted.agreed() && !deleted.tombstoneBy().equals(deviceId);
    }

    /**
     * Begins the removal of what is due still: tombstone and purge stand as they did. From here on a delete is final
     * for every merge.
     *
     * @param witnessed assets whose delete was read, the same, in two failure domains
     * @param agreed the number that a person agreed to; null where nobody was asked
     */
    public Step begin(Set<ContentHash> witnessed, @Nullable Long agreed) {
        return database.write(tx -> {
            Instant now = clock.instant();
            List<Deleted> all = tx.tombstones().due(delays.notice());
            boolean byPerson = isAgreed(agreed, all);
            List<Finding> findings = new ArrayList<>();
            List<Deleted> due = new ArrayList<>();
            List<Deleted> unwitnessed = new ArrayList<>();
            for (Deleted each : all) {
                boolean sure = byPerson || !needsWitness(each) || witnessed.contains(each.hash());
                (sure ? due : unwitnessed).add(each);
            }
            if (!unwitnessed.isEmpty()) {
                findings.add(unwitnessed(unwitnessed.size(), all.size()));
            }
            long asked = due.stream().filter(each -> !isOurs(each)).count();
            if (isBulk(tx, asked) && !byPerson) {
                findings.add(waits(all.size()));
                due.removeIf(each -> !isOurs(each));
            }
            List<ContentHash> begun = due.stream()
                    .map(Deleted::hash)
                    .filter(hash -> tx.tombstones().begin(hash, now))
                    .toList();
            return new Step(begun, findings);
        });
    }

    /** That a bulk of these may go was asked and answered on this device. */
    private boolean isOurs(Deleted deleted) {
        return deleted.agreed() || deleted.askedBy().equals(deviceId);
    }

    private boolean isBulk(Tx tx, long assets) {
        return assets > delays.brakeAssets()
                && assets * delays.brakeShare() > tx.tombstones().live();
    }

    private static boolean isAgreed(@Nullable Long agreed, List<Deleted> deleted) {
        return agreed != null && agreed == deleted.size();
    }

    private static Finding waits(int assets) {
        return Finding.warning(
                "purge-waits",
                Integer.toString(assets),
                assets + " clips were deleted, which is more than a quarter of what is left; their copies stay until"
                        + " you agree.",
                "If you meant it, run breakdex sync --purge " + assets + "; breakdex undelete brings them back.");
    }

    private static Finding unwitnessed(int assets, int all) {
        return Finding.warning(
                "purge-unwitnessed",
                Integer.toString(assets),
                assets + (assets == 1 ? " clip was" : " clips were") + " deleted by another device whose word lies in"
                        + " fewer than two failure domains; the copies stay.",
                "Connect a second place and run breakdex sync; or agree with breakdex sync --purge " + all + ".");
    }
}
