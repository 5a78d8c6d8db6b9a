package breakdex.cli;

import java.time.Duration;

/** For programs, and for commands that are over at once. */
final class NoProgress implements ProgressView.Drawer {
    @Override
    public Duration pace() {
        return Duration.ofDays(1);
    }

    @Override
    public void stage(ProgressModel model) {}

    @Override
    public void draw(ProgressModel model) {}

    @Override
    public void clear() {}
}
