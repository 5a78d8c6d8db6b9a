package breakdex.sync.store;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * The table {@code sync_log}: what was changed here through the engine, and whether others can know of it; and what
 * this device had set and lost against others.
 */
public final class SyncLogDao {
    private static final String WITHOUT_VIDEO_TO_WAIT_FOR = """
            update sync_log set video_synced = 1
            where video_synced = 0 and lost_json is null
              and not exists (select 1 from moves m left join asset_manifest a on a.content_hash = m.content_hash
                              where sync_log.entity_table = 'moves' and m.id = sync_log.entity_id
                                and m.content_hash is not null and m.deleted_at is null
                                and coalesce(a.copy_count, 0) < 2)
              and not exists (select 1 from combos k left join asset_manifest a on a.content_hash = k.content_hash
                              where sync_log.entity_table = 'combos' and k.id = sync_log.entity_id
                                and k.content_hash is not null and k.deleted_at is null
                                and coalesce(a.copy_count, 0) < 2)
            """;

    private final Handle handle;

    SyncLogDao(Handle handle) {
        this.handle = handle;
    }

    /** What became of a row. */
    public enum Action {
        CREATE,
        UPDATE,
        DELETE
    }

    /** A change of a row, at the time of its transaction. */
    public record Change(LibraryTable table, String id, Action action) {}

    /**
     * What the table holds of a change.
     *
     * @param entityTable name of the changed row's table
     * @param synced whether a place holds the segment that tells of it
     * @param videoSynced whether two failure domains hold its video, or it has none
     * @param sequence the segment that tells of it; null while none does
     */
    public record Entry(
            String entityTable,
            String entityId,
            Action action,
            Instant changedAt,
            boolean synced,
            boolean videoSynced,
            @Nullable Long sequence) {}

    /** Adds changes of rows that are in their tables already. */
    public void add(Collection<Change> changes, Instant now) {
        Batch.run(
                handle,
                """
                insert into sync_log (entity_table, entity_id, action, changed_at) values (?, ?, ?, ?)
                on conflict (entity_table, entity_id, action, changed_at) do update set
                    synced = 0, video_synced = 0, sequence = null
                """,
                changes,
                (row, change) -> row.text(change.table().table())
                        .text(change.id())
                        .text(change.action().name().toLowerCase(Locale.ROOT))
                        .time(now));
        Rows.change(handle, WITHOUT_VIDEO_TO_WAIT_FOR + " and changed_at = ?", now);
    }

    /** Notes which segment tells of these records; of a change of which one told before, that one stays. */
    public void told(long sequence, LibraryTable table, Collection<String> ids) {
        Batch.run(
                handle,
                """
                update sync_log set sequence = ?
                where entity_table = ? and entity_id = ? and sequence is null and synced = 0
                """,
                ids,
                (row, id) -> row.number(sequence).text(table.table()).text(id));
    }

    /**
     * A snapshot tells of what was told before it, and that is sent nowhere any more.
     *
     * @param first and {@code last}: sequences of the snapshot's parts; a place that holds the last holds them all
     */
    public void folded(long first, long last) {
        Rows.change(handle, "update sync_log set sequence = ? where sequence < ? and synced = 0", last, first);
    }

    /** Notes that a place holds a segment. */
    public void passedOn(long sequence) {
        Rows.change(handle, "update sync_log set synced = 1 where sequence = ? and synced = 0", sequence);
    }

    /** The segments are not this device's any more; others will tell of what nobody holds yet. */
    public void forgetSegments() {
        Rows.change(handle, "update sync_log set sequence = null where sequence is not null");
    }

    /** Whether some change waits for its video. */
    public boolean waitsForVideos() {
        return Rows.first(
                        handle,
                        "select 1 from sync_log where video_synced = 0 and lost_json is null limit 1",
                        Columns::number)
                .isPresent();
    }

    /**
     * Brings in line what the log says of videos: there is none to wait for where the row points to none, is deleted,
     * or is of a table without videos, and where two failure domains hold it.
     */
    public void videos() {
        Rows.change(handle, WITHOUT_VIDEO_TO_WAIT_FOR);
    }

    /** Changes, older first; not what was lost. */
    public List<Entry> changes() {
        return Rows.list(
                handle,
                """
                select entity_table, entity_id, action, changed_at, synced, video_synced, sequence from sync_log
                where lost_json is null order by changed_at, entity_table, entity_id, action
                """,
                row -> new Entry(
                        row.text(),
                        row.text(),
                        Action.valueOf(row.text().toUpperCase(Locale.ROOT)),
                        row.time(),
                        row.flag(),
                        row.flag(),
                        row.numberOrNull()));
    }

    /**
     * Forgets changes that a place holds, and values that were lost. Returns how many.
     *
     * @param changedBefore changes that are older
     * @param lostBefore lost values that are older; not later than the other
     * @param limit rows at most
     */
    public int forget(Instant changedBefore, Instant lostBefore, int limit) {
        return Rows.change(handle, """
                delete from sync_log where (entity_table, entity_id, action, changed_at) in (
                    select entity_table, entity_id, action, changed_at from sync_log
                    where changed_at < ? and synced = 1 and (lost_json is null or changed_at < ?)
                    order by changed_at limit ?)
                """, changedBefore, lostBefore, limit);
    }

    /** Keeps a value that lost against another device's. */
    public void lost(String kind, String id, String json, Instant now) {
        Rows.change(handle, """
                insert into sync_log (entity_table, entity_id, action, changed_at, synced, lost_json)
                values (?, ?, 'update', ?, 1, ?)
                on conflict (entity_table, entity_id, action, changed_at) do update set
                    lost_json = sync_log.lost_json || char_nl || excluded.lost_json
                """.replace("char_nl", "'\n'"), kind, id, now, json);
    }
}
