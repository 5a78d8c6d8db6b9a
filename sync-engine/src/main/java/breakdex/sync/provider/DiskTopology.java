package breakdex.sync.provider;

import static breakdex.sync.asset.FailureDomain.DISK;
import static breakdex.sync.asset.FailureDomain.SERVER;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a folder physically stands on: two partitions of one disk, or two volumes over the same RAID, are one thing
 * that breaks. Linux tells; elsewhere nothing is known. Thread-safe.
 *
 * <p>Half an answer is none: where any device under a folder cannot be told, the answer is empty, since two places
 * would else look independent that are not.
 */
public final class DiskTopology {
    private static final Logger LOG = LoggerFactory.getLogger(DiskTopology.class);
    private static final Set<String> SHARES = Set.of("nfs", "nfs4", "cifs", "smb3", "smbfs");
    private static final List<String> SERIALS = List.of("device/serial", "serial", "device/wwid", "wwid");
    private static final int MAX_DEPTH = 16;

    private final Path proc;
    private final Path sys;

    public DiskTopology() {
        this(Path.of("/proc"), Path.of("/sys"));
    }

    /** @param proc and {@code sys}: where Linux describes itself; made up in tests */
    public DiskTopology(Path proc, Path sys) {
        this.proc = proc;
        this.sys = sys;
    }

    /**
     * The physical devices or servers under a folder, or under its nearest parent that exists. Blocks briefly.
     *
     * @return such as {@code disk:WD-1234}, {@code server:nas}; empty where it cannot be told
     */
    public Set<String> devicesUnder(Path folder) {
        TreeSet<String> found = new TreeSet<>();
        try {
            addUnder(folder, found, MAX_DEPTH);
            return found;
        } catch (CannotTell | IOException | UncheckedIOException e) {
            LOG.debug("What {} stands on cannot be told.", folder, e);
            return Set.of();
        }
    }

    private void addUnder(Path folder, Set<String> found, int depth) throws IOException, CannotTell {
        MountTable table = MountTable.parse(Files.readAllLines(proc.resolve("self/mountinfo")));
        MountTable.Mount mount =
                table.of(nearestExisting(folder)).orElseThrow(() -> new CannotTell("no mount holds it"));
        if (SHARES.contains(mount.type())) {
            addServer(mount, found);
        } else if (mount.type().equals("btrfs")) {
            addBtrfs(mount, found, depth);
        } else if (mount.device().startsWith("0:")) {
            throw new CannotTell("no device stands behind " + mount.type());
        } else {
            addBlock(sys.resolve("dev/block").resolve(mount.device()), found, depth);
        }
    }

    private static Path nearestExisting(Path folder) throws IOException {
        @Nullable Path path = folder.toAbsolutePath().normalize();
        while (path != null && !Files.exists(path)) {
            path = path.getParent();
        }
        if (path == null) {
            throw new IOException("no parent of " + folder + " exists");
        }
        return path.toRealPath();
    }

    /** By name and by address, since one server is often mounted under both. */
    private static void addServer(MountTable.Mount mount, Set<String> found) throws CannotTell {
        String host = hostOf(mount.source());
        Optional<String> address = Stream.of(mount.options().split(","))
                .filter(option -> option.startsWith("addr="))
                .map(option -> option.substring("addr=".length()))
                .findFirst();
        if (host.isEmpty()
                || isThisMachine(host)
                || address.filter(DiskTopology::isThisMachine).isPresent()) {
            throw new CannotTell("the share does not say on which other machine it lies");
        }
        found.add(SERVER + clean(host.toLowerCase(Locale.ROOT)));
        address.ifPresent(it -> found.add(SERVER + clean(it.toLowerCase(Locale.ROOT))));
    }

    /** From {@code host:/export}, {@code [fe80::1]:/export} or {@code //host/share}. */
    private static String hostOf(String source) {
        if (source.startsWith("//")) {
            return source.substring(2).split("/", 2)[0];
        }
        if (source.startsWith("[")) {
            return source.substring(1).split("]", 2)[0];
        }
        int colon = source.indexOf(":/");
        return colon < 0 ? "" : source.substring(0, colon);
    }

