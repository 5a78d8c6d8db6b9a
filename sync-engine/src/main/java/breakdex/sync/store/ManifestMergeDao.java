package breakdex.sync.store;

import breakdex.sync.asset.ContentHash;
import breakdex.sync.asset.EvidenceGrade;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * Writes what a merge gave into the tables that all others read. Such changes leave no marks, so that what came from
 * outside is not sent out again as ours.
 *
 * <p>Fields come by name, as {@link LocalEntity} has them; what is missing or of another type stays as it is, or gets
 * the column's default.
 */
public final class ManifestMergeDao implements AutoCloseable {
    private static final Pattern EXTENSION = Pattern.compile("[a-z0-9]{1,8}");
    private static final Set<String> REASONS = Set.of("user", "replaced", "corrupted");

    private final Handle handle;
    private final Prepared prepared;

    ManifestMergeDao(Handle handle) {
        this.handle = handle;
        this.prepared = new Prepared(handle);
    }

    /** Before the first change of a merge, in its transaction. */
    public void begin() {
        Rows.change(handle, "insert into manifest_merging (merging) values (1)");
    }

    /** After the last. */
    public void end() {
        Rows.change(handle, "delete from manifest_merging");
    }

    /** Lets go of the statements that were run; before the transaction ends. */
    @Override
    public void close() {
        prepared.close();
    }

    /** Values of a record's body, each of the type that is asked for, else null. */
    public record Values(Map<String, @Nullable Object> all) {
        @Nullable
        String text(String field) {
            return all.get(field) instanceof String text ? text : null;
        }

        @Nullable
        Long number(String field) {
            return all.get(field) instanceof Long number ? number : null;
        }

        boolean flag(String field) {
            return Boolean.TRUE.equals(all.get(field));
        }

        @Nullable
        Instant time(String field) {
            return all.get(field) instanceof Instant time ? time : null;
        }

        /** Who proved a copy. */
        public String proofDevice(String otherwise) {
            return textOr("proof.device", otherwise);
        }

        /** Of a certificate; empty if it names none. */
        public String libraryId() {
            return textOr("library_id", "");
        }

        String textOr(String field, String otherwise) {
            String text = text(field);
            return text == null ? otherwise : text;
        }
    }

    /** A device that wrote something: what it proved points to it. */
    public void device(String id, Instant now) {
        prepared.change("""
                insert into devices (id, name, is_self, created_at, last_seen_at) values (?, ?, 0, ?, ?)
                on conflict (id) do nothing
                """, id, id, now, now);
    }

    /** A library of another device has no place here until a person gives it one. */
    public void library(String id, Values body, Instant now) {
        Instant addedAt = body.time("added_at");
        prepared.change(
                """
                insert into libraries (id, name, failure_domain, failure_domain_by_word, added_at)
                values (?, ?, ?, ?, ?)
                on conflict (id) do update set name = excluded.name,
                    failure_domain = case when libraries.place is null then excluded.failure_domain
                                          else libraries.failure_domain end,
                    failure_domain_by_word = case when libraries.place is null then excluded.failure_domain_by_word
                                                  else libraries.failure_domain_by_word end
                """,
                id,
                body.textOr("name", id),
                body.text("failure_domain"),
                body.flag("failure_domain_by_word") ? 1 : 0,
                addedAt == null ? now : addedAt);
    }

    /**
     * A place of another device. One that this device is connected to stays as it is here; what is new has its key for
     * its name, since names are each device's own.
     *
     * @param id for it, if it is new
     */
    public void provider(String key, String id, boolean deleted, Values body, Instant now) {
        prepared.change(
                """
                update sync_providers set failure_domain = ?, failure_domain_by_word = ?, enabled = ?
                where provider_key = ? and connected = 0
                """, body.text("failure_domain"), body.flag("failure_domain_by_word") ? 1 : 0, deleted ? 0 : 1, key);
        if (providerOf(key).isPresent()) {
            return;
        }
        prepared.change(
                """
                insert into sync_providers
                    (id, provider_type, display_name, enabled, created_at, provider_key, failure_domain,
                     failure_domain_by_word, connected)
                values (?, ?, ?, ?, ?, ?, ?, ?, 0)
                """,
                id,
                body.textOr("provider_type", "unknown"),
                key,
                deleted ? 0 : 1,
                now,
                key,
                body.text("failure_domain"),
                body.flag("failure_domain_by_word") ? 1 : 0);
    }

