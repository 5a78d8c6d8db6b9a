package breakdex.sync.store;

import breakdex.sync.asset.AssetCopy;
import breakdex.sync.asset.ContentHash;
import breakdex.sync.asset.CopyStatus;
import breakdex.sync.asset.Evidence;
import breakdex.sync.asset.EvidenceGrade;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;

/**
 * The table {@code asset_copies}: one asset on one provider. Whoever changes a copy's standing also calls
 * {@link AssetManifestDao#recount} in the same transaction.
 */
public final class AssetCopiesDao {
    private static final String DUE = """
            from asset_copies c join asset_manifest a on a.content_hash = c.content_hash
            where c.provider = ? and c.status = 'verified' and a.deleted_at is null
              and (c.verified_at < ? or c.verified_at > ?)
            """;

    private final Handle handle;

    AssetCopiesDao(Handle handle) {
        this.handle = handle;
    }

    public Optional<AssetCopy> find(ContentHash hash, String providerId) {
        return handle.createQuery("select * from asset_copies where content_hash = :hash and provider = :provider")
                .bind("hash", hash.toString())
                .bind("provider", providerId)
                .map(AssetCopiesDao::read)
                .findOne();
    }

    /** All copies of an asset, the best proved and youngest proof first. */
    public List<AssetCopy> ofAsset(ContentHash hash) {
        return handle.createQuery("""
                        select * from asset_copies where content_hash = :hash
                        order by case status when 'verified' then 0 else 1 end, verified_at desc, provider
                        """)
                .bind("hash", hash.toString())
                .map(AssetCopiesDao::read)
                .list();
    }

    /** Records copies that were looked at and hold what they should. */
    public void recordProved(Collection<ProvedCopy> proved) {
        Batch.run(handle, """
                insert into asset_copies
                    (content_hash, provider, remote_path, remote_etag, verified_at, status, upload_progress,
                     created_at, updated_at, evidence, evidence_device, failure_domain, size_bytes)
                values (?, ?, ?, ?, ?, 'verified', 100, ?, ?, ?, ?,
                        (select failure_domain from sync_providers where id = ?),
                        (select file_size_bytes from asset_manifest where content_hash = ?))
                on conflict (content_hash, provider) do update set
                    remote_path = excluded.remote_path, remote_etag = excluded.remote_etag,
                    verified_at = excluded.verified_at, status = 'verified', upload_progress = 100,
                    updated_at = excluded.updated_at, evidence = excluded.evidence,
                    evidence_device = excluded.evidence_device, failure_domain = excluded.failure_domain,
                    error_message = null
                """, proved, AssetCopiesDao::bind);
    }

    private static void bind(Parameters row, ProvedCopy copy) throws SQLException {
        String hash = copy.hash().toString();
        Evidence evidence = copy.evidence();
        row.text(hash)
                .text(copy.providerId())
                .text(copy.remotePath())
                .text(evidence.objectVersion())
                .time(evidence.obtainedAt())
                .time(evidence.obtainedAt())
                .time(evidence.obtainedAt())
                .text(evidence.grade().name())
                .text(evidence.deviceId())
                .text(copy.providerId())
                .text(hash);
    }

    /** Notes what a listing showed: an object that nobody has looked at, so that it is no copy yet. */
    public void arrived(ContentHash hash, String providerId, String path, Instant now) {
        Rows.change(handle, """
                insert into asset_copies
                    (content_hash, provider, remote_path, status, upload_progress, created_at, updated_at, size_bytes)
                values (?, ?, ?, 'uploading', 100, ?, ?,
                        (select file_size_bytes from asset_manifest where content_hash = ?))
                on conflict (content_hash, provider) do nothing
                """, hash.toString(), providerId, path, now, now, hash.toString());
    }

    /** A copy was found gone or damaged: it is none until it is proved anew. False where it was none already. */
    public boolean markFailed(ContentHash hash, String providerId, String why, Instant now) {
        return handle.createUpdate("""
                                update asset_copies set status = 'failed', error_message = :why, updated_at = :now
                                where content_hash = :hash and provider = :provider and status = 'verified'
                                """)
                        .bind("hash", hash.toString())
                        .bind("provider", providerId)
                        .bind("why", why)
                        .bind("now", now)
                        .execute()
                == 1;
    }

    /** The provider said for certain that nothing of the asset is there any more, after it was removed. */
    public void removed(ContentHash hash, String providerId, Instant now) {
        Rows.change(handle, """
                update asset_copies set status = 'deleted', updated_at = ?, error_message = null
                where content_hash = ? and provider = ?
                """, now, hash.toString(), providerId);
    }

