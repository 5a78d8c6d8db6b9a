package breakdex.sync.store;

import breakdex.sync.asset.ContentHash;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/**
 * The tables {@code purges} and {@code tombstone_ages}: how far the copies of deleted assets are on their way to being
 * removed.
 */
public final class TombstonesDao {
    private static final String COUNTED_AT = "tombstones_counted_at";

    /** That a purge stands: it was asked for, and nobody took it back. */
    private static final String STANDS =
            "exists (select 1 from purges p where p.content_hash = t.content_hash" + " and p.withdrawn_at is null)";

    private final Handle handle;

    TombstonesDao(Handle handle) {
        this.handle = handle;
    }

    /**
     * A deleted asset.
     *
     * @param tombstoneBy the device whose delete stands
     * @param askedBy the device that asked for the purge; empty before that
     * @param agreed whether a person agreed on this device that its copies go
     */
    public record Deleted(ContentHash hash, String tombstoneBy, String askedBy, boolean agreed) {}

    /** Whether anything is deleted, or was and its purge is yet to be taken back. */
    public boolean any() {
        return Rows.one(handle, """
                select (select count(*) from (select 1 from asset_manifest where deleted_at is not null limit 1) a)
                     + (select count(*) from (select 1 from purges
                                              where withdrawn_at is null and began_at is null limit 1) p)
                """, Columns::number) > 0;
    }

    /**
     * Counts the time since the last count, which is at most {@code most}, however far the clock went; a clock that
     * went back counts nothing. What is new begins at nothing.
     */
    public void count(Instant now, Duration most) {
        SettingsDao settings = new SettingsDao(handle);
        Instant last = settings.find(COUNTED_AT).map(Instant::parse).orElse(now);
        long passed = Math.max(
                0, Math.min(most.toMillis(), Duration.between(last, now).toMillis()));
        Rows.change(handle, """
                update purges set withdrawn_at = ? where withdrawn_at is null and began_at is null and exists (
                    select 1 from asset_manifest a where a.content_hash = purges.content_hash and a.deleted_at is null)
                """, now);
        Rows.change(handle, """
                delete from tombstone_ages where not exists (
                    select 1 from asset_manifest a where a.content_hash = tombstone_ages.content_hash
                    and a.deleted_at = tombstone_ages.deleted_at)
                """);
        Rows.change(
                handle,
                "update tombstone_ages as t set age_ms = age_ms + ?," + " purge_age_ms = case when purge_known = 1 and "
                        + STANDS + " then purge_age_ms + ? else 0 end",
                passed,
                passed);
        Rows.change(handle, "update tombstone_ages as t set purge_known = case when " + STANDS + " then 1 else 0 end");
        Rows.change(handle, """
                insert into tombstone_ages (content_hash, deleted_at, purge_known)
                select a.content_hash, a.deleted_at,
                    (select count(*) from purges p where p.content_hash = a.content_hash and p.withdrawn_at is null)
                from asset_manifest a
                where a.deleted_at is not null
                  and not exists (select 1 from tombstone_ages t where t.content_hash = a.content_hash)
                """);
        settings.put(COUNTED_AT, now.toString(), now);
    }

    private static final String DELETED = """
            select t.content_hash, coalesce((select r.device_id from manifest_records r
                                             where r.kind = 'asset' and r.id = t.content_hash and r.deleted = 1), ''),
                coalesce((select p.asked_by from purges p where p.content_hash = t.content_hash), ''), t.agreed
            from tombstone_ages t join asset_manifest a on a.content_hash = t.content_hash
            where a.deleted_at = t.deleted_at
              and not exists (select 1 from library_files f where f.content_hash = t.content_hash
                              and f.deleted_at is null)
              and not exists (select 1 from moves m where m.content_hash = t.content_hash and m.deleted_at is null)
              and not exists (select 1 from combos m where m.content_hash = t.content_hash and m.deleted_at is null)
            """;

