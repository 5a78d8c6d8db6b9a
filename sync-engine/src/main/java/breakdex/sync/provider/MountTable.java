package breakdex.sync.provider;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Linux's list of mounts ({@code /proc/self/mountinfo}), read for one question: on which of them does a path lie? */
final class MountTable {
    private final List<Mount> mounts;

    private MountTable(List<Mount> mounts) {
        this.mounts = mounts;
    }

    /**
     * One mount.
     *
     * @param device major and minor number, as {@code 8:1}; major 0 where no block device stands behind it
     * @param type of file system
     * @param source what was mounted: a device, a share, or any word
     * @param options of the file system, separated by commas
     */
    record Mount(String device, Path point, String type, String source, String options) {}

    /** Lines that are none are passed over. */
    static MountTable parse(List<String> lines) {
        return new MountTable(
                lines.stream().map(MountTable::mount).flatMap(Optional::stream).toList());
    }

    /** The mount with the longest matching point; of several on one point, the one that was mounted last. */
    Optional<Mount> of(Path path) {
        return mounts.stream()
                .filter(mount -> path.startsWith(mount.point()))
                .reduce((a, b) -> b.point().getNameCount() >= a.point().getNameCount() ? b : a);
    }

    /** {@code 36 35 98:0 /root /point options [tags] - type source options}; the number of tags varies. */
    private static Optional<Mount> mount(String line) {
        String[] halves = line.split(" - ", 2);
        String[] left = halves[0].split(" ");
        String[] right = halves.length == 2 ? halves[1].split(" ") : new String[0];
        if (left.length < 6 || right.length < 2) {
            return Optional.empty();
        }
        try {
            return Optional.of(new Mount(
                    left[2],
                    Path.of(unescape(left[4])),
                    right[0],
                    unescape(right[1]),
                    right.length > 2 ? right[2] : ""));
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }

    /** The kernel writes blanks, tabs, line ends and backslashes as a backslash and three octal digits. */
    static String unescape(String text) {
        byte[] in = text.getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream out = new ByteArrayOutputStream(in.length);
        for (int i = 0; i < in.length; i++) {
            if (in[i] == '\\' && i + 3 < in.length && octal(in, i + 1)) {
                out.write((in[i + 1] - '0') * 64 + (in[i + 2] - '0') * 8 + (in[i + 3] - '0'));
                i += 3;
            } else {
                out.write(in[i]);
            }
        }
        return out.toString(StandardCharsets.UTF_8);
    }

    private static boolean octal(byte[] in, int at) {
        for (int i = at; i < at + 3; i++) {
            if (in[i] < '0' || in[i] > '7') {
                return false;
            }
        }
        return true;
    }
}
