package breakdex.cli;

import java.time.Duration;

/** Plain lines for logs and pipes: one a stage, and one now and then while a stage lasts. */
final class ProgressLines implements ProgressView.Drawer {
    private final Console console;

    ProgressLines(Console console) {
        this.console = console;
    }

    @Override
    public Duration pace() {
        return Duration.ofSeconds(10);
    }

    @Override
    public void stage(ProgressModel model) {
        console.complain(new Page().plain(model.stage()));
    }

    @Override
    public void draw(ProgressModel model) {
        console.complain(new Page().plain(ProgressText.summary(model)));
    }

    @Override
    public void clear() {}
}
