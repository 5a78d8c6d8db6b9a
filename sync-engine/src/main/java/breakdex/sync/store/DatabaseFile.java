package breakdex.sync.store;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** What can be wrong with the database's file, and the sentences for it. Changes nothing. */
final class DatabaseFile {
    private static final byte[] MAGIC = "SQLite format 3\0".getBytes(StandardCharsets.US_ASCII);
    private static final int PAGE_SIZE_AT = 16;
    private static final int PAGE_COUNT_AT = 28;

    /** File stores on which shared memory, and so SQLite's write-ahead log, does not work. */
    private static final Set<String> NETWORK =
            Set.of("nfs", "nfs4", "cifs", "smb", "smb2", "smb3", "smbfs", "9p", "afs", "fuse.sshfs", "fuse.rclone");

    private DatabaseFile() {}

    /** @throws StoreException if it can be told before it is opened that it cannot be used */
    static void check(Path file) {
        Path folder = file.toAbsolutePath().getParent();
        try {
            if (folder != null) {
                checkStore(folder, Files.getFileStore(folder).type());
            }
            if (folder == null || !Files.isWritable(folder)) {
                throw unwritable(file, null);
            }
            if (Files.exists(file) && Files.size(file) > 0) {
                checkHeader(file);
            } else if (Files.exists(log(file)) && Files.size(log(file)) > 0) {
                // SQLite would begin anew and delete the log, which may be all that is left.
                throw damaged(file, "it is empty or gone, but its log is there", null);
            }
        } catch (IOException e) {
            throw unwritable(file, e);
        }
    }

    /** @param store the file store's type, as the system calls it */
    static void checkStore(Path folder, String store) {
        if (NETWORK.contains(store)) {
            throw new StoreException(
                    StoreException.Kind.UNSUITABLE,
                    "The home " + folder + " lies on a network share (" + store + "), where a database is not safe."
                            + " Choose a folder on a disk of this machine with --home.",
                    null);
        }
    }

    private static void checkHeader(Path file) throws IOException {
        try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "r")) {
            byte[] magic = new byte[MAGIC.length];
            if (bytes.length() < 100) {
                throw damaged(file, "it is cut short", null);
            }
            bytes.readFully(magic);
            if (!java.util.Arrays.equals(magic, MAGIC)) {
                throw damaged(file, "it does not begin like one", null);
            }
            bytes.seek(PAGE_SIZE_AT);
            int declared = bytes.readUnsignedShort();
            long pageSize = declared == 1 ? 65_536 : declared;
            bytes.seek(PAGE_COUNT_AT);
            long pages = Integer.toUnsignedLong(bytes.readInt());
            boolean logIsEmpty = !Files.exists(log(file)) || Files.size(log(file)) == 0;
            if (logIsEmpty && bytes.length() < pages * pageSize) {
                throw damaged(file, "it is cut short", null);
            }
        }
    }

    private static Path log(Path file) {
        return file.resolveSibling(file.getFileName() + "-wal");
    }

    /** Turns what the driver threw into a sentence; what is no fault of the file comes back as it is. */
    static RuntimeException translate(Path file, RuntimeException e) {
        SQLiteException cause = causeOf(e);
        if (cause == null) {
            return e;
        }
        SQLiteErrorCode code = cause.getResultCode();
        return switch (SQLiteErrorCode.getErrorCode(code.code & 0xff)) {
            case SQLITE_CORRUPT, SQLITE_NOTADB -> damaged(file, code.message, e);
            case SQLITE_BUSY, SQLITE_LOCKED ->
                new StoreException(
                        StoreException.Kind.BUSY,
                        "The database " + file
                                + " is held by another program. Nothing was lost; try again when that one"
                                + " has ended.",
                        e);
            case SQLITE_READONLY, SQLITE_CANTOPEN, SQLITE_PERM, SQLITE_AUTH -> unwritable(file, e);
            case SQLITE_FULL, SQLITE_IOERR ->
                new StoreException(
                        StoreException.Kind.UNWRITABLE,
                        "The database " + file + " could not be written (" + code.message
                                + "). What was recorded before is"
                                + " safe; see to the disk's space and health and run the command again.",
                        e);
            default -> e;
        };
    }

    private static @Nullable SQLiteException causeOf(Throwable e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLiteException found) {
                return found;
            }
            if (cause instanceof SQLException sql && sql.getNextException() instanceof SQLiteException next) {
                return next;
            }
        }
        return null;
    }

    static StoreException damaged(Path file, String how, @Nullable Throwable cause) {
        return new StoreException(
                StoreException.Kind.DAMAGED,
                "The database " + file + " is damaged (" + how + "). It was left as it is and nothing was deleted;"
                        + " run breakdex rebuild, which sets it aside and makes it anew from what lies on the places.",
                cause);
    }

    private static StoreException unwritable(Path file, @Nullable Throwable cause) {
        return new StoreException(
                StoreException.Kind.UNWRITABLE,
                "The home " + file.toAbsolutePath().getParent() + " cannot be written. Give this user the right to,"
                        + " or choose another folder with --home.",
                cause);
    }
}
