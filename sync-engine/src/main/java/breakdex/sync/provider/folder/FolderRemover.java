package breakdex.sync.provider.folder;

import breakdex.sync.provider.Fault;
import breakdex.sync.provider.ProviderException;
import breakdex.sync.provider.RemoteObject;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Objects;

/** Takes a file's name away from it: all code of this package that destroys or hides what a place keeps. */
final class FolderRemover {
    private final FolderLayout layout;
    private final PlaceFiles files;
    private final FolderFaults faults;

    FolderRemover(FolderLayout layout, PlaceFiles files, FolderFaults faults) {
        this.layout = layout;
        this.files = files;
        this.faults = faults;
    }

    /** @return false if it was not there */
    boolean delete(String call, Path file, RemoteObject object) throws IOException, ProviderException {
        if (!isThere(call, file, object)) {
            return false;
        }
        files.delete(file);
        files.forceFolder(layout.root());
        return true;
    }

    /** @return where it lies now, or did not lie any more */
    String setAside(String call, Path file, RemoteObject object) throws IOException, ProviderException {
        if (!isThere(call, file, object)) {
            return file + " (it was not there)";
        }
        return moveAside(file, object.path());
    }

    /**
     * Whatever it is that lies there, and under a name that begins with {@code name}.
     *
     * @return where it lies now
     */
    String moveAside(Path file, String name) throws IOException {
        files.ensureFolder(layout.quarantine());
        Path aside = freeName(name);
        moveOnto(aside, file);
        files.forceFolder(layout.quarantine());
        files.forceFolder(Objects.requireNonNull(file.getParent()));
        return aside.toString();
    }

    private void moveOnto(Path reserved, Path file) throws IOException {
        try {
            files.rename(file, reserved);
        } catch (IOException e) {
            if (files.attributesIfThere(file) != null) {
                files.delete(reserved);
            }
            throw e;
        }
    }

    /** Takes the name before the rename, so that nothing that was set aside earlier is ever replaced. */
    private Path freeName(String name) throws IOException {
        for (int n = 1; ; n++) {
            Path candidate = layout.quarantine().resolve(name + "." + n);
            try {
                files.reserve(candidate);
                return candidate;
            } catch (FileAlreadyExistsException e) {
                // the next one
            }
        }
    }

    private boolean isThere(String call, Path file, RemoteObject object) throws IOException, ProviderException {
        BasicFileAttributes now = files.attributesIfThere(file);
        if (now == null) {
            return false;
        }
        String looked = object.version();
        if (looked != null && !looked.equals(FolderCommit.version(now))) {
            throw faults.of(call, "it has changed since it was looked at, and was left alone", Fault.DAMAGED);
        }
        return true;
    }
}
