package breakdex.sync;

import breakdex.sync.store.Database;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;

/** Forgets, once a day, what nobody asks for any more: whoever works on the database first that day does it. */
final class Housekeeping {
    private static final Duration COMPLETED_ARE_KEPT = Duration.ofDays(30);
    private static final Duration LOST_VALUES_ARE_KEPT = Duration.ofDays(90);
    private static final Duration WORKERS_ARE_KEPT = Duration.ofDays(1);

    /** Rows in one transaction: so few that nobody who waits for his turn to write notices. */
    static final int AT_ONCE = 5_000;

    private final Database database;
    private final String deviceId;

    Housekeeping(Database database, String deviceId) {
        this.database = database;
        this.deviceId = deviceId;
    }

    /** Notes that somebody is at work, and does the day's round where nobody has done it yet. True if it did. */
    boolean daily() throws InterruptedException {
        Optional<Instant> due = database.note(tx -> {
            Instant now = tx.now();
            if (day(tx.devices().seen(deviceId, now)).equals(day(now))) {
                return Optional.empty();
            }
            tx.workers().forget(now.minus(WORKERS_ARE_KEPT));
            return Optional.of(now);
        });
        if (due.isPresent()) {
            forgetCompleted(due.get().minus(COMPLETED_ARE_KEPT));
            forgetLog(due.get());
        }
        return due.isPresent();
    }

    /** What began before that time and ended after it is looked at again the next day, which is little. */
    private void forgetCompleted(Instant before) throws InterruptedException {
        Optional<String> last = Optional.of("");
        while (last.isPresent()) {
            String after = last.get();
            last = database.note(tx -> tx.operations().forgetCompleted(before, after, Ids.from(before), AT_ONCE));
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
        }
    }

    private void forgetLog(Instant now) throws InterruptedException {
        int forgotten = AT_ONCE;
        while (forgotten == AT_ONCE) {
            forgotten = database.note(
                    tx -> tx.log().forget(now.minus(COMPLETED_ARE_KEPT), now.minus(LOST_VALUES_ARE_KEPT), AT_ONCE));
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
        }
    }

    private static LocalDate day(Instant time) {
        return LocalDate.ofInstant(time, ZoneOffset.UTC);
    }
}
