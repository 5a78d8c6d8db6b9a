package breakdex.sync.hash;

import breakdex.sync.asset.MediaInfo;
import com.drew.imaging.mp4.Mp4MetadataReader;
import com.drew.imaging.quicktime.QuickTimeMetadataReader;
import com.drew.lang.Rational;
import com.drew.metadata.Directory;
import com.drew.metadata.Metadata;
import com.drew.metadata.mov.QuickTimeDirectory;
import com.drew.metadata.mov.media.QuickTimeVideoDirectory;
import com.drew.metadata.mp4.Mp4Directory;
import com.drew.metadata.mp4.media.Mp4VideoDirectory;
import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Duration and picture size of mp4 and mov, from their headers alone. Safe for use by many threads.
 *
 * <p>These are a convenience: whatever goes wrong here, the answer is {@link MediaInfo#UNKNOWN} and the file is backed
 * up all the same.
 */
public final class MediaReader {
    private static final Logger LOG = LoggerFactory.getLogger(MediaReader.class);

    /** What is known of the file; never throws. Of a file of another kind 16 bytes are read. */
    public MediaInfo read(Path file) {
        try {
            return header(file).map(MediaReader::read).orElse(MediaInfo.UNKNOWN);
        } catch (IOException | RuntimeException e) {
            // The reading library meets damaged and hostile files with exceptions of many kinds.
            LOG.debug("no duration or size for {}", file, e);
            return MediaInfo.UNKNOWN;
        }
    }

    private static Optional<MovieHeader> header(Path file) throws IOException {
        try (SeekableByteChannel channel =
                Files.newByteChannel(file, Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS))) {
            return MovieHeader.find(channel);
        }
    }

    private static MediaInfo read(MovieHeader header) {
        return header.quickTime()
                ? info(
                        QuickTimeMetadataReader.readMetadata(header.content()),
                        new Tags(QuickTimeDirectory.class, QuickTimeDirectory.TAG_DURATION_SECONDS),
                        new Tags(QuickTimeVideoDirectory.class, QuickTimeVideoDirectory.TAG_WIDTH),
                        new Tags(QuickTimeVideoDirectory.class, QuickTimeVideoDirectory.TAG_HEIGHT))
                : info(
                        Mp4MetadataReader.readMetadata(header.content()),
                        new Tags(Mp4Directory.class, Mp4Directory.TAG_DURATION_SECONDS),
                        new Tags(Mp4VideoDirectory.class, Mp4VideoDirectory.TAG_WIDTH),
                        new Tags(Mp4VideoDirectory.class, Mp4VideoDirectory.TAG_HEIGHT));
    }

    /** One value: the two kinds of file hold theirs under different numbers. */
    private record Tags(Class<? extends Directory> directory, int tag) {}

    private static MediaInfo info(Metadata found, Tags duration, Tags width, Tags height) {
        return new MediaInfo(durationMs(found, duration), pixels(found, width), pixels(found, height));
    }

    private static @Nullable Long durationMs(Metadata found, Tags tags) {
        for (Directory directory : found.getDirectoriesOfType(tags.directory())) {
            Rational seconds = directory.getRational(tags.tag());
            // Fragmented files say zero here, which means that they do not know.
            if (seconds != null && seconds.getDenominator() != 0 && seconds.getNumerator() > 0) {
                return Math.round(seconds.doubleValue() * 1000);
            }
        }
        return null;
    }

    private static @Nullable Integer pixels(Metadata found, Tags tags) {
        for (Directory directory : found.getDirectoriesOfType(tags.directory())) {
            Integer value = directory.getInteger(tags.tag());
            if (value != null && value > 0) {
                return value;
            }
        }
        return null;
    }
}
