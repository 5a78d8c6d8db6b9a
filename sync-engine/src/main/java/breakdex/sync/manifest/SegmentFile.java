package breakdex.sync.manifest;

import breakdex.sync.hash.Hasher;
import com.github.luben.zstd.ZstdInputStream;
import com.github.luben.zstd.ZstdOutputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** A segment as a file: lines of UTF-8 in one frame of zstd. Immutable as long as nobody changes its bytes. */
final class SegmentFile {
    /** Of zstd: for lines full of hex digits, 1 is smaller than 3 or 9, and quicker. */
    private static final int LEVEL = 1;

    private static final int BUFFER = 64 * 1024;
    private static final int RATIO_FROM = 1 << 20;

    private final SegmentName name;
    private final String sha256;
    private final byte[] bytes;

    private SegmentFile(String device, long sequence, int part, boolean last, byte[] bytes) {
        this.sha256 = sha256(bytes, bytes.length);
        this.name = new SegmentName(device, sequence, sha256.substring(0, SegmentName.DIGITS), part, last);
        this.bytes = bytes;
    }

    /** Bears the digest of the bytes. */
    SegmentName name() {
        return name;
    }

    /** Of the bytes, in hex. */
    String sha256() {
        return sha256;
    }

    /** Not copied. */
    byte[] bytes() {
        return bytes;
    }

    /** What was written before, with the name that it was given. */
    static SegmentFile known(SegmentName name, byte[] bytes) {
        return new SegmentFile(name.device(), name.sequence(), name.part(), name.last(), bytes);
    }