    /** The id, here, of the place with this key; one that is in use before one that was removed. */
    public Optional<String> providerOf(String key) {
        return Rows.first(
                handle,
                "select id from sync_providers where provider_key = ? order by enabled desc, created_at limit 1",
                Columns::text,
                key);
    }

    /** An asset, alive or with its tombstone. */
    public void asset(ContentHash hash, boolean deleted, Values body, Instant changedAt) {
        Instant importedAt = body.time("imported_at");
        Instant deletedAt = body.time("deleted_at");
        Long size = body.number("file_size_bytes");
        prepared.change(
                """
                insert into asset_manifest
                    (content_hash, hash_algorithm, file_size_bytes, mime_type, extension, duration_ms, width, height,
                     source_type, source_name, imported_at, deleted_at, tombstone_reason)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                on conflict (content_hash) do update set extension = excluded.extension,
                    mime_type = excluded.mime_type, duration_ms = excluded.duration_ms, width = excluded.width,
                    height = excluded.height, source_name = excluded.source_name, deleted_at = excluded.deleted_at,
                    tombstone_reason = excluded.tombstone_reason
                """,
                hash.toString(),
                hash.algorithm(),
                size == null ? 0 : Math.max(0, size),
                body.textOr("mime_type", "application/octet-stream"),
                extension(body),
                body.number("duration_ms"),
                body.number("width"),
                body.number("height"),
                body.textOr("source_type", "files"),
                body.text("source_name"),
                importedAt == null ? changedAt : importedAt,
                deleted ? (deletedAt == null ? changedAt : deletedAt) : null,
                deleted ? reason(body) : null);
    }

    /** That the copies of an asset are to go. Once that has begun, the asset stays deleted whatever others say. */
    public void purge(ContentHash hash, boolean withdrawn, Values body, String deviceId, Instant changedAt) {
        Instant beganAt = body.time("began_at");
        prepared.change(
                """
                insert into purges (content_hash, asked_by, asked_at, began_at, withdrawn_at) values (?, ?, ?, ?, ?)
                on conflict (content_hash) do update set asked_by = excluded.asked_by, asked_at = excluded.asked_at,
                    began_at = excluded.began_at, withdrawn_at = excluded.withdrawn_at
                """,
                hash.toString(),
                body.textOr("asked_by", deviceId),
                orElse(body.time("asked_at"), changedAt),
                beganAt,
                withdrawn ? changedAt : null);
        if (beganAt != null && !withdrawn) {
            prepared.change("""
                    update asset_manifest set deleted_at = ?, tombstone_reason = 'user'
                    where content_hash = ? and deleted_at is null
                    """, beganAt, hash.toString());
        }
    }

    /** It becomes part of a file's name. */
    private static String extension(Values body) {
        String extension = body.textOr("extension", "");
        return EXTENSION.matcher(extension).matches() ? extension : "bin";
    }

    private static String reason(Values body) {
        String reason = body.textOr("tombstone_reason", "");
        return REASONS.contains(reason) ? reason : "user";
    }

    /** Null for what no version of this program calls a proof. */
    private static @Nullable String evidence(Values body) {
        String grade = body.textOr("proof.evidence", "");
        return Arrays.stream(EvidenceGrade.values())
                        .anyMatch(known -> known.name().equals(grade))
                ? grade
                : null;
    }

    /**
     * A name. Where its file is present on this machine, what lies there is the machine's own matter, and only whether
     * a person deleted the name is taken over.
     */
    public void path(String libraryId, String path, String machineId, boolean deleted, Values body, Instant changedAt) {
        int slash = path.lastIndexOf('/');
        Instant deletedAt = deleted ? body.time("deleted_at") : null;
        Long size = body.number("size_bytes");
        Long modified = body.number("modified_ns");
        prepared.change(
                """
                insert into library_files
                    (library_id, machine_id, path, folder, content_hash, size_bytes, modified_ns, changed_ns, state,
                     deleted_at)
                values (?, ?, ?, ?, ?, ?, ?, 0, 'missing', ?)
                on conflict (library_id, machine_id, path) do update set deleted_at = excluded.deleted_at,
                    content_hash = case when library_files.state = 'missing' then excluded.content_hash
                                        else library_files.content_hash end,
                    size_bytes = case when library_files.state = 'missing' then excluded.size_bytes
                                      else library_files.size_bytes end,
                    modified_ns = case when library_files.state = 'missing' then excluded.modified_ns
                                       else library_files.modified_ns end
                """,
                libraryId,
                machineId,
                path,
                slash < 0 ? "" : path.substring(0, slash),
                body.text("content_hash"),
                size == null ? 0 : size,
                modified == null ? 0 : modified,
                deleted && deletedAt == null ? changedAt : deletedAt);
    }

