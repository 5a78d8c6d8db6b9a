package breakdex.sync.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Which columns the manifest tells of stands in the code and in the migrations' triggers: both say the same. */
class ManifestColumnsTest {
    private static final Pattern UPDATE_OF =
            Pattern.compile("after\\s+update\\s+of\\s+(.*?)\\s+on\\s+(\\w+)", Pattern.DOTALL);

    /** Never written again, or only together with a column that leaves a mark. */
    private static final Map<ManifestTable, Set<String>> WITHOUT_A_MARK = Map.of(
            ManifestTable.LIBRARY, Set.of("added_at"),
            ManifestTable.PROVIDER, Set.of("provider_type"),
            ManifestTable.ASSET, Set.of("source_type", "imported_at"),
            ManifestTable.PATH, Set.of("size_bytes", "modified_ns"),
            ManifestTable.COPY, Set.of("size_bytes", "evidence_device", "remote_etag", "failure_domain"),
            ManifestTable.CERTIFICATE,
                    Set.of(
                            "content_hash",
                            "library_id",
                            "device_id",
                            "path",
                            "size_bytes",
                            "relied_on_json",
                            "engine_version",
                            "prepared_at",
                            "committed_at"));

    /** No field of the body: they say whose record it is, and whether it is deleted. */
    private static final Map<ManifestTable, Set<String>> NO_FIELD = Map.of(
            ManifestTable.PROVIDER, Set.of("enabled", "provider_key", "connected"),
            ManifestTable.PURGE, Set.of("withdrawn_at"),
            ManifestTable.COPY, Set.of("status"));

    @TempDir
    Path home;

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void everyFieldThatMayChangeLeavesAMarkWhenItDoes(TestDatabase kind) {
        try (Database database = kind.open(home)) {
            for (ManifestTable table : ManifestTable.values()) {
                Set<String> expected = columns(ManifestColumns.of(table));
                assertThat(expected).as(table.table()).containsAll(WITHOUT_A_MARK.getOrDefault(table, Set.of()));
                expected.removeAll(WITHOUT_A_MARK.getOrDefault(table, Set.of()));
                expected.addAll(NO_FIELD.getOrDefault(table, Set.of()));
                Set<String> marked = database.read(tx -> marked(tx.handle(), kind, table.table()));
                assertThat(marked).as(table.table()).isEqualTo(expected);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void everyFieldIsAColumnOfItsTable(TestDatabase kind) {
        try (Database database = kind.open(home)) {
            for (ManifestTable table : ManifestTable.values()) {
                Set<String> there = database.read(tx -> there(tx.handle(), table.table()));
                assertThat(there).as(table.table()).containsAll(columns(ManifestColumns.of(table)));
            }
        }
    }

    /** Nothing of these tables is left out of the records, or made up. */
    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void everyColumnOfTheLibrarysTablesIsAField(TestDatabase kind) {
        try (Database database = kind.open(home)) {
            for (LibraryTable table : LibraryTable.values()) {
                Set<String> expected = columns(ManifestColumns.of(table));
                expected.add("id");
                Set<String> there = database.read(tx -> there(tx.handle(), table.table()));
                assertThat(there).as(table.table()).isEqualTo(expected);
            }
        }
    }

    private static Set<String> columns(List<ManifestColumns.Field> fields) {
        return fields.stream().map(ManifestColumns.Field::column).collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> there(Handle handle, String table) {
        return handle.createQuery("select * from " + table + " where 1 = 0").scanResultSet((rows, context) -> {
            Set<String> names = new TreeSet<>();
            try (var result = rows.get()) {
                for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
                    names.add(result.getMetaData().getColumnName(i));
                }
            }
            return names;
        });
    }

    private static Set<String> marked(Handle handle, TestDatabase kind, String table) {
        if (kind == TestDatabase.POSTGRESQL) {
            return new TreeSet<>(handle.createQuery("""
                            select event_object_column from information_schema.triggered_update_columns
                            where event_object_table = :table and trigger_name like 'manifest_%'
                            """)
                    .bind("table", table)
                    .mapTo(String.class)
                    .list());
        }
        return handle
                .createQuery("select sql from sqlite_master where type = 'trigger' and name like 'manifest_%'")
                .mapTo(String.class)
                .list()
                .stream()
                .map(UPDATE_OF::matcher)
                .filter(Matcher::find)
                .filter(match -> match.group(2).equals(table))
                .flatMap(match -> Arrays.stream(match.group(1).split(",")))
                .map(String::strip)
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
