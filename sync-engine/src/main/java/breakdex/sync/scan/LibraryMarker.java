package breakdex.sync.scan;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/**
 * The file at the top of a library that says which library it is, so that a mount point without its disk is not taken
 * for an empty library.
 *
 * @param id the library's
 * @param createdAt when the folder was first added, on whatever device
 */
public record LibraryMarker(String id, Instant createdAt) {
    public static final String FILE_NAME = ".breakdex-library";

    private static final JsonFactory JSON = new JsonFactory();
    private static final int LARGEST = 64 * 1024;

    /**
     * Empty where the folder has no marker.
     *
     * @throws IOException if there is one and it cannot be read, or is none of ours
     */
    public static Optional<LibraryMarker> read(Path library) throws IOException {
        Path file = library.resolve(FILE_NAME);
        try {
            if (Files.size(file) > LARGEST) {
                throw new IOException(FILE_NAME + " is too large to be a marker");
            }
            return Optional.of(parse(Files.readAllBytes(file)));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    /**
     * Writes the marker; it is on the disk, whole, when this returns. One that is there already is kept and returned.
     *
     * @throws IOException if the folder cannot be written
     */
    public LibraryMarker create(Path library) throws IOException {
        Optional<LibraryMarker> there = read(library);
        if (there.isPresent()) {
            return there.get();
        }
        Path temp = library.resolve(FILE_NAME + "-" + id);
        try {
            write(temp, toBytes());
            Files.move(temp, library.resolve(FILE_NAME), StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(temp);
        }
        sync(library);
        return this;
    }

    private static void write(Path file, byte[] bytes) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            ByteBuffer buffer = ByteBuffer.wrap(bytes);
            while (buffer.hasRemaining()) {
                channel.write(buffer);
            }
            channel.force(true);
        }
    }

    /** So that the name survives a power cut as its bytes do, where folders can be opened. */
    private static void sync(Path folder) throws IOException {
        if (folder.getFileSystem().supportedFileAttributeViews().contains("unix")) {
            try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
                channel.force(true);
            }
        }
    }

    private byte[] toBytes() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), bytes)) {
            json.writeStartObject();
            json.writeStringProperty("id", id);
            json.writeStringProperty("createdAt", createdAt.toString());
            json.writeEndObject();
        }
        return bytes.toByteArray();
    }

    private static LibraryMarker parse(byte[] bytes) throws IOException {
        String id = null;
        String createdAt = null;
        try (JsonParser json = JSON.createParser(ObjectReadContext.empty(), bytes)) {
            json.nextToken();
            for (String name = json.nextName(); name != null; name = json.nextName()) {
                json.nextToken();
                switch (name) {
                    case "id" -> id = json.getString();
                    case "createdAt" -> createdAt = json.getString();
                    default -> json.skipChildren();
                }
            }
            return of(id, createdAt);
        } catch (JacksonException | DateTimeParseException e) {
            throw new IOException(FILE_NAME + " is damaged", e);
        }
    }

    private static LibraryMarker of(@Nullable String id, @Nullable String createdAt) throws IOException {
        if (id == null || createdAt == null) {
            throw new IOException(FILE_NAME + " is damaged");
        }
        return new LibraryMarker(id, Instant.parse(createdAt));
    }
}
