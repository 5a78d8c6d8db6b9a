package breakdex.sync.sim;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** The time of a simulated world. It only goes forward; whoever holds the baton moves it. */
final class SimTime {
    private static final Instant BEGIN = Instant.parse("2100-01-01T00:00:00Z");

    private Instant now = BEGIN;

    Instant now() {
        return now;
    }

    void advance(Duration by) {
        now = now.plus(by);
    }

    /** Nothing happens until then. */
    void reach(Instant time) {
        now = time.isAfter(now) ? time : now;
    }

    /** A machine's clock, which may be wrong. */
    final class Face extends Clock {
        private Duration error = Duration.ZERO;

        /** How far it is ahead of the truth; negative if it is behind. */
        Duration error() {
            return error;
        }

        void goWrongBy(Duration next) {
            error = next;
        }

        /** The true time at which this clock shows {@code shown}, for as long as nobody changes it. */
        Instant truth(Instant shown) {
            return shown.minus(error);
        }

        @Override
        public Instant instant() {
            return now.plus(error);
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
