package breakdex.sync.scan;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import tools.jackson.core.JacksonException;

/**
 * Which files of a library are wanted. Immutable.
 *
 * <p>What is ours, the system's or in a bin is left out whatever the rules say.
 *
 * @param includes where not empty, a file must match one of these; see {@link Glob} for what stands in them
 * @param excludes files and folders that match one of these are left out
 * @param allFiles whether files are wanted that do not have the name of a video
 */
public record ScanRules(List<String> includes, List<String> excludes, boolean allFiles) {
    public static final ScanRules VIDEOS = new ScanRules(List.of(), List.of(), false);

    /**
     * Without {@code ts}: more folders hold TypeScript under that ending than transport streams. Cameras write
     * {@code mts} and {@code m2ts}; who has {@code .ts} recordings sets {@code allFiles} with an include.
     */
    private static final Set<String> VIDEO_EXTENSIONS = Set.of(
            "mp4", "m4v", "mov", "qt", "mkv", "webm", "avi", "3gp", "3g2", "mts", "m2ts", "mpg", "mpeg", "m2v", "vob",
            "wmv", "asf", "flv", "f4v", "ogv", "mxf", "dv", "mod", "tod", "insv", "360", "lrv", "braw", "r3d");

    /** Bins and what systems keep for themselves. */
    private static final Set<String> SYSTEM_NAMES = Set.of(
            ".ds_store",
            "$recycle.bin",
            "recycler",
            "lost+found",
            "system volume information",
            ".spotlight-v100",
            ".fseventsd",
            ".documentrevisions-v100",
            ".temporaryitems",
            "@eadir");

    public ScanRules {
        includes = List.copyOf(includes);
        excludes = List.copyOf(excludes);
    }

    /** The text that {@code libraries.rules_json} holds. */
    public String toJson() {
        return ScanRulesJson.write(this);
    }

    /**
     * Reads what {@link #toJson} wrote. Fields that this version does not know are passed over; those that are not
     * there have their default, so {@code {}} is {@link #VIDEOS}.
     *
     * @throws IllegalArgumentException if it is no JSON object of that shape
     */
    public static ScanRules parse(String json) {
        try {
            return ScanRulesJson.read(json);
        } catch (JacksonException e) {
            throw new IllegalArgumentException(
                    "The rules of a library cannot be read: " + e.getOriginalMessage() + ".", e);
        }
    }

    /** These rules, ready to be asked often. */
    Wanted compile() {
        return new Wanted(
                includes.stream().map(Glob::of).toList(),
                excludes.stream().map(Glob::of).toList(),
                allFiles);
    }

    /** Answers for one scan. */
    record Wanted(List<Glob> includes, List<Glob> excludes, boolean allFiles) {
        /** Whether a name is never looked at, be it a file or a folder. */
        boolean isOff(String name, String path) {
            return isNeverWanted(name) || anyMatches(excludes, path);
        }

        boolean isWantedFile(String name, String path) {
            return (allFiles || isVideo(name)) && (includes.isEmpty() || anyMatches(includes, path));
        }
    }

    /** A loop, not a stream: it runs for every name of a library. */
    private static boolean anyMatches(List<Glob> globs, String path) {
        for (Glob glob : globs) {
            if (glob.matches(path)) {
                return true;
            }
        }
        return false;
    }

    static boolean isVideo(String name) {
        int dot = name.lastIndexOf('.');
        return dot > 0 && VIDEO_EXTENSIONS.contains(name.substring(dot + 1).toLowerCase(Locale.ROOT));
    }

    private static boolean isNeverWanted(String name) {
        char first = name.charAt(0);
        // Nearly every name is decided by its first letter.
        if (first != '.' && first != '$' && first != '@' && !Character.isLetter(first)) {
            return false;
        }
        return name.startsWith(".breakdex-")
                || name.startsWith("._")
                || name.startsWith(".Trash")
                || SYSTEM_NAMES.contains(name.toLowerCase(Locale.ROOT));
    }
}