    /**
     * Tombstones that are so old, and whose purge nobody has asked for; none of an asset that a name, a move or a combo
     * has.
     */
    public List<Deleted> ripe(Duration age) {
        return Rows.list(
                handle,
                DELETED + " and t.age_ms >= ? and not " + STANDS + " order by t.content_hash",
                TombstonesDao::deleted,
                age.toMillis());
    }

    /** Those whose purge was asked for so long ago, and has not begun. */
    public List<Deleted> due(Duration age) {
        return Rows.list(
                handle,
                DELETED + " and t.purge_known = 1 and t.purge_age_ms >= ? and exists (select 1 from purges p"
                        + " where p.content_hash = t.content_hash and p.withdrawn_at is null and p.began_at is null)"
                        + " order by t.content_hash",
                TombstonesDao::deleted,
                age.toMillis());
    }

    private static Deleted deleted(Columns row) throws SQLException {
        return new Deleted(row.hash(), row.text(), row.text(), row.flag());
    }

    /** Purges that anybody asked for since then. */
    public long askedSince(Instant since) {
        return Rows.one(
                handle,
                "select count(*) from purges where withdrawn_at is null and asked_at >= ?",
                Columns::number,
                since);
    }

    /** Assets that nobody deleted. */
    public long live() {
        return Rows.one(handle, "select count(*) from asset_manifest where deleted_at is null", Columns::number);
    }

    /** Asks for the purge of an asset; agreed says that a person on this device did. */
    public void ask(ContentHash hash, String deviceId, boolean agreed, Instant now) {
        Rows.change(handle, """
                insert into purges (content_hash, asked_by, asked_at) values (?, ?, ?)
                on conflict (content_hash) do update set asked_by = excluded.asked_by, asked_at = excluded.asked_at,
                    began_at = null, withdrawn_at = null
                """, hash.toString(), deviceId, now);
        Rows.change(
                handle,
                "update tombstone_ages set purge_known = 1, purge_age_ms = 0, agreed = ? where content_hash = ?",
                agreed ? 1 : 0,
                hash.toString());
    }

    /** From now on its copies go. False where the tombstone or the purge do not stand any more. */
    public boolean begin(ContentHash hash, Instant now) {
        return Rows.change(handle, """
                        update purges set began_at = ?
                        where content_hash = ? and withdrawn_at is null and began_at is null
                          and exists (select 1 from asset_manifest a where a.content_hash = purges.content_hash
                                      and a.deleted_at is not null)
                        """, now, hash.toString()) == 1;
    }

    /** A person wants the asset back. True where its removal had begun: none of its copies is to be believed. */
    public boolean withdraw(ContentHash hash, Instant now) {
        boolean begun = !begun(List.of(hash)).isEmpty();
        Rows.change(
                handle,
                "update purges set withdrawn_at = ? where content_hash = ? and withdrawn_at is null",
                now,
                hash.toString());
        return begun;
    }

    /** Those whose removal has begun and was not taken back. */
    public Set<ContentHash> begun(Collection<ContentHash> hashes) {
        return Set.copyOf(ManyKeys.query(
                handle,
                "select content_hash from purges where began_at is not null and withdrawn_at is null"
                        + " and content_hash in (%s)",
                hashes,
                Columns::hash));
    }

    /** Assets whose removal has begun and that a provider may still hold. */
    public List<DueCopy> remainingOn(String providerId, int limit) {
        return Rows.list(handle, """
                select a.content_hash, a.file_size_bytes
                from purges p join asset_manifest a on a.content_hash = p.content_hash
                join asset_copies c on c.content_hash = p.content_hash and c.provider = ?
                where p.began_at is not null and p.withdrawn_at is null and a.deleted_at is not null
                  and c.status <> 'deleted'
                order by a.content_hash limit ?
                """, row -> new DueCopy(row.hash(), row.number()), providerId, limit);
    }
}
