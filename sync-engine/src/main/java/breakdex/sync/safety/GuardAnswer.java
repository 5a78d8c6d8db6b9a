package breakdex.sync.safety;

import breakdex.sync.event.Finding;

/** Whether a local file may go. */
public sealed interface GuardAnswer {
    record Granted(LocalDeletePermit permit) implements GuardAnswer {}

    /** @param why says what is missing, and what to do about it */
    record Refused(Finding why) implements GuardAnswer {}
}