    /** No copy of the asset is believed any more, on whatever provider. */
    public void doubt(ContentHash hash, String why, Instant now) {
        Rows.change(handle, """
                update asset_copies set status = 'failed', error_message = ?, updated_at = ?
                where content_hash = ? and status = 'verified'
                """, why, now, hash.toString());
    }

    /** Nothing that was proved on this provider is believed any more. */
    public void forgetProofs(String providerId, String why, Instant now) {
        handle.createUpdate("""
                        update asset_copies set status = 'failed', error_message = :why, updated_at = :now
                        where provider = :provider and status = 'verified'
                        """)
                .bind("provider", providerId)
                .bind("why", why)
                .bind("now", now)
                .execute();
    }

    /** Live assets of at most {@code copies} counted domains that would lose one of them with this provider. */
    public long onlyOn(String providerId, int copies) {
        return handle.createQuery(
                        """
                        select count(*) from asset_copies s join asset_manifest a on a.content_hash = s.content_hash
                        where s.provider = :provider and s.status = 'verified' and a.deleted_at is null
                          and a.copy_count <= :copies and (%s) < a.copy_count
                        """.formatted(AssetManifestDao.countedDomains("a.content_hash", "and c.provider <> :provider")))
                .bind("provider", providerId)
                .bind("copies", copies)
                .mapTo(Long.class)
                .one();
    }

    /** Live assets without a counted copy and without a file, of which a proved copy is there and nowhere else. */
    public long lastOn(String providerId) {
        return handle.createQuery("""
                        select count(*) from asset_copies s join asset_manifest a on a.content_hash = s.content_hash
                        where s.provider = :provider and s.status = 'verified' and a.deleted_at is null
                          and a.copy_count = 0
                          and not exists (select 1 from asset_copies o join sync_providers p on p.id = o.provider
                                          where o.content_hash = s.content_hash and o.status = 'verified'
                                            and o.provider <> s.provider and p.enabled = 1)
                          and not exists (select 1 from library_files f
                                          where f.content_hash = s.content_hash and f.state = 'present')
                        """)
                .bind("provider", providerId)
                .mapTo(Long.class)
                .one();
    }

    /**
     * Hands the text of every hash that the provider is believed to hold to {@code each}, in one pass. Text, because a
     * listing is compared with all of them in every run.
     */
    public void forEachProvedOn(String providerId, Consumer<String> each) {
        Rows.each(
                handle,
                "select content_hash from asset_copies where provider = ? and status = 'verified'",
                Columns::text,
                each,
                providerId);
    }

    /**
     * Copies whose proof is older than {@code before}, or claims to be younger than {@code future}, the oldest first;
     * without those of which a look is queued already.
     */
    public List<AgedProof> dueForProof(String providerId, Instant before, Instant future, int limit) {
        return Rows.list(
                handle,
                "select c.content_hash, a.file_size_bytes, c.verified_at " + DUE + " and not "
                        + SyncOperationsDao.isOpenOfA(OperationType.VERIFY, "c.provider")
                        + " order by c.verified_at limit ?",
                row -> new AgedProof(row.hash(), providerId, row.number(), row.time()),
                providerId,
                before,
                future,
                limit);
    }

    /** All copies whose proof is older than {@code before}, or claims to be younger than {@code future}. */
    public StatusDao.Amount due(String providerId, Instant before, Instant future) {
        return Rows.one(
                handle,
                "select count(*), coalesce(sum(a.file_size_bytes), 0) " + DUE,
                row -> new StatusDao.Amount(row.number(), row.number()),
                providerId,
                before,
                future);
    }

    private static @Nullable Evidence evidence(ResultSet row) throws SQLException {
        String grade = row.getString("evidence");
        Instant at = Times.orNull(row, "verified_at");
        String device = row.getString("evidence_device");
        return grade == null || at == null || device == null
                ? null
                : new Evidence(EvidenceGrade.valueOf(grade), at, device, row.getString("remote_etag"));
    }

    private static AssetCopy read(ResultSet row, StatementContext context) throws SQLException {
        return new AssetCopy(
                ContentHash.parse(row.getString("content_hash")),
                row.getString("provider"),
                row.getString("remote_path"),
                CopyStatus.valueOf(row.getString("status").toUpperCase(Locale.ROOT)),
                evidence(row),
                row.getString("error_message"),
                Times.of(row, "updated_at"));
    }
}
