package breakdex.sync.provider.folder;

import breakdex.sync.provider.ProviderSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Scratch places of this device, small files of its that were about to get their names, and markers that were about to
 * found a place, which a process that died left behind. They hold nothing but checks, what is written again, and what
 * the place's own marker says.
 */
final class ScratchPlaces {
    /** Far longer than any check or small write, so that no other process of this device still uses it. */
    private static final Duration FORGOTTEN = Duration.ofHours(1);

    /** As {@link PlaceFounder} writes it before it has its name. */
    private static final Pattern MARKER_UNDER_WAY = Pattern.compile("place-[0-9a-f]{16}\\.json");

    private final FolderLayout layout;
    private final PlaceFiles files;
    private final ProviderSettings settings;

    ScratchPlaces(FolderLayout layout, PlaceFiles files, ProviderSettings settings) {
        this.layout = layout;
        this.files = files;
        this.settings = settings;
    }

    void removeForgotten() throws IOException, InterruptedException {
        Pattern scratches = FolderLayout.scratchesOf(settings.deviceId());
        Pattern small = FolderLayout.metadataPartsOf(settings.deviceId());
        List<String> names = new ArrayList<>();
        files.forEachEntry(layout.tmp(), name -> {
            if (scratches.matcher(name).matches() || isFile(name, small)) {
                names.add(name);
            }
        });
        Instant limit = settings.clock().instant().minus(FORGOTTEN);
        for (String name : names) {
            Path folder = layout.tmp().resolve(name);
            BasicFileAttributes there = files.attributesIfThere(folder);
            if (there == null || !there.lastModifiedTime().toInstant().isBefore(limit)) {
                continue;
            }
            if (there.isDirectory()) {
                DeepDelete.of(folder);
            } else if (isFile(name, small)) {
                files.delete(folder);
            }
        }
    }

    private static boolean isFile(String name, Pattern small) {
        return small.matcher(name).matches() || MARKER_UNDER_WAY.matcher(name).matches();
    }
}
