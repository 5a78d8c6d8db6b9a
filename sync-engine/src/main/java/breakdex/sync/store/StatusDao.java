package breakdex.sync.store;

import breakdex.sync.asset.ContentHash;
import breakdex.sync.asset.Protection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Figures of the library as a whole, read across tables; every question is answered from an index or one pass. */
public final class StatusDao {
    /** A proof that is further ahead than this was made while the clock was wrong, and is none until it is renewed. */
    public static final Duration CLOCKS_APART = Duration.ofMinutes(10);

    private final Handle handle;

    StatusDao(Handle handle) {
        this.handle = handle;
    }

    /** How many assets, and how many bytes. */
    public record Amount(long assets, long bytes) {
        public static final Amount NONE = new Amount(0, 0);

        public Amount plus(Amount other) {
            return new Amount(assets + other.assets, bytes + other.bytes);
        }
    }

    /** What one provider holds. */
    public record ProviderFigure(
            String providerId,
            Amount proved,
            long failed,
            @Nullable Instant oldestProof) {}

    /** Files of one library on this machine, by state; {@code deleted} are names that a person took out. */
    public record LibraryFigure(String libraryId, long present, long freed, long missing, long deleted) {}

    /** How many assets stand how safe. */
    public Map<Protection, Amount> protection(Instant freshSince, Instant now) {
        Map<Protection, Amount> amounts = new EnumMap<>(Protection.class);
        Rows.list(handle, """
                        select case when deleted_at is not null then 'deleted' when copy_count >= 2 then 'two'
                                    when copy_count = 1 then 'one' else 'none' end as standing,
                            count(*), sum(file_size_bytes)
                        from asset_manifest group by standing
                        """, row -> Map.entry(row.text(), amount(row))).forEach(entry -> {
            switch (entry.getKey()) {
                case "deleted" -> amounts.put(Protection.DELETED, entry.getValue());
                case "two" ->
                    split(
                            amounts,
                            Protection.PROTECTED,
                            Protection.PROOF_DUE,
                            entry.getValue(),
                            proofDue(freshSince, now.plus(CLOCKS_APART)));
                case "one" -> amounts.put(Protection.AT_RISK, entry.getValue());
                default -> split(amounts, Protection.NOT_BACKED_UP, Protection.LOST, entry.getValue(), lost());
            }
        });
        return amounts;
    }

    private static void split(
            Map<Protection, Amount> amounts, Protection rest, Protection part, Amount all, Amount ofPart) {
        amounts.put(part, ofPart);
        amounts.put(rest, new Amount(all.assets - ofPart.assets, all.bytes - ofPart.bytes));
    }

    private static final String FRESH = "and c.verified_at between ? and ?";

    /** Assets with two counted domains, fewer than two of them with a fresh proof; one to come is none. */
    private Amount proofDue(Instant freshSince, Instant future) {
        return Rows.one(
                handle,
                """
                        select count(*), coalesce(sum(a.file_size_bytes), 0) from asset_manifest a
                        where a.deleted_at is null and a.copy_count >= 2
                          and a.content_hash in (
                              select o.content_hash from sync_providers p cross join asset_copies o
                              where o.provider = p.id and o.status = 'verified' and o.verified_at < ?
                              union all
                              select o.content_hash from sync_providers p cross join asset_copies o
                              where o.provider = p.id and o.status = 'verified' and o.verified_at > ?)
                          and (%s) < 2
                        """.formatted(AssetManifestDao.countedDomains("a.content_hash", FRESH)),
                StatusDao::amount,
                freshSince,
                future,
                freshSince,
                future);
    }

    /** Assets without a counted copy and without a file that is present. */
    private Amount lost() {
        return Rows.one(handle, """
                select count(*), coalesce(sum(a.file_size_bytes), 0) from asset_manifest a
                where a.deleted_at is null and a.copy_count = 0
                  and not exists (select 1 from library_files f
                                  where f.content_hash = a.content_hash and f.state = 'present')
                """, StatusDao::amount);
    }

    private static Amount amount(Columns row) throws SQLException {
        return new Amount(row.number(), row.number());
    }

    public List<ProviderFigure> providers() {
        return Rows.list(
                handle, """
                select provider, count(case when status = 'verified' then 1 end),
                    coalesce(sum(case when status = 'verified' then size_bytes end), 0),
                    count(case when status = 'failed' then 1 end),
                    min(case when status = 'verified' then verified_at end)
                from asset_copies group by provider
                """, row -> new ProviderFigure(row.text(), amount(row), row.number(), row.timeOrNull()));
    }

    public List<LibraryFigure> libraries(String machineId) {
        return Rows.list(
                handle,
                """
                select library_id,
                    count(case when state = 'present' and deleted_at is null then 1 end),
                    count(case when state = 'freed' and deleted_at is null then 1 end),
                    count(case when state = 'missing' and deleted_at is null then 1 end),
                    count(deleted_at)
                from library_files where machine_id = ? group by library_id
                """,
                row -> new LibraryFigure(row.text(), row.number(), row.number(), row.number(), row.number()),
                machineId);
    }

    /** Live assets that no name points to any more: new bytes came under their old name. */
    public Amount nameless() {
        return Rows.one(handle, """
                select count(*), coalesce(sum(a.file_size_bytes), 0) from asset_manifest a
                where a.content_hash in (select content_hash from asset_manifest where deleted_at is null
                                         except select content_hash from library_files)
                """, StatusDao::amount);
    }

    /**
     * Names on disk whose asset a person deleted: they are not kept safe.
     *
     * <p>Written as a cross join, which SQLite takes for an order: the few deleted assets first, then their names.
     */
    public List<String> deletedButPresent(String machineId, int limit) {
        return Rows.list(handle, """
                select f.path from asset_manifest a cross join library_files f
                where a.deleted_at is not null and f.content_hash = a.content_hash
                  and f.machine_id = ? and f.state = 'present'
                order by f.path limit ?
                """, Columns::text, machineId, limit);
    }

    /** Domains with a fresh, counted copy of one asset. */
    public int freshDomains(ContentHash hash, Instant freshSince, Instant now) {
        return Rows.one(
                handle,
                AssetManifestDao.countedDomains("?", FRESH),
                Columns::integer,
                hash.toString(),
                freshSince,
                now.plus(CLOCKS_APART));
    }
}