    private static boolean isThisMachine(String host) {
        return host.equalsIgnoreCase("localhost") || host.startsWith("127.") || host.equals("::1");
    }

    /** A btrfs has no device number of its own, and may lie on several devices, of which the mount names one. */
    private void addBtrfs(MountTable.Mount mount, Set<String> found, int depth) throws IOException, CannotTell {
        Path named = byDeviceName(mount.source());
        addBlock(named, found, depth);
        Path real = named.toRealPath();
        for (Path fileSystem : children(sys.resolve("fs/btrfs"))) {
            List<Path> devices = children(fileSystem.resolve("devices"));
            boolean ours = false;
            for (Path device : devices) {
                ours |= device.toRealPath().equals(real);
            }
            for (Path device : ours ? devices : List.<Path>of()) {
                addBlock(device, found, depth);
            }
        }
    }

    private Path byDeviceName(String source) throws IOException, CannotTell {
        if (!source.startsWith("/dev/")) {
            throw new CannotTell(source + " is no device");
        }
        Path device = Path.of(source);
        String name = String.valueOf((Files.exists(device) ? device.toRealPath() : device).getFileName());
        Path direct = sys.resolve("class/block").resolve(name);
        if (Files.isDirectory(direct)) {
            return direct;
        }
        for (Path block : children(sys.resolve("block"))) {
            if (line(block.resolve("dm/name")).equals(Optional.of(name))) {
                return block;
            }
        }
        throw new CannotTell("the system does not list " + source);
    }

    private void addBlock(Path link, Set<String> found, int depth) throws IOException, CannotTell {
        if (depth == 0) {
            throw new CannotTell("too many layers of devices");
        }
        Path block = link.toRealPath();
        if (String.valueOf(block.getFileName()).matches("z?ram[0-9]+")) {
            throw new CannotTell("it lies in memory");
        }
        Path parent = block.getParent();
        if (Files.exists(block.resolve("partition")) && parent != null) {
            addBlock(parent, found, depth - 1);
            return;
        }
        Optional<String> backing = line(block.resolve("loop/backing_file"));
        List<Path> slaves = children(block.resolve("slaves"));
        if (backing.isPresent()) {
            addBacking(backing.get(), found, depth - 1);
        } else if (slaves.isEmpty()) {
            found.add(DISK + identity(block));
        }
        for (Path slave : slaves) {
            addBlock(slave, found, depth - 1);
        }
    }

    private void addBacking(String file, Set<String> found, int depth) throws IOException, CannotTell {
        try {
            Path path = Path.of(file);
            if (!Files.exists(path)) {
                throw new CannotTell("the file behind a loop device is gone: " + file);
            }
            addUnder(path, found, depth);
        } catch (InvalidPathException e) {
            throw new CannotTell("the file behind a loop device has no usable name");
        }
    }

    private static String identity(Path block) throws IOException {
        for (String serial : SERIALS) {
            Optional<String> line = line(block.resolve(serial)).filter(it -> !it.isBlank());
            if (line.isPresent()) {
                return clean(line.get());
            }
        }
        return clean(String.valueOf(block.getFileName()));
    }

    /** Keeps what joins names in {@link FailureDomains} out of them. */
    private static String clean(String id) {
        return id.strip().replaceAll("[^A-Za-z0-9._:-]+", "_");
    }

    private static Optional<String> line(Path file) throws IOException {
        return Files.isRegularFile(file) ? Optional.of(Files.readString(file).strip()) : Optional.empty();
    }

    private static List<Path> children(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.sorted().toList();
        }
    }

    /** Ends the search with the answer that there is none. */
    private static final class CannotTell extends Exception {
        private static final long serialVersionUID = 1L;

        CannotTell(String why) {
            super(why);
        }
    }
}
