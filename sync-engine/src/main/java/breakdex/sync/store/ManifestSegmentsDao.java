package breakdex.sync.store;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;

/**
 * The tables {@code manifest_segments}, {@code manifest_segment_copies}, {@code manifest_positions} and
 * {@code manifest_set_aside}: what this device has published, and how far it has read what others did.
 */
public final class ManifestSegmentsDao {
    private final Handle handle;

    ManifestSegmentsDao(Handle handle) {
        this.handle = handle;
    }

    /** A segment of this device, without its bytes. */
    public record Own(long sequence, String fileName, String sha256, long lastClock) {}

    /** The newest; empty before the first. */
    public Optional<Own> newest() {
        return Rows.first(handle, SELECT + " order by sequence desc limit 1", ManifestSegmentsDao::own);
    }

    private static final String SELECT = "select sequence, file_name, sha256, last_clock from manifest_segments s";

    /** All, by sequence. */
    public List<Own> all() {
        return Rows.list(handle, SELECT + " order by sequence", ManifestSegmentsDao::own);
    }

    /** The length of a segment's file. */
    public record Size(String fileName, long bytes) {}

    /** Of those that no snapshot covers, and of the newest snapshot. */
    public List<Size> sizes() {
        return Rows.list(
                handle,
                "select file_name, octet_length(content) from manifest_segments where folded = 0",
                row -> new Size(row.text(), row.number()));
    }

    /**
     * A snapshot covers what was told before it: nobody needs it any more, and its bytes are not kept.
     *
     * @param first sequence of the snapshot
     */
    public void fold(long first) {
        try (PreparedStatement statement = handle.getConnection()
                .prepareStatement(
                        "update manifest_segments set folded = 1, content = ? where sequence < ? and folded = 0")) {
            new Parameters(statement).bytes(new byte[0]).number(first);
            statement.executeUpdate();
        } catch (SQLException e) {
            throw new UnableToExecuteStatementException(e, null);
        }
    }

    /** Those that were read back from a provider. */
    public List<Own> on(String providerId) {
        return Rows.list(handle, SELECT + """
                 where exists (select 1 from manifest_segment_copies c
                               where c.sequence = s.sequence and c.provider_id = ?)
                order by sequence
                """, ManifestSegmentsDao::own, providerId);
    }

    /** Those that others need and that are not known to lie on a provider, by sequence. */
    public List<Own> notOn(String providerId) {
        return Rows.list(handle, SELECT + """
                 where s.folded = 0 and not exists (select 1 from manifest_segment_copies c
                                   where c.sequence = s.sequence and c.provider_id = ?)
                order by sequence
                """, ManifestSegmentsDao::own, providerId);
    }

    private static Own own(Columns row) throws SQLException {
        return new Own(row.number(), row.text(), row.text(), row.number());
    }

    public byte[] content(long sequence) {
        try (PreparedStatement statement =
                handle.getConnection().prepareStatement("select content from manifest_segments where sequence = ?")) {
            statement.setLong(1, sequence);
            try (ResultSet row = statement.executeQuery()) {
                if (!row.next()) {
                    throw new IllegalStateException("there is no segment " + sequence);
                }
                return row.getBytes(1);
            }
        } catch (SQLException e) {
            throw new UnableToExecuteStatementException(e, null);
        }
    }

    public void add(Own segment, byte[] content, Instant now) {
        try (PreparedStatement statement = handle.getConnection().prepareStatement("""
                insert into manifest_segments (sequence, file_name, sha256, last_clock, content, created_at)
                values (?, ?, ?, ?, ?, ?)
                """)) {
            new Parameters(statement)
                    .number(segment.sequence())
                    .text(segment.fileName())
                    .text(segment.sha256())
                    .number(segment.lastClock())
                    .bytes(content)
                    .time(now);
            statement.executeUpdate();
        } catch (SQLException e) {
            throw new UnableToExecuteStatementException(e, null);
        }
    }

    /** Providers on which every segment of this device was read back that no snapshot covers. */
    public Set<String> complete() {
        return Set.copyOf(Rows.list(handle, """
                select p.id from sync_providers p
                where not exists (select 1 from manifest_segments s
                                  where s.folded = 0 and not exists (select 1 from manifest_segment_copies c
                                                    where c.sequence = s.sequence and c.provider_id = p.id))
                """, Columns::text));
    }

