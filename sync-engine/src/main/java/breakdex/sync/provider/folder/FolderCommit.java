package breakdex.sync.provider.folder;

import breakdex.sync.asset.RemoteName;
import breakdex.sync.provider.Fault;
import breakdex.sync.provider.ProviderException;
import breakdex.sync.provider.RemoteObject;
import breakdex.sync.provider.UploadOutcome;
import java.io.IOException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Gives finished uploads their names: every file forced, then every rename, then the folder forced once. The order is
 * the promise: a name that survives a power cut stands for bytes that survived it too.
 */
final class FolderCommit {
    /** For fewer files it is cheaper to force each, and waits for no other program's writes. */
    static final int TOGETHER = 16;

    private final FolderLayout layout;
    private final PlaceFiles files;
    private final FolderFaults faults;
    private final @Nullable FileSystemSync together;

    /** @param together forces them all at once, open since before they were written; null where there is none */
    FolderCommit(FolderLayout layout, PlaceFiles files, FolderFaults faults, @Nullable FileSystemSync together) {
        this.layout = layout;
        this.files = files;
        this.faults = faults;
        this.together = together;
    }

    List<UploadOutcome> all(List<FolderUpload> uploads) throws InterruptedException {
        List<Entry> entries = uploads.stream().map(Entry::new).toList();
        for (Entry entry : entries) {
            entry.step(() -> entry.upload.requireWhole(call(entry.upload)));
        }
        if (together == null || entries.size() < TOGETHER || !together.force()) {
            for (Entry entry : entries) {
                entry.step(() -> entry.upload.forceWhole(call(entry.upload)));
            }
        }
        for (Entry entry : entries) {
            entry.step(() -> entry.named = rename(entry.upload));
        }
        forceFolder(entries);
        List<UploadOutcome> outcomes = new ArrayList<>(entries.size());
        for (Entry entry : entries) {
            outcomes.add(outcome(entry));
        }
        return outcomes;
    }

    static String call(FolderUpload upload) {
        return "commit " + upload.request().name();
    }

    private Path target(FolderUpload upload) {
        return layout.root().resolve(upload.request().name().toString());
    }

    /** Returns what the file system says of the whole file, which a new name does not change. */
    private BasicFileAttributes rename(FolderUpload upload) throws ProviderException, InterruptedException {
        String call = call(upload);
        try {
            Path target = target(upload);
            // Nearly always there is nothing, and to ask for its attributes would then cost an exception.
            BasicFileAttributes there = files.isThere(target) ? files.attributesIfThere(target) : null;
            if (there != null && !isWhole(there, upload)) {
                throw faults.of(
                        call,
                        "something else stands under that name (" + ByteWords.of(there.size()) + "); it was left alone",
                        Fault.DAMAGED);
            }
            BasicFileAttributes part = files.attributesIfThere(upload.part());
            if (part != null) {
                upload.requireWhole(call, part.size());
                files.rename(upload.part(), target);
                return part;
            }
            if (there == null) {
                throw faults.of(call, "the temporary file is gone; the upload begins anew", Fault.UNEXPECTED);
            }
            // An earlier commit renamed it, and its answer was lost.
            return there;
        } catch (IOException e) {
            throw faults.writing(call, e);
        }
    }

    private static boolean isWhole(BasicFileAttributes there, FolderUpload upload) {
        return there.isRegularFile() && there.size() == upload.request().sizeBytes();
    }

    private void forceFolder(List<Entry> entries) throws InterruptedException {
        if (entries.stream().allMatch(entry -> entry.failure != null)) {
            return;
        }
        try {
            files.forceFolder(layout.root());
        } catch (IOException e) {
            for (Entry entry : entries) {
                entry.step(() -> {
                    throw faults.writing(call(entry.upload), e);
                });
            }
        }
    }

    private static UploadOutcome outcome(Entry entry) {
        ProviderException failure = entry.failure;
        BasicFileAttributes named = entry.named;
        if (failure != null || named == null) {
            return new UploadOutcome.Failed(Objects.requireNonNull(failure));
        }
        entry.upload.close();
        RemoteName name = entry.upload.request().name();
        return new UploadOutcome.Stored(new RemoteObject(name, name.toString(), named.size(), version(named)));
    }

    /** Changes with every write to the file. */
    static String version(BasicFileAttributes file) {
        return file.size() + "-" + file.lastModifiedTime().to(TimeUnit.NANOSECONDS);
    }

    /** One of the batch, and the first thing that went wrong with it. */
    private static final class Entry {
        private final FolderUpload upload;
        private @Nullable ProviderException failure;
        private @Nullable BasicFileAttributes named;

        Entry(FolderUpload upload) {
            this.upload = upload;
        }

        void step(Step step) throws InterruptedException {
            if (failure != null) {
                return;
            }
            try {
                step.run();
            } catch (ProviderException e) {
                failure = e;
            }
        }
    }

    private interface Step {
        void run() throws ProviderException, InterruptedException;
    }
}
