package breakdex.sync.provider.folder;

import breakdex.sync.provider.Fault;
import breakdex.sync.provider.FileSystemKind;
import breakdex.sync.provider.ProviderException;
import breakdex.sync.provider.Upload;
import breakdex.sync.provider.UploadRequest;
import java.io.IOException;

/** Whether a content may and can be stored, before its bytes go out. */
final class FolderSpace {
    private final FolderLayout layout;
    private final PlaceFiles files;
    private final FolderFaults faults;

    FolderSpace(FolderLayout layout, PlaceFiles files, FolderFaults faults) {
        this.layout = layout;
        this.files = files;
        this.faults = faults;
    }

    void requireAllowed(String call, UploadRequest request, FileSystemKind kind) throws ProviderException {
        if (request.sizeBytes() > kind.maxFileBytes()) {
            throw faults.of(
                    call,
                    "its file system (" + kind.type() + ") takes no files over 4 GiB, and this one has "
                            + ByteWords.of(request.sizeBytes()),
                    Fault.REFUSED);
        }
    }

    /** Asked for large content alone; to write small content is as quick as to ask. */
    Upload require(String call, FolderUpload upload) throws ProviderException, IOException {
        PlaceFiles.Space space = files.space(layout.root());
        boolean fits = false;
        try {
            long wanted = upload.request().sizeBytes() - upload.confirmed();
            fits = !space.known() || space.usableBytes() >= wanted;
            if (!fits) {
                String answer = ByteWords.of(wanted) + " are to be stored, and " + ByteWords.of(space.usableBytes())
                        + " are free";
                throw faults.of(call, answer, Fault.QUOTA);
            }
            return upload;
        } finally {
            if (!fits) {
                forgetIfEmpty(upload);
            }
        }
    }

    private void forgetIfEmpty(FolderUpload upload) throws IOException {
        upload.close();
        if (upload.confirmed() == 0) {
            files.delete(upload.part());
        }
    }
}
