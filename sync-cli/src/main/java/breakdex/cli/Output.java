package breakdex.cli;

import java.io.FilterWriter;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Standard output, which remembers why it could not be written: a {@link PrintWriter} alone only knows that. */
final class Output extends PrintWriter {
    private final Remembering remembering;

    Output(Writer target) {
        this(new Remembering(target));
    }

    private Output(Remembering remembering) {
        super(remembering, false);
        this.remembering = remembering;
    }

    /** Writes out what waits; then the first failure, if there was one. */
    Optional<IOException> failure() {
        flush();
        return Optional.ofNullable(remembering.failure);
    }

    /** True where whoever read it has heard enough, as {@code head} does: nobody is to be told then. */
    static boolean isNoLongerRead(IOException failure) {
        return String.valueOf(failure.getMessage()).toLowerCase(Locale.ROOT).contains("pipe");
    }

    private static final class Remembering extends FilterWriter {
        private @Nullable IOException failure;

        Remembering(Writer target) {
            super(target);
        }

        private interface Step {
            void run() throws IOException;
        }

        private void step(Step step) throws IOException {
            try {
                step.run();
            } catch (IOException e) {
                failure = failure == null ? e : failure;
                throw e;
            }
        }

        @Override
        public void write(int letter) throws IOException {
            step(() -> out.write(letter));
        }

        @Override
        public void write(char[] text, int offset, int length) throws IOException {
            step(() -> out.write(text, offset, length));
        }

        @Override
        public void write(String text, int offset, int length) throws IOException {
            step(() -> out.write(text, offset, length));
        }

        @Override
        public void flush() throws IOException {
            step(out::flush);
        }
    }
}
