package breakdex.sync.sim;

import java.io.IOException;
import java.util.List;
import java.util.Random;

/**
 * Something that somebody may do next.
 *
 * @param weight how often it is drawn, against the others
 */
record Action(String name, int weight, Deed deed) {
    /** @see #run() */
    @FunctionalInterface
    interface Deed {
        String run() throws IOException, InterruptedException;
    }

    /** @return what came of it; empty where there was nothing to do */
    String run() throws IOException, InterruptedException {
        return deed.run();
    }

    static Action draw(List<Action> actions, Random random) {
        int left = random.nextInt(actions.stream().mapToInt(Action::weight).sum());
        for (Action action : actions) {
            left -= action.weight();
            if (left < 0) {
                return action;
            }
        }
        throw new IllegalStateException("weights add up");
    }
}
