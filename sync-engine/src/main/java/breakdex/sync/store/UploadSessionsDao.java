package breakdex.sync.store;

import breakdex.sync.asset.ContentHash;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;

/** The table {@code upload_sessions}: resume points, at most one an asset and provider. */
public final class UploadSessionsDao {
    private final Handle handle;

    UploadSessionsDao(Handle handle) {
        this.handle = handle;
    }

    public Optional<UploadSessionRow> find(ContentHash hash, String providerId) {
        return handle.createQuery(
                        "select * from upload_sessions where content_hash = :hash and provider_id = :provider")
                .bind("hash", hash.toString())
                .bind("provider", providerId)
                .map(UploadSessionsDao::read)
                .findOne();
    }

    public List<UploadSessionRow> onProvider(String providerId) {
        return handle.createQuery("select * from upload_sessions where provider_id = :provider")
                .bind("provider", providerId)
                .map(UploadSessionsDao::read)
                .list();
    }

    /** Stores a resume point; one of an older try is replaced. */
    public void put(UploadSessionRow row, Instant now) {
        handle.createUpdate("""
                        insert into upload_sessions
                            (content_hash, provider_id, resume_token, total_bytes, created_at, updated_at)
                        values (:hash, :provider, :token, :total, :now, :now)
                        on conflict (content_hash, provider_id) do update set
                            resume_token = excluded.resume_token, total_bytes = excluded.total_bytes,
                            confirmed_offset = 0, updated_at = excluded.updated_at
                        """)
                .bind("hash", row.hash().toString())
                .bind("provider", row.providerId())
                .bind("token", row.resumeToken())
                .bind("total", row.totalBytes())
                .bind("now", now)
                .execute();
    }

    public void remove(Collection<ContentHash> hashes, String providerId) {
        Batch.run(
                handle,
                "delete from upload_sessions where content_hash = ? and provider_id = ?",
                hashes,
                (row, hash) -> row.text(hash.toString()).text(providerId));
    }

    private static UploadSessionRow read(ResultSet row, StatementContext context) throws SQLException {
        return new UploadSessionRow(
                ContentHash.parse(row.getString("content_hash")),
                row.getString("provider_id"),
                row.getString("resume_token"),
                row.getLong("total_bytes"));
    }
}
