package breakdex.cli;

import java.nio.file.Path;
import java.util.List;

/** Paths as people type them, against the folder that they stand in. */
final class TypedPaths {
    private TypedPaths() {}

    static Path absolute(Path typed) {
        return typed.toAbsolutePath().normalize();
    }

    static List<Path> absolute(List<Path> typed) {
        return typed.stream().map(TypedPaths::absolute).toList();
    }
}
