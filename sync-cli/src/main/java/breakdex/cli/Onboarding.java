package breakdex.cli;

import breakdex.sync.event.Words;
import java.util.List;

/** {@code sync_onboarding}: the first steps of somebody who has no provider yet. */
final class Onboarding {
    static final List<String> STEPS = List.of(
            "Choose two places on different disks or servers: an external disk, a network folder.",
            "Run `breakdex backup DIR --to disk=PLACE --to nas=PLACE`: it adds your folder, connects both places,"
                    + " copies and proves.",
            "Run `breakdex status` to see how safe your videos are.");

    private Onboarding() {}

    static void print(Page page) {
        page.warning(Words.NO_PROVIDERS).gap().plain("First steps (" + Words.SYNC_ONBOARDING + "):");
        int number = 1;
        for (String step : STEPS) {
            page.plain("  " + number++ + ". " + step);
        }
    }
}
