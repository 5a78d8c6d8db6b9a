package breakdex.cli;

import breakdex.cli.Context.Surroundings;
import breakdex.sync.config.EngineFactory;
import java.time.Clock;
import java.time.ZoneId;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;

/** The entry point: puts the real console, clock and engine together. */
public final class Main {
    private Main() {}

    /** Ends the process with a code of {@link ExitCode}. */
    public static void main(String[] arguments) {
        Map<String, String> environment = System.getenv();
        Properties system = System.getProperties();
        Interruption interruption = new Interruption(Thread.currentThread());
        Runtime.getRuntime().addShutdownHook(interruption.hook());
        Context context = new Context(
                SystemConsole.open(environment, system),
                Clock.system(ZoneId.systemDefault()),
                new Surroundings(environment, system, interruption, ticker()),
                EngineFactory::open,
                new CommonOptions());
        int code = new Breakdex(context).run(arguments);
        interruption.finished();
        System.exit(code);
    }

    /** Starts no thread before it is used. */
    private static ScheduledExecutorService ticker() {
        return Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "breakdex-progress");
            thread.setDaemon(true);
            return thread;
        });
    }
}
