package breakdex.sync.provider.folder;

import breakdex.sync.provider.Fault;
import breakdex.sync.provider.MetadataFile;
import breakdex.sync.provider.ProviderException;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The small files below {@code .sync/}, each in the folder of the device that wrote it. No link is followed, and no
 * folder that is one: another user of the place could lead us out of it that way.
 */
final class FolderMetadata {
    private final FolderLayout layout;
    private final PlaceFiles files;
    private final FolderFaults faults;
    private final FolderRemover remover;
    private final GuardedCalls calls;
    private final SmallFiles small;

    FolderMetadata(
            FolderLayout layout,
            PlaceFiles files,
            FolderFaults faults,
            FolderRemover remover,
            GuardedCalls calls,
            SmallFiles small) {
        this.layout = layout;
        this.files = files;
        this.faults = faults;
        this.remover = remover;
        this.calls = calls;
        this.small = small;
    }

    void list(Consumer<MetadataFile> each) throws ProviderException, InterruptedException {
        calls.run("list metadata", () -> {
            for (String folder : names(layout.sync())) {
                if (MetadataFile.isPath(folder + "/x") && isFolder(layout.sync().resolve(folder))) {
                    list(folder, each);
                }
            }
        });
    }

    private void list(String folder, Consumer<MetadataFile> each) throws IOException, InterruptedException {
        for (String name : names(layout.sync().resolve(folder))) {
            String path = folder + "/" + name;
            if (Thread.interrupted()) {
                throw new InterruptedException("list metadata");
            }
            if (MetadataFile.isPath(path)) {
                BasicFileAttributes file = files.attributesIfThere(layout.sync().resolve(path));
                if (file != null && file.isRegularFile()) {
                    each.accept(new MetadataFile(path, file.size()));
                }
            }
        }
    }

    private List<String> names(Path folder) throws IOException, InterruptedException {
        List<String> names = new ArrayList<>();
        files.forEachEntry(folder, names::add);
        return names;
    }

    private boolean isFolder(Path folder) throws IOException {
        BasicFileAttributes there = files.attributesIfThere(folder);
        return there != null && there.isDirectory();
    }

    Optional<byte[]> read(String path, long limit) throws ProviderException, InterruptedException {
        String call = "read " + path;
        requirePath(call, path);
        return calls.read(call, () -> small.read(call, file(call, path), limit));
    }

    /**
     * The folders are forced also where the file was there: it may have been named just before a power cut, or by
     * another process that has not come so far.
     */
    void write(String path, byte[] content) throws ProviderException, InterruptedException {
        String call = "write " + path;
        requirePath(call, path);
        calls.run(call, () -> {
            Path file = file(call, path);
            Path folder = Objects.requireNonNull(file.getParent());
            if (!small.holds(call, file, content)) {
                small.write(call, content, part -> name(call, part, file, content));
            }
            files.forceFolder(folder);
            files.forceFolder(layout.sync());
        });
    }

    private void name(String call, Path part, Path file, byte[] content) throws IOException, ProviderException {
        files.ensureFolder(Objects.requireNonNull(file.getParent()));
        try {
            files.renameWithoutReplacing(part, file);
        } catch (FileAlreadyExistsException e) {
            if (!small.holds(call, file, content)) {
                throw e;
            }
            files.delete(part);
        }
    }

    void delete(String path) throws ProviderException, InterruptedException {
        String call = "delete " + path;
        requirePath(call, path);
        calls.run(call, () -> {
            Path file = file(call, path);
            if (small.plain(call, file) != null) {
                files.delete(file);
                files.forceFolder(Objects.requireNonNull(file.getParent()));
            }
        });
    }

    /** @return where it lies now, or did not lie any more */
    String setAside(String path) throws ProviderException, InterruptedException {
        String call = "set aside " + path;
        requirePath(call, path);
        return calls.ask(call, () -> {
            Path file = file(call, path);
            if (small.plain(call, file) == null) {
                return file + " (it was not there)";
            }
            small.requireNoLink(call, layout.quarantine());
            return remover.moveAside(file, path.replace('/', '.'));
        });
    }

    /** Before anything is asked of the place: it takes no such path, whatever it is. */
    private void requirePath(String call, String path) throws ProviderException {
        if (!MetadataFile.isPath(path)) {
            throw faults.of(call, "\"" + path + "\" is no path of a small file of ours", Fault.UNEXPECTED);
        }
    }

    private Path file(String call, String path) throws IOException, ProviderException {
        Path file = layout.sync().resolve(path);
        small.requireNoLink(call, Objects.requireNonNull(file.getParent()));
        return file;
    }
}
