package breakdex.sync;

import breakdex.sync.scan.RelativePath;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Whether a name that may come from another device can be laid below a folder of this machine, and nowhere else. What
 * only the file system itself can say, such as which names it takes for one, is asked there.
 */
final class Landing {
    /** In bytes; no file system in common use has a greater limit. */
    private static final int LONGEST_NAME = 255;

    private static final Pattern DEVICE_OF_WINDOWS = Pattern.compile("(con|prn|aux|nul|(com|lpt)[1-9¹²³])( *\\..*)?");
    private static final Pattern NOT_IN_WINDOWS = Pattern.compile("[<>:\"|?*\\\\\\x00-\\x1F]");

    private Landing() {}

    /**
     * Why a file must not be laid at a path below {@code root}; empty where it may. Follows "it was not brought back:".
     *
     * @param root a library or the folder of a restore; it need not exist yet
     * @param relative as it stands in the database
     */
    static Optional<String> refusal(Path root, String relative) {
        boolean windows = root.getFileSystem().getSeparator().equals("\\");
        Optional<String> name = refusal(relative, windows);
        return name.isPresent() ? name : leadsOut(root, RelativePath.resolve(root, relative));
    }

    /** What can be told from the names alone. */
    static Optional<String> refusal(String relative, boolean windows) {
        if (!RelativePath.staysBelow(relative)) {
            return Optional.of("its name leads out of the folder");
        }
        for (String name : relative.split("/", -1)) {
            if (name.getBytes(StandardCharsets.UTF_8).length > LONGEST_NAME) {
                return Optional.of("its name has more than " + LONGEST_NAME + " bytes");
            }
            if (windows && isNoNameInWindows(name)) {
                return Optional.of("Windows has no such name as '" + name + "'");
            }
        }
        return Optional.empty();
    }

    private static boolean isNoNameInWindows(String name) {
        return NOT_IN_WINDOWS.matcher(name).find()
                || name.endsWith(".")
                || name.endsWith(" ")
                || DEVICE_OF_WINDOWS.matcher(name.toLowerCase(Locale.ROOT)).matches();
    }

    /** A link in the folder that leads out of it would have a name from elsewhere written anywhere. */
    private static Optional<String> leadsOut(Path root, Path target) {
        Path folder = Objects.requireNonNull(target.getParent());
        while (!folder.equals(root) && !Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
            folder = Objects.requireNonNull(folder.getParent());
        }
        if (folder.equals(root)) {
            return Optional.empty();
        }
        try {
            return folder.toRealPath().startsWith(root.toRealPath())
                    ? Optional.empty()
                    : Optional.of("its folder is a link that leads out of " + root);
        } catch (IOException e) {
            return Optional.of("its folder " + folder + " is a link that leads nowhere");
        }
    }

    /**
     * Of a name that the file system says is there: whether in truth another name is, which it takes for the same
     * because they differ in nothing but case, or in how accents are written. Looks through the folder.
     */
    static boolean isTwin(Path target) throws IOException {
        String name = String.valueOf(target.getFileName());
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(Objects.requireNonNull(target.getParent()))) {
            for (Path entry : entries) {
                if (name.equals(String.valueOf(entry.getFileName()))) {
                    return false;
                }
            }
        }
        return true;
    }

    /** One name for a folder, made of a text that may hold anything. */
    static String folderName(String text) {
        String name = text.replaceAll("[/\\\\\\p{Cntrl}]", "_");
        boolean taken = name.isBlank() || name.equals(".") || name.equals("..");
        return taken || refusal(name, true).isPresent() ? "library" : name;
    }
}
