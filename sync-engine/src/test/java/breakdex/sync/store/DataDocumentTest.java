package breakdex.sync.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import breakdex.sync.house.Sources;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** docs/data.md holds every table and column of a fresh database, with its type, and nothing else. */
class DataDocumentTest {
    private static final Pattern HEADING = Pattern.compile("### `(\\w+)`");
    private static final Pattern ROW = Pattern.compile("\\| `(\\w+)` \\| ([a-z ]+) \\| (.*\\S.*) \\|");
    private static final String TABLE_HEAD = "| column | type | meaning |";

    @TempDir
    Path home;

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void thePageHoldsTheSchema(TestDatabase kind) throws IOException {
        Map<String, Map<String, String>> documented =
                tablesIn(Files.readAllLines(Sources.repositoryRoot().resolve("docs/data.md")));
        try (Database database = kind.open(home)) {
            assertThat(documented).isEqualTo(schema(database, kind == TestDatabase.SQLITE ? OF_SQLITE : OF_POSTGRESQL));
        }
    }

    @Test
    void aPageIsReadTableByTable() {
        List<String> page = List.of(
                "### `clips`",
                TABLE_HEAD,
                "|---|---|---|",
                "| `id` | text | its id |",
                "| `length` | int or null | milliseconds |",
                "",
                "| file | meaning |",
                "| `lock` | not a column |");
        assertThat(tablesIn(page)).isEqualTo(Map.of("clips", Map.of("id", "text", "length", "int or null")));
    }

    @Test
    void aRowThatCannotBeReadIsNotPassedOver() {
        List<String> page = List.of("### `clips`", TABLE_HEAD, "|---|---|---|", "| `id` | text |  |");
        assertThatThrownBy(() -> tablesIn(page)).hasMessageContaining("| `id` | text |  |");
    }

    private static Map<String, Map<String, String>> tablesIn(List<String> lines) {
        Map<String, Map<String, String>> tables = new TreeMap<>();
        String table = "";
        boolean inside = false;
        for (String line : lines) {
            Matcher heading = HEADING.matcher(line);
            if (heading.matches()) {
                table = heading.group(1);
            }
            if (inside && line.startsWith("| ")) {
                Matcher row = ROW.matcher(line);
                assertThat(row.matches()).as(line).isTrue();
                String before = tables.getOrDefault(table, new TreeMap<>()).put(row.group(1), row.group(2));
                assertThat(before)
                        .as("a second row for " + table + "." + row.group(1))
                        .isNull();
            }
            if (line.equals(TABLE_HEAD)) {
                assertThat(tables.put(table, new TreeMap<>()))
                        .as("a second table for " + table)
                        .isNull();
            }
            inside = line.equals(TABLE_HEAD) || (inside && line.startsWith("|"));
        }
        return tables;
    }

    private static final String OF_SQLITE = """
            select t.name as tab, c.name as col,
                   lower(c.type) || case c."notnull" when 1 then '' else ' or null' end as type
            from sqlite_master t join pragma_table_xinfo(t.name) c
            where t.type = 'table' and t.name not like 'sqlite_%' and t.name <> 'flyway_schema_history'
            """;

    private static final String OF_POSTGRESQL = """
            select table_name as tab, column_name as col,
                   case data_type when 'bigint' then 'int' when 'timestamp with time zone' then 'datetime'
                                  when 'bytea' then 'blob' else data_type end
                   || case is_nullable when 'NO' then '' else ' or null' end as type
            from information_schema.columns
            where table_schema = 'breakdex' and table_name <> 'flyway_schema_history'
            """;

    /** Table by table: each column with its declared type, and whether it may be null. */
    private static Map<String, Map<String, String>> schema(Database database, String query) {
        List<List<String>> columns = database.read(tx -> tx.handle()
                .createQuery(query)
                .map((row, context) -> List.of(row.getString("tab"), row.getString("col"), row.getString("type")))
                .list());
        Map<String, Map<String, String>> tables = new TreeMap<>();
        columns.forEach(column ->
                tables.computeIfAbsent(column.get(0), name -> new TreeMap<>()).put(column.get(1), column.get(2)));
        return tables;
    }
}
