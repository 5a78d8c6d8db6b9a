package breakdex.sync.provider.folder;

import breakdex.sync.provider.Fault;
import breakdex.sync.provider.ProviderException;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.List;
import java.util.Locale;

/**
 * The one place where a failed file operation gets its {@link Fault}.
 *
 * <p>Java hands on the system's error only as text, in the language of the machine. So where there is another way to
 * know (the exception's type, the space that is left, a second look at the place) it comes first.
 */
final class FolderFaults {
    /** With less than this left, a write that failed without a better reason failed for want of space. */
    private static final long NO_SPACE_BYTES = 64 * 1024;

    private static final List<String> FULL = List.of("no space left", "quota exceeded", "not enough space");
    private static final List<String> READ_ONLY = List.of("read-only file system", "operation not permitted");
    private static final List<String> NO_FILE = List.of("is a directory");
    private static final List<String> TOO_LARGE = List.of("file too large");
    private static final List<String> GONE = List.of(
            "input/output error",
            "stale file handle",
            "no such device",
            "not connected",
            "host is down",
            "no route to host",
            "timed out");

    private final String provider;
    private final FolderLayout layout;
    private final PlaceGuard guard;
    private final PlaceFiles files;

    FolderFaults(String provider, FolderLayout layout, PlaceGuard guard, PlaceFiles files) {
        this.provider = provider;
        this.layout = layout;
        this.guard = guard;
        this.files = files;
    }

    /**
     * Of a failed write, rename or delete.
     *
     * @throws InterruptedException where the failure was an interruption
     */
    ProviderException writing(String call, IOException e) throws InterruptedException {
        return classify(call, e, Fault.UNREACHABLE, Fault.UNEXPECTED);
    }

    /**
     * Of a failed read. A place that answers but cannot give back one file holds a damaged one, or one that is closed
     * to us; that says nothing of the others.
     *
     * @throws InterruptedException where the failure was an interruption
     */
    ProviderException reading(String call, IOException e) throws InterruptedException {
        ProviderException why = classify(call, e, Fault.DAMAGED, Fault.ABSENT);
        boolean ofTheFile = why.getCause() == e && (isDenied(e) || says(e, NO_FILE));
        return ofTheFile
                ? new ProviderException(
                        provider, call, fileOf(e) + " may not be read: " + words(e), Fault.UNREADABLE, e)
                : why;
    }

    private String fileOf(IOException e) {
        return e instanceof FileSystemException file && file.getFile() != null
                ? file.getFile()
                : "a file in " + layout.path();
    }

    private static boolean isDenied(IOException e) {
        return e instanceof AccessDeniedException || says(e, READ_ONLY);
    }

    ProviderException of(String call, String answer, Fault fault) {
        return new ProviderException(provider, call, answer, fault, null);
    }

    private ProviderException classify(String call, IOException e, Fault whenMediumFails, Fault whenMissing)
            throws InterruptedException {
        if (e instanceof ClosedByInterruptException) {
            Thread.interrupted();
            throw new InterruptedException(call);
        }
        try {
            guard.look(call);
        } catch (ProviderException placeIsGone) {
            placeIsGone.addSuppressed(e);
            return placeIsGone;
        }
        return new ProviderException(provider, call, sentence(e), fault(e, whenMediumFails, whenMissing), e);
    }

    private Fault fault(IOException e, Fault whenMediumFails, Fault whenMissing) {
        if (e instanceof NoSuchFileException) {
            return whenMissing;
        }
        if (says(e, FULL)) {
            return Fault.QUOTA;
        }
        if (isDenied(e)) {
            return Fault.AUTH;
        }
        if (says(e, TOO_LARGE)) {
            return Fault.REFUSED;
        }
        if (says(e, GONE)) {
            return whenMediumFails;
        }
        return isFull() ? Fault.QUOTA : Fault.UNEXPECTED;
    }

    private boolean isFull() {
        try {
            PlaceFiles.Space space = files.space(layout.root());
            return space.known() && space.usableBytes() < NO_SPACE_BYTES;
        } catch (IOException e) {
            return false;
        }
    }

    private String sentence(IOException e) {
        return isDenied(e)
                ? layout.path() + " may not be used by this user (" + words(e)
                        + "); look at its permissions, and whether it is mounted read-only"
                : words(e);
    }

    /** True where the system itself said that there is no space. */
    static boolean isFull(IOException e) {
        return says(e, FULL);
    }

    /** The system's own words; the type's name where it has none. */
    static String words(IOException e) {
        if (e instanceof AccessDeniedException) {
            return "permission denied";
        }
        if (e instanceof NoSuchFileException) {
            return "no such file";
        }
        String message = e instanceof FileSystemException f ? f.getReason() : e.getMessage();
        return message == null || message.isBlank() ? e.getClass().getSimpleName() : message;
    }

    private static boolean says(IOException e, List<String> any) {
        String words = words(e).toLowerCase(Locale.ROOT);
        return any.stream().anyMatch(words::contains);
    }
}
