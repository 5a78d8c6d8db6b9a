package breakdex.cli;

import java.io.BufferedReader;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Properties;

/** Finds out what this process is connected to. */
final class SystemConsole {
    private static final int NARROWEST = 20;

    private SystemConsole() {}

    static Console open(Map<String, String> environment, Properties system) {
        boolean terminal = isTerminal() && !"dumb".equals(environment.get("TERM"));
        boolean colour = terminal && environment.getOrDefault("NO_COLOR", "").isEmpty();
        Charset charset = charset(system);
        return new Console(
                new Output(writer(FileDescriptor.out, charset)),
                new PrintWriter(writer(FileDescriptor.err, charset), false),
                new BufferedReader(new InputStreamReader(System.in, charset)),
                terminal,
                colour,
                columns(environment));
    }

    /** From Java 22 on {@code System.console()} is there without a terminal, too, and must be asked. */
    @SuppressWarnings("SystemConsoleNull")
    private static boolean isTerminal() {
        java.io.Console console = System.console();
        if (console == null) {
            return false;
        }
        try {
            return (boolean) java.io.Console.class.getMethod("isTerminal").invoke(console);
        } catch (ReflectiveOperationException olderJava) {
            return true;
        }
    }

    /** {@code System.out} of Java 17 does not know {@code stdout.encoding}. */
    private static Charset charset(Properties system) {
        String name = system.getProperty("stdout.encoding", system.getProperty("native.encoding"));
        return name != null && Charset.isSupported(name) ? Charset.forName(name) : StandardCharsets.UTF_8;
    }

    private static Writer writer(FileDescriptor descriptor, Charset charset) {
        return new OutputStreamWriter(new FileOutputStream(descriptor), charset);
    }

    private static int columns(Map<String, String> environment) {
        try {
            int said = Integer.parseInt(environment.getOrDefault("COLUMNS", "").strip());
            return Math.max(NARROWEST, said);
        } catch (NumberFormatException notSaid) {
            return Console.DEFAULT_COLUMNS;
        }
    }
}
