package breakdex.sync.scan;

import breakdex.sync.event.Finding;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** What to say of a link. None is followed: what it points to has a name of its own, here or in another library. */
final class Links {
    private Links() {}

    /** Empty for links to files that are not wanted. */
    static Optional<Finding> finding(ScanTarget target, Path link, String name, String path) {
        boolean wanted = target.rules().isWantedFile(name, path);
        try {
            Path real = link.toRealPath();
            if (!wanted && !Files.isDirectory(real)) {
                return Optional.empty();
            }
            return Optional.of(real.startsWith(target.root().toRealPath()) ? inside(path) : leaving(path, real));
        } catch (IOException e) {
            return wanted ? Optional.of(nowhere(path)) : Optional.empty();
        }
    }

    private static Finding inside(String path) {
        return Finding.note(
                "link", path, path + " is a link to something in this library, which is backed up under its own name.");
    }

    private static Finding leaving(String path, Path real) {
        return new Finding(
                Finding.Severity.NOTE,
                "link",
                path,
                path + " is a link that leaves the library, to " + real + ", and was not followed.",
                "Add the folder that it points to as a library of its own if it holds videos of yours.");
    }

    private static Finding nowhere(String path) {
        return Finding.note("link", path, path + " is a link that leads nowhere, and was passed by.");
    }
}
