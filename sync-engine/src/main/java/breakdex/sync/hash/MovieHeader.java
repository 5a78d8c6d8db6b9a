package breakdex.sync.hash;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The part of an mp4 or mov that says what is in it: its type atom and its movie atom. Found by going from one
 * top-level atom to the next, so that a few hundred bytes are read beside the header itself, wherever in the file it
 * lies; the library that reads it stops at media data of more than two gibibytes.
 *
 * @param quickTime whether the file is of Apple's older kind
 * @param content both atoms, in memory
 */
record MovieHeader(boolean quickTime, InputStream content) {
    private static final int ATOM = 8;
    private static final int LONG_ATOM = 16;
    /** A few are usual; fragmented files have thousands, and say nothing in their movie atom. */
    private static final int MOST_ATOMS = 64;
    /** Ten hours at 60 pictures a second stay below. */
    private static final int LARGEST = 32 * 1024 * 1024;

    private static final Set<String> FIRST_ATOMS = Set.of("ftyp", "moov", "mdat", "wide", "free", "skip", "pnot");

    private record Atom(String type, long start, long size) {
        long end() {
            return start + size;
        }
    }

    /** Empty where the file is of another kind, damaged or without such a header. Reads 16 bytes of those. */
    static Optional<MovieHeader> find(SeekableByteChannel file) throws IOException {
        Atom type = null;
        Atom atom = at(file, 0);
        if (atom == null || !FIRST_ATOMS.contains(atom.type())) {
            return Optional.empty();
        }
        for (int count = 0; atom != null && count < MOST_ATOMS; count++) {
            if (atom.type().equals("ftyp")) {
                type = atom;
            } else if (atom.type().equals("moov")) {
                return Optional.of(read(file, type, atom));
            }
            atom = at(file, atom.end());
        }
        return Optional.empty();
    }

    private static MovieHeader read(SeekableByteChannel file, @Nullable Atom type, Atom movie) throws IOException {
        long typeSize = type == null ? 0 : type.size();
        if (typeSize + movie.size() > LARGEST) {
            throw new IOException("the header takes " + movie.size() + " bytes");
        }
        ByteBuffer bytes = ByteBuffer.allocate((int) (typeSize + movie.size()));
        if (type != null) {
            fill(file, type.start(), bytes.limit((int) typeSize));
        }
        fill(file, movie.start(), bytes.limit(bytes.capacity()));
        boolean quickTime = type == null || brand(bytes).equals("qt  ");
        byte[] content = new byte[bytes.capacity()];
        bytes.get(0, content);
        return new MovieHeader(quickTime, new ByteArrayInputStream(content));
    }

    private static String brand(ByteBuffer type) {
        return type.capacity() < ATOM + 4 ? "" : ascii(type, ATOM);
    }

    private static @Nullable Atom at(SeekableByteChannel file, long start) throws IOException {
        long left = file.size() - start;
        if (left < ATOM) {
            return null;
        }
        ByteBuffer head = ByteBuffer.allocate((int) Math.min(left, LONG_ATOM));
        fill(file, start, head);
        long size = Integer.toUnsignedLong(head.getInt(0));
        if (size == 0) {
            size = left;
        } else if (size == 1) {
            size = head.capacity() < LONG_ATOM ? -1 : head.getLong(ATOM);
        }
        return size < ATOM || size > left ? null : new Atom(ascii(head, 4), start, size);
    }

    private static String ascii(ByteBuffer bytes, int at) {
        byte[] letters = new byte[4];
        bytes.get(at, letters);
        return new String(letters, StandardCharsets.ISO_8859_1);
    }

    private static void fill(SeekableByteChannel file, long start, ByteBuffer into) throws IOException {
        file.position(start);
        while (into.hasRemaining()) {
            if (file.read(into) < 0) {
                throw new IOException("the file ends within its header");
            }
        }
    }
}
