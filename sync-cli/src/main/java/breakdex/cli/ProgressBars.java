package breakdex.cli;

import java.time.Duration;
import java.util.List;

/** Bars on a terminal, drawn over one another. */
final class ProgressBars implements ProgressView.Drawer {
    private static final String ERASE_BELOW = "\u001b[J";

    private final Console console;
    private int drawn;

    ProgressBars(Console console) {
        this.console = console;
    }

    @Override
    public Duration pace() {
        return Duration.ofMillis(100);
    }

    @Override
    public void stage(ProgressModel model) {}

    @Override
    public void draw(ProgressModel model) {
        List<String> lines = ProgressText.lines(model, console.columns() - 1);
        StringBuilder picture = new StringBuilder(backToTop());
        lines.forEach(line -> picture.append(line).append('\n'));
        console.err().print(picture);
        console.err().flush();
        drawn = lines.size();
    }

    @Override
    public void clear() {
        console.err().print(backToTop());
        console.err().flush();
        drawn = 0;
    }

    private String backToTop() {
        return drawn == 0 ? "" : "\u001b[" + drawn + "A\r" + ERASE_BELOW;
    }
}
