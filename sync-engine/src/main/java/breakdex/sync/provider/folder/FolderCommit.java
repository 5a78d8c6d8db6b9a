package breakdex.sync.provider.folder;

import breakdex.sync.provider.Fault;
import breakdex.sync.provider.ProviderException;
import breakdex.sync.provider.RemoteObject;
import breakdex.sync.provider.UploadOutcome;
import java.io.IOException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Gives finished uploads their names: every file forced, then every rename, then the folder forced once. The order is
 * the promise: a name that survives a power cut stands for bytes that survived it too.
 */
final class FolderCommit {
    private final FolderLayout layout;
    private final PlaceFiles files;
    private final FolderFaults faults;

    FolderCommit(FolderLayout layout, PlaceFiles files, FolderFaults faults) {
        this.layout = layout;
        this.files = files;
        this.faults = faults;
    }

    List<UploadOutcome> all(List<FolderUpload> uploads) throws InterruptedException {
        List<Entry> entries = uploads.stream().map(Entry::new).toList();
        for (Entry entry : entries) {
            entry.step(() -> entry.upload.finish(call(entry.upload)));
        }
        for (Entry entry : entries) {
            entry.step(() -> rename(entry.upload));
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

    private void rename(FolderUpload upload) throws ProviderException, InterruptedException {
        String call = call(upload);
        try {
            Path target = target(upload);
            BasicFileAttributes there = files.attributesIfThere(target);
            if (there != null && !isWhole(there, upload)) {
                throw faults.of(
                        call,
                        "something else stands under that name (" + ByteWords.of(there.size()) + "); it was left alone",
                        Fault.DAMAGED);
            }
            if (files.attributesIfThere(upload.part()) != null) {
                files.rename(upload.part(), target);
            } else if (there == null) {
                throw faults.of(call, "the temporary file is gone; the upload begins anew", Fault.UNEXPECTED);
            }
            // Neither: an earlier commit renamed it, and its answer was lost.
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

    private UploadOutcome outcome(Entry entry) throws InterruptedException {
        RemoteObject[] object = new RemoteObject[1];
        entry.step(() -> object[0] = describe(entry.upload));
        ProviderException failure = entry.failure;
        if (failure != null) {
            return new UploadOutcome.Failed(failure);
        }
        entry.upload.close();
        return new UploadOutcome.Stored(object[0]);
    }

    private RemoteObject describe(FolderUpload upload) throws ProviderException, InterruptedException {
        try {
            Path target = target(upload);
            BasicFileAttributes there = files.attributes(target);
            return new RemoteObject(
                    upload.request().name(), String.valueOf(target.getFileName()), there.size(), version(there));
        } catch (IOException e) {
            throw faults.writing(call(upload), e);
        }
    }

    /** Changes with every write to the file. */
    static String version(BasicFileAttributes file) {
        return file.size() + "-" + file.lastModifiedTime().to(TimeUnit.NANOSECONDS);
    }

    /** One of the batch, and the first thing that went wrong with it. */
    private static final class Entry {
        private final FolderUpload upload;
        private @Nullable ProviderException failure;

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