    /** A copy that a device proved, or that is none any more. */
    public void copy(ContentHash hash, String providerId, boolean deleted, Values body, Instant changedAt) {
        Long size = body.number("size_bytes");
        boolean proved = !deleted && evidence(body) != null && body.time("proof.verified_at") != null;
        prepared.change(
                """
                insert into asset_copies
                    (content_hash, provider, remote_path, remote_etag, verified_at, status, upload_progress, created_at,
                     updated_at, evidence, evidence_device, failure_domain, size_bytes)
                values (?, ?, ?, ?, ?, ?, 100, ?, ?, ?, ?, ?, ?)
                on conflict (content_hash, provider) do update set remote_path = excluded.remote_path,
                    remote_etag = excluded.remote_etag, verified_at = excluded.verified_at, status = excluded.status,
                    updated_at = excluded.updated_at, evidence = excluded.evidence,
                    evidence_device = excluded.evidence_device, failure_domain = excluded.failure_domain
                """,
                hash.toString(),
                providerId,
                body.textOr("remote_path", hash.digest()),
                body.text("proof.object_version"),
                body.time("proof.verified_at"),
                proved ? "verified" : "failed",
                changedAt,
                changedAt,
                evidence(body),
                body.text("proof.device"),
                body.text("proof.failure_domain"),
                size == null ? 0 : size);
    }

    /** A certificate of another device. */
    public void certificate(String id, String deviceId, Values body, Instant changedAt) {
        Long size = body.number("size_bytes");
        prepared.change(
                """
                insert into certificates
                    (id, content_hash, library_id, device_id, path, status, aside_name, size_bytes, modified_ns,
                     relied_on_json, engine_version, prepared_at, committed_at, removed_at)
                values (?, ?, ?, ?, ?, 'committed', '', ?, 0, ?, ?, ?, ?, ?)
                on conflict (id) do nothing
                """,
                id,
                body.text("content_hash"),
                body.text("library_id"),
                deviceId,
                body.textOr("path", ""),
                size == null ? 0 : size,
                body.textOr("relied_on_json", "[]"),
                body.textOr("engine_version", ""),
                orElse(body.time("prepared_at"), changedAt),
                body.time("committed_at"),
                orElse(body.time("removed_at"), changedAt));
    }

    /**
     * A row of what the videos are about, as all its columns are now.
     *
     * @param columns those of {@link LibraryTable#types}, by name; what is missing becomes null
     */
    public void row(LibraryTable table, String id, Map<String, @Nullable Object> columns) {
        List<String> names =
                table.fields().stream().map(ManifestColumns.Field::column).toList();
        List<@Nullable Object> values = new ArrayList<>(List.of(id));
        names.forEach(name -> values.add(columns.get(name)));
        prepared.change(
                "insert into %s (id, %s) values (?%s) on conflict (id) do update set %s"
                        .formatted(
                                table.table(),
                                String.join(", ", names),
                                ", ?".repeat(names.size()),
                                names.stream()
                                        .map(name -> name + " = excluded." + name)
                                        .collect(Collectors.joining(", "))),
                values.toArray());
    }

    /** A row whose record is deleted, of a kind that keeps no such rows. */
    public void removeRow(LibraryTable table, String id) {
        prepared.change("delete from " + table.table() + " where id = ?", id);
    }

    /** Whether there is such a row. */
    public boolean hasRow(LibraryTable table, String id) {
        return Rows.first(handle, "select 1 from " + table.table() + " where id = ?", Columns::number, id)
                .isPresent();
    }

    private static Instant orElse(@Nullable Instant time, Instant otherwise) {
        return time == null ? otherwise : time;
    }
}
