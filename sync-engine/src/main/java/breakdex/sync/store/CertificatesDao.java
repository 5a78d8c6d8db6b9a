package breakdex.sync.store;

import breakdex.sync.asset.ContentHash;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;

/** The table {@code certificates}: kept for good. */
public final class CertificatesDao {
    private final Handle handle;

    CertificatesDao(Handle handle) {
        this.handle = handle;
    }

    public void prepare(CertificateRow row) {
        handle.createUpdate("""
                        insert into certificates
                            (id, content_hash, library_id, device_id, path, status, aside_name, size_bytes,
                             modified_ns, relied_on_json, engine_version, prepared_at, machine_id)
                        values (:id, :hash, :library, :device, :path, 'prepared', :aside, :size, :modified, :reliedOn,
                                :version, :at, :machine)
                        """)
                .bind("id", row.id())
                .bind("hash", row.hash().toString())
                .bind("library", row.libraryId())
                .bind("device", row.deviceId())
                .bind("path", row.path())
                .bind("aside", row.asideName())
                .bind("size", row.sizeBytes())
                .bind("modified", row.modifiedNs())
                .bind("reliedOn", row.reliedOnJson())
                .bind("version", row.engineVersion())
                .bind("at", row.preparedAt())
                .bind("machine", row.machineId())
                .execute();
    }

    /** Whether a local file is just going on the strength of the asset's copies, on whatever machine. */
    public boolean isReliedOn(ContentHash hash) {
        return Rows.first(
                        handle,
                        "select id from certificates where content_hash = ? and removed_at is null"
                                + " and status <> 'withdrawn'",
                        Columns::text,
                        hash.toString())
                .isPresent();
    }

    public void commit(String id, Instant now) {
        handle.createUpdate("update certificates set status = 'committed', committed_at = :now where id = :id")
                .bind("id", id)
                .bind("now", now)
                .execute();
    }

    public void withdraw(String id) {
        handle.createUpdate("update certificates set status = 'withdrawn' where id = :id")
                .bind("id", id)
                .execute();
    }

    /** Notes that the file is gone. */
    public void removed(String id, Instant now) {
        handle.createUpdate("update certificates set removed_at = :now where id = :id")
                .bind("id", id)
                .bind("now", now)
                .execute();
    }

    /** Removals on this machine that were begun and not seen to their end: a crash cut them short. */
    public List<CertificateRow> unfinished(String machineId) {
        return handle.createQuery("""
                        select * from certificates
                        where removed_at is null and status <> 'withdrawn' and machine_id = :machine
                        order by prepared_at
                        """)
                .bind("machine", machineId)
                .map(CertificatesDao::read)
                .list();
    }

    /** All that were issued for an asset, newest first. */
    public List<CertificateRow> ofAsset(ContentHash hash) {
        return handle.createQuery("select * from certificates where content_hash = :hash order by prepared_at desc, id")
                .bind("hash", hash.toString())
                .map(CertificatesDao::read)
                .list();
    }

    private static CertificateRow read(ResultSet row, StatementContext context) throws SQLException {
        return new CertificateRow(
                row.getString("id"),
                ContentHash.parse(row.getString("content_hash")),
                row.getString("library_id"),
                row.getString("device_id"),
                row.getString("path"),
                CertificateRow.Status.valueOf(row.getString("status").toUpperCase(Locale.ROOT)),
                row.getString("aside_name"),
                row.getLong("size_bytes"),
                row.getLong("modified_ns"),
                row.getString("relied_on_json"),
                row.getString("engine_version"),
                Times.of(row, "prepared_at"),
                Times.orNull(row, "committed_at"),
                Times.orNull(row, "removed_at"),
                row.getString("machine_id"));
    }
}
