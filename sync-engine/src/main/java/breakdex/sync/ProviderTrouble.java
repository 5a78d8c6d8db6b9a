package breakdex.sync;

import breakdex.sync.event.Finding;
import breakdex.sync.provider.ProviderException;
import breakdex.sync.store.Database;
import breakdex.sync.store.ProviderRow;

/** What keeps a provider out of a run, as a finding with the one remedy that fits, and as its row remembers it. */
final class ProviderTrouble {
    private ProviderTrouble() {}

    static void report(Database database, RunLog log, ProviderRow row, ProviderException why) {
        String remedy = switch (why.fault()) {
            case UNREACHABLE -> "Connect it (is the disk plugged in, the share mounted?) and run breakdex sync.";
            case THROTTLED -> "It goes on by itself at the next run.";
            case AWAY ->
                "Connect the right disk; if you emptied this place on purpose, run breakdex provider" + " reconnect "
                        + row.name() + ".";
            case AUTH -> "Give this user the right to write there, or sign in again, and run breakdex sync.";
            case QUOTA -> "Make space there, or add another place, and run breakdex sync.";
            case REFUSED, DAMAGED, UNREADABLE, ABSENT, CANCELLED, UNEXPECTED -> "See breakdex doctor.";
        };
        String sentence = "The place " + row.name() + " was left out: " + why.getMessage() + ".";
        database.writing(tx -> tx.providers().note(row.id(), why.fault().name(), sentence));
        switch (why.fault()) {
            case UNREACHABLE, AWAY -> log.unreachable();
            case THROTTLED, AUTH, QUOTA, REFUSED, DAMAGED, UNREADABLE, ABSENT, CANCELLED, UNEXPECTED -> {}
        }
        log.found(Finding.warning(
                "place-" + why.fault().name().toLowerCase(java.util.Locale.ROOT), row.name(), sentence, remedy));
    }
}
