package breakdex.sync.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** What people call this machine, so that others who work on the same database can be told which one it is. */
final class HostName {
    static final String NONE = "a machine without a name";

    private static final List<Path> FILES = List.of(Path.of("/proc/sys/kernel/hostname"), Path.of("/etc/hostname"));
    private static final List<String> VARIABLES = List.of("COMPUTERNAME", "HOSTNAME");
    private static final int LONGEST = 64;

    private HostName() {}

    /** By the system's own files and variables: a name server may take long to answer. */
    static String ofThisMachine() {
        return of(FILES, System.getenv());
    }

    /** @param files that may hold the name as their first line; the first that does counts */
    static String of(List<Path> files, Map<String, String> environment) {
        for (Path file : files) {
            String name = firstLine(file);
            if (!name.isEmpty()) {
                return cut(name);
            }
        }
        return VARIABLES.stream()
                .map(variable -> environment.getOrDefault(variable, "").strip())
                .filter(name -> !name.isEmpty())
                .map(HostName::cut)
                .findFirst()
                .orElse(NONE);
    }

    private static String firstLine(Path file) {
        try {
            return Files.isReadable(file)
                    ? Files.readString(file).strip().lines().findFirst().orElse("")
                    : "";
        } catch (IOException unreadable) {
            return "";
        }
    }

    private static String cut(String name) {
        return name.length() > LONGEST ? name.substring(0, LONGEST) : name;
    }
}
