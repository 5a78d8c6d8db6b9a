package breakdex.sync;

import java.util.Map;

/** The MIME type of a video by its extension. */
final class MimeTypes {
    private static final Map<String, String> BY_EXTENSION = Map.ofEntries(
            Map.entry("mp4", "video/mp4"),
            Map.entry("m4v", "video/x-m4v"),
            Map.entry("mov", "video/quicktime"),
            Map.entry("qt", "video/quicktime"),
            Map.entry("mkv", "video/x-matroska"),
            Map.entry("webm", "video/webm"),
            Map.entry("avi", "video/x-msvideo"),
            Map.entry("3gp", "video/3gpp"),
            Map.entry("3g2", "video/3gpp2"),
            Map.entry("mts", "video/mp2t"),
            Map.entry("m2ts", "video/mp2t"),
            Map.entry("mpg", "video/mpeg"),
            Map.entry("mpeg", "video/mpeg"),
            Map.entry("wmv", "video/x-ms-wmv"),
            Map.entry("flv", "video/x-flv"),
            Map.entry("ogv", "video/ogg"));

    private MimeTypes() {}

    /** {@code application/octet-stream} for what is not in the list. */
    static String of(String extension) {
        return BY_EXTENSION.getOrDefault(extension, "application/octet-stream");
    }
}