    /** Forgets all that this device has told: it is another device now. */
    public void forgetAll() {
        Rows.change(handle, "delete from manifest_segment_copies");
        Rows.change(handle, "delete from manifest_segments");
    }

    /** Notes that a segment was read back from a provider. */
    public void confirm(String providerId, long sequence, Instant now) {
        Rows.change(handle, """
                insert into manifest_segment_copies (provider_id, sequence, confirmed_at) values (?, ?, ?)
                on conflict (provider_id, sequence) do update set confirmed_at = excluded.confirmed_at
                """, providerId, sequence, now);
    }

    /** Whether a provider holds segments that a snapshot covers. */
    public boolean anyFoldedOn(String providerId) {
        return Rows.first(handle, """
                        select 1 from manifest_segment_copies c join manifest_segments s on s.sequence = c.sequence
                        where c.provider_id = ? and s.folded = 1 limit 1
                        """, Columns::number, providerId).isPresent();
    }

    /**
     * Segments that lie on a provider though a snapshot covers them that was read back there, by sequence.
     *
     * @param before when the snapshot's last part must have been read back
     * @param firstPart and {@code lastPart}: sequences of the snapshot
     */
    public List<Own> superseded(String providerId, long firstPart, long lastPart, Instant before) {
        return Rows.list(
                handle,
                SELECT + """
                 where s.sequence < ?
                   and exists (select 1 from manifest_segment_copies c
                               where c.sequence = s.sequence and c.provider_id = ?)
                   and (select count(*) from manifest_segment_copies c
                        where c.provider_id = ? and c.sequence between ? and ? and c.confirmed_at <= ?) = ?
                order by s.sequence
                """,
                ManifestSegmentsDao::own,
                firstPart,
                providerId,
                providerId,
                firstPart,
                lastPart,
                before,
                lastPart - firstPart + 1);
    }

    /** A provider has a segment no more. */
    public void lost(String providerId, long sequence) {
        Rows.change(
                handle,
                "delete from manifest_segment_copies where provider_id = ? and sequence = ?",
                providerId,
                sequence);
    }

    /** Of each other device, the sequence up to which all was merged. */
    public SortedMap<String, Long> positions() {
        return new TreeMap<>(Rows.list(
                        handle,
                        "select device_id, sequence from manifest_positions where sequence > 0",
                        row -> Map.entry(row.text(), row.number()))
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
    }

    /** All of a device up to here was merged. */
    public void read(String deviceId, long sequence) {
        Rows.change(handle, """
                insert into manifest_positions (device_id, sequence) values (?, ?)
                on conflict (device_id) do update set sequence = excluded.sequence, part_read = null
                """, deviceId, sequence);
    }

    /** The last part of a device's snapshot that was merged, of one that was not merged to its end. */
    public Optional<Long> partRead(String deviceId) {
        return Rows.first(
                handle,
                "select part_read from manifest_positions where device_id = ? and part_read is not null",
                Columns::number,
                deviceId);
    }

    /** @param sequence of the part */
    public void readPart(String deviceId, long sequence) {
        Rows.change(handle, """
                insert into manifest_positions (device_id, sequence, part_read) values (?, 0, ?)
                on conflict (device_id) do update set part_read = excluded.part_read
                """, deviceId, sequence);
    }

    /**
     * Keeps a line of a segment that is no record, so that it is not lost.
     *
     * @param line its number in the segment, from 1
     */
    public void setAside(String fileName, int line, String reason, String content, Instant now) {
        Rows.change(handle, """
                insert into manifest_set_aside (file_name, line, reason, content, noticed_at) values (?, ?, ?, ?, ?)
                on conflict (file_name, line) do nothing
                """, fileName, line, reason, content, now);
    }

    /** The greatest clock that was given out up to a segment of this device; empty where there is no such. */
    public Optional<Long> lastClockOf(long sequence) {
        return Rows.first(
                handle,
                "select last_clock from manifest_segments where sequence <= ? order by sequence desc limit 1",
                Columns::number,
                sequence);
    }

    /** The greatest clock that was ever given out or seen; 0 for none. */
    public long lastClock() {
        return new SettingsDao(handle).find(CLOCK).map(Long::parseLong).orElse(0L);
    }

    /** @param clock that was given out or seen */
    public void sawClock(long clock, Instant now) {
        if (clock > lastClock()) {
            new SettingsDao(handle).put(CLOCK, Long.toString(clock), now);
        }
    }

    private static final String CLOCK = "manifest_clock";
}