    /** Writes these records as one segment; the header's count is theirs. */
    static SegmentFile of(SegmentHeader header, List<ManifestRecord> records) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream(BUFFER);
        Hasher above = Hasher.sha256();
        try (OutputStream packing = new ZstdOutputStream(packed, LEVEL)) {
            line(ManifestSerializer.header(header), above, packing);
            for (ManifestRecord record : records) {
                line(ManifestSerializer.line(record, header.device()), above, packing);
            }
            String digest = above.finish().hash().digest();
            packing.write(utf8(ManifestSerializer.footer(digest)));
        } catch (IOException e) {
            throw new UncheckedIOException("memory takes every byte", e);
        }
        return new SegmentFile(header.device(), header.sequence(), header.part(), header.last(), packed.toByteArray());
    }

    private static void line(String text, Hasher above, OutputStream packing) throws IOException {
        byte[] line = utf8(text);
        above.update(line, 0, line.length);
        packing.write(line);
    }

    private static byte[] utf8(String line) {
        return (line + "\n").getBytes(StandardCharsets.UTF_8);
    }

    /**
     * Reads and checks the bytes that lie under a segment's name.
     *
     * @throws BadSegmentException if anything about them is not as it should be; single lines that are no records are
     *     in the result
     */
    static Segment read(SegmentName name, byte[] bytes, SegmentLimits limits) throws BadSegmentException {
        if (bytes.length > limits.fileBytes()) {
            throw BadSegmentException.damaged("it has " + bytes.length + " bytes, more than a segment may have");
        }
        if (!known(name, bytes).name().equals(name)) {
            throw BadSegmentException.damaged("its bytes are not those that its name speaks of");
        }
        byte[] text = unpacked(bytes, limits);
        int footer = lineStart(text, text.length - 1);
        if (text.length == 0 || text[text.length - 1] != '\n' || footer == 0) {
            throw BadSegmentException.damaged("it ends too early");
        }
        String digest = ManifestSerializer.parseFooter(string(text, footer, text.length - 1));
        if (!digest.equals(sha256(text, footer))) {
            throw BadSegmentException.damaged("its lines are not those that its last line speaks of");
        }
        return lines(name, text, footer, limits);
    }

    /** The first line of one that this device wrote. */
    static SegmentHeader header(byte[] own) {
        try {
            byte[] text = unpacked(own, SegmentLimits.NORMAL);
            return ManifestSerializer.parseHeader(string(text, 0, lineEnd(text, 0)));
        } catch (BadSegmentException e) {
            throw new IllegalStateException("what was told here was kept as it was", e);
        }
    }

    private static Segment lines(SegmentName name, byte[] text, int end, SegmentLimits limits)
            throws BadSegmentException {
        int at = lineEnd(text, 0);
        SegmentHeader header = ManifestSerializer.parseHeader(string(text, 0, at));
        boolean named = header.device().equals(name.device())
                && header.sequence() == name.sequence()
                && header.part() == name.part()
                && header.last() == name.last();
        if (!named) {
            throw BadSegmentException.damaged("its first line speaks of another segment than its name");
        }
        if (header.count() > limits.records()) {
            throw BadSegmentException.damaged("it has " + header.count() + " records, more than a segment may have");
        }
        List<ManifestRecord> records = new ArrayList<>();
        List<Segment.BadLine> bad = new ArrayList<>();
        int number = 1;
        while (at + 1 < end) {
            int from = at + 1;
            at = lineEnd(text, from);
            number++;
            if (number - 1 > header.count()) {
                throw BadSegmentException.damaged("it has more records than it says");
            }
            read(text, from, at, header.device(), number, records, bad);
        }
        if (number - 1 != header.count()) {
            throw BadSegmentException.damaged(
                    "it says that it has " + header.count() + " records, and has " + (number - 1));
        }
        return new Segment(header, records, bad);
    }

    private static void read(
            byte[] text,
            int from,
            int to,
            String device,
            int number,
            List<ManifestRecord> records,
            List<Segment.BadLine> bad) {
        String line = "";
        try {
            if (to - from > SegmentLimits.LINE_CHARACTERS) {
                throw new IllegalArgumentException("it is longer than " + SegmentLimits.LINE_CHARACTERS + " bytes");
            }
            line = string(text, from, to);
            records.add(ManifestSerializer.parse(line, device));
        } catch (IllegalArgumentException | BadSegmentException e) {
            String name = ManifestSerializer.shown(line);
            bad.add(new Segment.BadLine(number, name, String.valueOf(e.getMessage()), line));
        }
    }

    private static byte[] unpacked(byte[] bytes, SegmentLimits limits) throws BadSegmentException {
        ByteArrayOutputStream text = new ByteArrayOutputStream(Math.max(BUFFER, bytes.length * 4));
        try (InputStream unpacking = new ZstdInputStream(new ByteArrayInputStream(bytes))) {
            byte[] buffer = new byte[BUFFER];
            for (int read = unpacking.read(buffer); read >= 0; read = unpacking.read(buffer)) {
                text.write(buffer, 0, read);
                boolean bomb = text.size() > RATIO_FROM && text.size() / bytes.length > limits.ratio();
                if (text.size() > limits.textBytes() || bomb) {
                    throw BadSegmentException.damaged("it unpacks to far more than a segment may hold");
                }
            }
        } catch (IOException e) {
            throw BadSegmentException.damaged("it cannot be unpacked: " + e.getMessage(), e);
        }
        return text.toByteArray();
    }

    /** Where the line ends that begins at {@code from}; every line ends. */
    private static int lineEnd(byte[] text, int from) {
        int at = from;
        while (text[at] != '\n') {
            at++;
        }
        return at;
    }

    /** Where the line begins that ends at {@code end}. */
    private static int lineStart(byte[] text, int end) {
        int at = end;
        while (at > 0 && text[at - 1] != '\n') {
            at--;
        }
        return Math.max(at, 0);
    }

    private static String string(byte[] text, int from, int to) throws BadSegmentException {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(text, from, to - from))
                    .toString();
        } catch (CharacterCodingException e) {
            throw BadSegmentException.damaged("it is not UTF-8", e);
        }
    }

    private static String sha256(byte[] bytes, int length) {
        Hasher hasher = Hasher.sha256();
        hasher.update(bytes, 0, length);
        return hasher.finish().hash().digest();
    }
}
