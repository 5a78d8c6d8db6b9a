package breakdex.sync.provider.folder;

import breakdex.sync.asset.ContentHash;
import breakdex.sync.asset.RemoteName;
import breakdex.sync.provider.Presence;
import breakdex.sync.provider.RemoteObject;
import java.io.IOException;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What lies in a place. Believes the folder that it reads: whether it is the right one is {@link PlaceGuard}'s. */
final class FolderListing {
    private final FolderLayout layout;
    private final PlaceFiles files;

    FolderListing(FolderLayout layout, PlaceFiles files) {
        this.layout = layout;
        this.files = files;
    }

    /** Names every asset's object; without sizes, which would take a question for each. */
    void each(Consumer<RemoteObject> each) throws IOException, InterruptedException {
        files.forEachEntry(
                layout.root(),
                name -> RemoteName.parse(name)
                        .ifPresent(
                                asset -> each.accept(new RemoteObject(asset, name, RemoteObject.SIZE_UNKNOWN, null))));
    }

    /** Reads the whole folder, since no extension is known; of several objects, names the oldest. */
    Presence find(ContentHash hash) throws IOException, InterruptedException {
        List<RemoteObject> candidates = new ArrayList<>();
        files.forEachEntry(
                layout.root(),
                name -> RemoteName.parse(name)
                        .filter(asset -> asset.hash().equals(hash))
                        .ifPresent(asset ->
                                candidates.add(new RemoteObject(asset, name, RemoteObject.SIZE_UNKNOWN, null))));
        return oldest(candidates);
    }

    Presence find(RemoteName name) throws IOException {
        return oldest(
                new ArrayList<>(List.of(new RemoteObject(name, name.toString(), RemoteObject.SIZE_UNKNOWN, null))));
    }

    private Presence oldest(List<RemoteObject> candidates) throws IOException {
        // By name, so that of two that are equally old every device names the same.
        candidates.sort(Comparator.comparing(RemoteObject::path));
        Presence answer = new Presence.Absent();
        @Nullable FileTime oldest = null;
        for (RemoteObject candidate : candidates) {
            BasicFileAttributes file = files.attributesIfThere(layout.root().resolve(candidate.path()));
            if (file == null) {
                continue;
            }
            if (!file.isRegularFile()) {
                answer = oldest == null ? new Presence.Unknown(whatItIs(candidate, file)) : answer;
            } else if (oldest == null || isOlder(file, oldest)) {
                oldest = file.lastModifiedTime();
                answer = new Presence.Present(
                        new RemoteObject(candidate.name(), candidate.path(), file.size(), FolderCommit.version(file)));
            }
        }
        return answer;
    }

    private String whatItIs(RemoteObject candidate, BasicFileAttributes file) {
        String what = file.isDirectory() ? "a folder" : file.isSymbolicLink() ? "a link" : "something else";
        return layout.root().resolve(candidate.path()) + " is no file but " + what;
    }

    private static boolean isOlder(BasicFileAttributes file, FileTime than) {
        return file.lastModifiedTime().compareTo(than) < 0;
    }
}
