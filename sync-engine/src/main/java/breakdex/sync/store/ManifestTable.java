package breakdex.sync.store;

import org.jspecify.annotations.Nullable;

/**
 * The tables whose rows the manifest tells of, in an order in which no row points to a later table. In the SQL here
 * {@code t} is a row and {@code c} its mark in {@code manifest_changes}.
 */
public enum ManifestTable {
    LIBRARY("library", "libraries", "t.id = c.first_key", "t.id", "0", "null"),
    PROVIDER(
            "provider",
            "sync_providers",
            "t.id = c.first_key and t.connected = 1",
            "t.provider_key",
            "1 - t.enabled",
            "null"),
    ASSET(
            "asset",
            "asset_manifest",
            "t.content_hash = c.first_key",
            "t.content_hash",
            "case when t.deleted_at is null then 0 else 1 end",
            "t.deleted_at"),
    /** That the copies of a deleted asset are to go; taken back, it is deleted. */
    PURGE(
            "purge",
            "purges",
            "t.content_hash = c.first_key",
            "t.content_hash",
            "case when t.withdrawn_at is null then 0 else 1 end",
            "coalesce(t.withdrawn_at, t.began_at, t.asked_at)"),
    /** Which of a library's names have which content; whether a name has its file is each machine's own. */
    PATH(
            "path",
            "library_files",
            "t.library_id = c.first_key and t.machine_id = c.second_key and t.path = c.third_key"
                    + " and t.content_hash is not null",
            "t.library_id || '/' || t.path",
            "case when t.deleted_at is null then 0 else 1 end",
            "t.deleted_at"),
    /** One that is no proved copy any more is deleted; what made it a proved one changes as one. */
    COPY(
            "copy",
            "asset_copies",
            "t.content_hash = c.first_key and t.provider = c.second_key",
            "t.content_hash || '@' || (select p.provider_key from sync_providers p where p.id = t.provider)",
            "case when t.status = 'verified' then 0 else 1 end",
            "t.updated_at"),
    CERTIFICATE(
            "certificate",
            "certificates",
            "t.id = c.first_key and t.removed_at is not null",
            "t.id",
            "0",
            "t.removed_at");

    private final String kind;
    private final String table;
    private final String joined;
    private final String id;
    private final String deleted;
    private final String changedAt;

    ManifestTable(String kind, String table, String joined, String id, String deleted, String changedAt) {
        this.kind = kind;
        this.table = table;
        this.joined = joined;
        this.id = id;
        this.deleted = deleted;
        this.changedAt = changedAt;
    }

    /** The kind of its records. */
    public String kind() {
        return kind;
    }

    /** Null for a kind that has no table. */
    public static @Nullable ManifestTable ofKind(String kind) {
        for (ManifestTable table : values()) {
            if (table.kind.equals(kind)) {
                return table;
            }
        }
        return null;
    }

    String table() {
        return table;
    }

    /** The condition under which {@code t} is the row of {@code c}. */
    String joined() {
        return joined;
    }

    /** Of the record. */
    String id() {
        return id;
    }

    /** 1 or 0. */
    String deleted() {
        return deleted;
    }

    /** When it last changed, if the row tells; else null. */
    String changedAt() {
        return changedAt;
    }
}
