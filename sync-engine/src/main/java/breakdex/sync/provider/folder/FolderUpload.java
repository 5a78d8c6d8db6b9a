package breakdex.sync.provider.folder;

import breakdex.sync.provider.Fault;
import breakdex.sync.provider.PastCacheWriter;
import breakdex.sync.provider.ProviderException;
import breakdex.sync.provider.ResumePoint;
import breakdex.sync.provider.Upload;
import breakdex.sync.provider.UploadRequest;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A temporary file that grows. A large one grows past the page cache, where the file system knows how: that spares the
 * processor most of the work of writing, leaves in the cache what its user has there, and lets the read-back come from
 * the medium without a detour. Only what is shorter than the file system's step goes through the cache.
 *
 * <p>Each time it reaches a multiple of the checkpoint it is forced to the medium before it grows on; so of a file that
 * a dead process left, all but what follows the last multiple below its length is known to be there, and no second file
 * has to say so.
 *
 * <p>A worker that lost its lease may still write to the same part: it writes the same bytes to the same offsets, its
 * lengths are looked at before each write, and what slips through all the same is found when the copy is read back.
 */
final class FolderUpload implements Upload {
    private static final Logger LOG = LoggerFactory.getLogger(FolderUpload.class);

    private final UploadRequest request;
    private final Path part;
    private final FileChannel channel;
    private final long checkpoint;
    private final PlaceFiles files;
    private final FolderFaults faults;
    private final PastCacheWriter writer;
    private long written;
    private long forced;

    private FolderUpload(UploadRequest request, Path part, FileChannel channel, Tools tools) throws IOException {
        this.request = request;
        this.part = part;
        this.channel = channel;
        this.checkpoint = tools.checkpoint();
        this.files = tools.files();
        this.faults = tools.faults();
        this.writer = writer(tools);
    }

