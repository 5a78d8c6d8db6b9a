package breakdex.sync.sim;

import breakdex.sync.SyncException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;

/** What some processes do side by side: one stretch of work, at whose end nobody works. */
final class Episode {
    private final Baton baton;
    private final List<Part> parts = new ArrayList<>();

    Episode(Baton baton) {
        this.baton = baton;
    }

    /** One process at one work. */
    private static final class Part implements Runnable {
        private final SimDevice device;
        private final String name;
        private final Action.Deed deed;
        private final List<String> broken = new ArrayList<>();
        private String came = "";

        Part(SimDevice device, String name, Action.Deed deed) {
            this.device = device;
            this.name = name;
            this.deed = deed;
        }

        @Override
        public void run() {
            try {
                came = deed.run();
            } catch (SimulatedCrash e) {
                came = "died";
            } catch (SyncException e) {
                // Where the world lies is no part of its story.
                String place = String.valueOf(device.files.home.getParent());
                came = e.kind() + ": " + String.valueOf(e.getMessage()).replace(place, "…");
                if (e.kind() == SyncException.Kind.BUSY) {
                    broken.add("7: a lock was left behind");
                }
            } catch (RuntimeException | IOException | InterruptedException e) {
                came = "threw";
                broken.add("the engine threw " + trace(e));
            }
        }

        String story() {
            return device.name + ": " + name + (came.isEmpty() ? ": nothing to do" : ": " + came);
        }
    }

    void add(SimDevice device, String name, Action.Deed deed) {
        parts.add(new Part(device, name, deed));
    }

    void run() {
        baton.run(parts.stream()
                .map(part -> new Baton.Job(part.device.name + " " + part.name, part))
                .toList());
    }

    boolean isAbout(SimDevice device) {
        return parts.stream().anyMatch(part -> part.device == device);
    }

    /** What came of each, a line each. */
    List<String> stories() {
        return parts.stream().map(Part::story).toList();
    }

    List<String> broken() {
        return parts.stream().flatMap(part -> part.broken.stream()).toList();
    }

    private static String trace(Throwable e) {
        StringWriter text = new StringWriter();
        e.printStackTrace(new PrintWriter(text));
        return text.toString();
    }
}
