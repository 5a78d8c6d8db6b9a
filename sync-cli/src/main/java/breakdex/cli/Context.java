package breakdex.cli;

import breakdex.sync.config.EngineFactory;
import breakdex.sync.config.HomeDatabase;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ScheduledExecutorService;

/**
 * What every command is given.
 *
 * @param clock with the zone in which people are told times
 * @param options filled in by the time a command is called
 */
record Context(Console console, Clock clock, Surroundings surroundings, Engines engines, CommonOptions options) {
    /**
     * The process that we are in.
     *
     * @param ticker redraws progress
     */
    record Surroundings(
            Map<String, String> environment,
            Properties system,
            Interruption interruption,
            ScheduledExecutorService ticker) {}

    Path home() {
        Path said = options.home;
        return TypedPaths.absolute(said != null ? said : defaultHome());
    }

    /** For an engine on this home and the database that it works on. */
    EngineFactory factory() {
        Path home = home();
        return EngineFactory.home(home).database(HomeDatabase.of(home, options.db, surroundings.environment()));
    }

    private Path defaultHome() {
        Properties system = surroundings.system();
        return EngineFactory.defaultHome(
                surroundings.environment(), system.getProperty("user.home", ""), system.getProperty("os.name", ""));
    }

    /**
     * Whether something was ever set up in this home. To look at an empty one must not create it; one that is no
     * folder, or has lost all but its database's log, is for the engine to explain.
     */
    boolean hasDatabase() {
        Path home = home();
        return HomeDatabase.isThere(home, options.db, surroundings.environment())
                || (Files.exists(home) && !Files.isDirectory(home));
    }
}