    private PastCacheWriter writer(Tools tools) throws IOException {
        try {
            return PastCacheWriter.of(
                    channel, tools.pastCacheStep(), () -> files.openForWritingPastCache(part), files::write);
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    /**
     * What every upload of one provider needs.
     *
     * @param checkpoint in bytes, at least 1
     * @param pastCacheStep the step in bytes in which large files are written past the cache; 0 where they are not
     */
    record Tools(PlaceFiles files, FolderFaults faults, long checkpoint, int pastCacheStep) {}

    /** @param goOn whether to keep what an earlier try left */
    static FolderUpload of(UploadRequest request, Path part, boolean goOn, Tools tools) throws IOException {
        return goOn ? resumed(request, part, tools) : fresh(request, part, tools);
    }

    private static FolderUpload fresh(UploadRequest request, Path part, Tools tools) throws IOException {
        return new FolderUpload(request, part, tools.files().openForWriting(part, true), tools);
    }

    /** Keeps what is known to be on the medium, and cuts off the rest. */
    private static FolderUpload resumed(UploadRequest request, Path part, Tools tools) throws IOException {
        FileChannel channel = tools.files().openForWriting(part, false);
        FolderUpload upload = new FolderUpload(request, part, channel, tools);
        try {
            long length = tools.files().size(channel);
            upload.goBackTo(length > request.sizeBytes() ? 0 : knownForced(length, tools.checkpoint()));
        } catch (IOException e) {
            channel.close();
            throw e;
        }
        return upload;
    }

    /** A length that is a multiple itself proves only the one before: the process may have died before the force. */
    static long knownForced(long length, long checkpoint) {
        return length == 0 ? 0 : (length - 1) / checkpoint * checkpoint;
    }

    UploadRequest request() {
        return request;
    }

    Path part() {
        return part;
    }

    @Override
    public ResumePoint resumePoint() {
        return new ResumePoint(String.valueOf(part.getFileName()));
    }

    @Override
    public long confirmed() {
        return written;
    }

    @Override
    public void send(ByteBuffer bytes) throws ProviderException, InterruptedException {
        String call = "upload " + request.name();
        if (bytes.remaining() > request.sizeBytes() - written) {
            throw faults.of(
                    call,
                    "the source has more than the " + request.sizeBytes() + " bytes that it declared",
                    Fault.UNEXPECTED);
        }
        if (!channel.isOpen()) {
            throw faults.of(call, "it could not be forced to the medium; the upload begins anew", Fault.UNEXPECTED);
        }
        try {
            if (!partIsWhole()) {
                bytes.position(bytes.limit());
                return;
            }
            while (bytes.hasRemaining()) {
                writeToNextCheckpoint(bytes);
            }
            closeIfSmallAndWhole();
        } catch (IOException e) {
            throw faults.writing(call, e);
        }
    }

    /** False where the part is shorter than what was written: then the sender has to go back. */
    private boolean partIsWhole() throws IOException {
        long length = files.size(channel);
        if (length > written) {
            files.truncate(channel, written);
        }
        if (length < written) {
            goBackTo(knownForced(length, checkpoint));
            return false;
        }
        return true;
    }

    private void writeToNextCheckpoint(ByteBuffer bytes) throws IOException {
        long room = checkpoint - written % checkpoint;
        int end = bytes.limit();
        bytes.limit((int) Math.min(end, bytes.position() + room));
        try {
            while (bytes.hasRemaining()) {
                written += writer.write(bytes, written);
            }
        } finally {
            bytes.limit(end);
        }
        if (written % checkpoint == 0) {
            force();
        }
    }

    /**
     * After a force that failed, the system may have dropped what it could not write, and a second force would call
     * that a success. So nothing since the last good one is believed any more.
     */
    private void force() throws IOException {
        try {
            files.force(part, channel);
            forced = written;
        } catch (IOException e) {
            written = forced;
            cutToForced(e);
            throw e;
        }
    }

    /** If this fails too, the next send or commit sees a part of another length, and cuts or refuses it. */
    private void cutToForced(IOException why) {
        try {
            if (channel.isOpen()) {
                files.truncate(channel, forced);
            }
        } catch (IOException e) {
            why.addSuppressed(e);
        }
    }

    private void goBackTo(long offset) throws IOException {
        files.truncate(channel, offset);
        written = offset;
        forced = offset;
    }

    /** Many small ones wait for their commit together: none of them holds a descriptor meanwhile. */
    private void closeIfSmallAndWhole() throws IOException {
        if (written == request.sizeBytes() && written < PastCacheWriter.FROM_BYTES) {
            channel.close();
        }
    }

    /** @throws ProviderException if it does not hold as many bytes as it was to have */
    void requireWhole(String call) throws ProviderException, InterruptedException {
        try {
            requireWhole(call, channel.isOpen() ? files.size(channel) : written);
        } catch (IOException e) {
            throw faults.writing(call, e);
        }
    }

    /** @param length of the part as it lies there */
    void requireWhole(String call, long length) throws ProviderException {
        if (written != request.sizeBytes() || length != written) {
            throw faults.of(
                    call,
                    "the source ended early: " + Math.min(written, length) + " of " + request.sizeBytes()
                            + " bytes arrived",
                    Fault.UNEXPECTED);
        }
    }

    /** Puts the whole content on the medium, still under its temporary name. */
    void forceWhole(String call) throws ProviderException, InterruptedException {
        try {
            if (channel.isOpen()) {
                force();
            } else {
                forceClosed();
            }
        } catch (IOException e) {
            throw faults.writing(call, e);
        }
    }

    private void forceClosed() throws IOException {
        try (FileChannel again = files.openExisting(part)) {
            files.force(part, again);
        } catch (NoSuchFileException e) {
            // An earlier commit gave it its name; whoever renames looks for it there.
            LOG.debug("{} is not there to be forced.", part, e);
        } catch (IOException e) {
            written = forced;
            throw e;
        }
    }

    @Override
    public void close() {
        try (writer) {
            channel.close();
        } catch (IOException e) {
            LOG.warn("Closing {} failed; what was forced before stays good.", part, e);
        }
    }
}
