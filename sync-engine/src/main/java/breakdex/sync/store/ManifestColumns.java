package breakdex.sync.store;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Which columns of a table are which fields of its records. */
public final class ManifestColumns {
    private ManifestColumns() {}

    /** Of a column. */
    public enum Type {
        TEXT,
        NUMBER,
        FLAG,
        TIME
    }

    /** A field of the record's body, and the column that it is. */
    record Field(String name, String column, Type type) {
        static Field text(String column) {
            return new Field(column, column, Type.TEXT);
        }

        static Field text(String name, String column) {
            return new Field(name, column, Type.TEXT);
        }

        static Field number(String column) {
            return new Field(column, column, Type.NUMBER);
        }

        static Field flag(String column) {
            return new Field(column, column, Type.FLAG);
        }

        static Field time(String column) {
            return new Field(column, column, Type.TIME);
        }

        static Field time(String name, String column) {
            return new Field(name, column, Type.TIME);
        }
    }

    /** The type of each field, by its name as {@link LocalEntity} has it. */
    public static Map<String, Type> types(ManifestTable table) {
        return of(table).stream().collect(Collectors.toMap(Field::name, Field::type));
    }

    static List<Field> of(ManifestTable table) {
        return switch (table) {
            case LIBRARY ->
                List.of(
                        Field.text("name"),
                        Field.time("added_at"),
                        Field.text("failure_domain"),
                        Field.flag("failure_domain_by_word"));
            case PROVIDER ->
                List.of(
                        Field.text("provider_type"),
                        Field.text("display_name"),
                        Field.text("failure_domain"),
                        Field.flag("failure_domain_by_word"));
            case ASSET ->
                List.of(
                        Field.number("file_size_bytes"),
                        Field.text("mime_type"),
                        Field.text("extension"),
                        Field.number("duration_ms"),
                        Field.number("width"),
                        Field.number("height"),
                        Field.text("source_type"),
                        Field.text("source_name"),
                        Field.time("imported_at"),
                        Field.time("deleted_at"),
                        Field.text("tombstone_reason"));
            case PURGE -> List.of(Field.text("asked_by"), Field.time("asked_at"), Field.time("began_at"));
            case PATH ->
                List.of(
                        Field.text("content_hash"),
                        Field.number("size_bytes"),
                        Field.number("modified_ns"),
                        Field.time("deleted_at"));
            case COPY ->
                List.of(
                        Field.text("remote_path"),
                        Field.number("size_bytes"),
                        Field.text("proof.evidence", "evidence"),
                        Field.time("proof.verified_at", "verified_at"),
                        Field.text("proof.device", "evidence_device"),
                        Field.text("proof.object_version", "remote_etag"),
                        Field.text("proof.failure_domain", "failure_domain"));
            case CERTIFICATE ->
                List.of(
                        Field.text("content_hash"),
                        Field.text("library_id"),
                        Field.text("device_id"),
                        Field.text("path"),
                        Field.number("size_bytes"),
                        Field.text("relied_on_json"),
                        Field.text("engine_version"),
                        Field.time("prepared_at"),
                        Field.time("committed_at"),
                        Field.time("removed_at"));
        };
    }

    static List<Field> of(LibraryTable table) {
        return switch (table) {
            case MOVE ->
                List.of(
                        Field.text("name"),
                        Field.text("learning_state"),
                        Field.text("category"),
                        Field.text("video_path"),
                        Field.text("original_video_name"),
                        Field.time("archived_at"),
                        Field.text("archive_reason"),
                        Field.text("notes"),
                        Field.text("content_hash"),
                        Field.time("created_at"),
                        Field.time("updated_at"),
                        Field.time("deleted_at"));
            case COMBO ->
                List.of(
                        Field.text("name"),
                        Field.text("notes"),
                        Field.text("active_video_path"),
                        Field.text("content_hash"),
                        Field.time("updated_at"),
                        Field.time("deleted_at"));
            case COMBO_MOVE -> List.of(Field.text("combo_id"), Field.text("move_id"), Field.number("sequence_index"));
            case REVIEW ->
                List.of(
                        Field.text("rating"),
                        Field.text("review_type"),
                        Field.time("reviewed_at"),
                        Field.text("move_id"),
                        Field.text("combo_id"),
                        Field.text("entity_id_snapshot"),
                        Field.text("entity_type"),
                        Field.text("entity_display_name"),
                        Field.text("fsrs_pre_state"),
                        Field.text("fsrs_post_state"));
        };
    }
}
