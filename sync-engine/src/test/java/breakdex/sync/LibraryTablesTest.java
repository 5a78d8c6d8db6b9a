package breakdex.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import breakdex.sync.asset.Combo;
import breakdex.sync.asset.Move;
import breakdex.sync.asset.Review;
import breakdex.sync.manifest.LibraryEdits;
import breakdex.sync.store.Database;
import breakdex.sync.store.DatabaseAddress;
import breakdex.sync.store.PastTheChecks;
import breakdex.sync.store.StepListener;
import breakdex.sync.store.StoreFixture;
import breakdex.sync.store.TestDatabase;
import breakdex.sync.store.TestServer;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The tables of moves, combos and reviews are written from the manifest's records, and in no other way. */
class LibraryTablesTest {
    private static final String RECORD = "insert into manifest_records (kind, id, clock, device_id, body_json) values ";

    @TempDir
    Path root;

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void nobodyElseChangesThem(TestDatabase kind) {
        try (EngineWorld world = new EngineWorld(root, kind)) {
            LibraryContents contents = world.engine().contents();
            contents.putMove(Move.of("m1", "Windmill", "power"));
            Combo combo = contents.putCombo(Combo.of("c1", "Set", List.of("m1")));
            Review review = contents.addReview(Review.ofMove("r1", "m1", Review.Rating.GOOD, world.clock.instant()));
            for (String sql : List.of(
                    "insert into moves (id, name, updated_at) values ('x', 'x', '2026-01-01T00:00:00.000Z')",
                    "update moves set name = 'x'",
                    "delete from moves",
                    "insert into combos (id, name, updated_at) values ('x', 'x', '2026-01-01T00:00:00.000Z')",
                    "update combos set name = 'x'",
                    "delete from combos",
                    "insert into combo_moves (id, combo_id, move_id, sequence_index) values ('x', 'c1', 'm1', 5)",
                    "update combo_moves set sequence_index = 7",
                    "delete from combo_moves",
                    "insert into reviews (id, rating, reviewed_at) values ('x', 'EASY', '2026-01-01T00:00:00.000Z')",
                    "update reviews set rating = 'EASY'",
                    "delete from reviews")) {
                assertThatThrownBy(() -> PastTheChecks.run(world.address, sql))
                        .as(sql)
                        .hasStackTraceContaining("is written from the manifest only");
            }
            assertThat(contents.moves()).extracting(Move::name).containsExactly("Windmill");
            assertThat(contents.combo("c1")).contains(combo);
            assertThat(contents.review("r1")).contains(review);
        }
    }

    /** Version 3 knew these records and had no tables for them. */
    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void whatWasImportedBeforeThereWereTablesIsInThemAtTheNextStart(TestDatabase kind) {
        DatabaseAddress address = kind == TestDatabase.SQLITE ? kind.address(root) : TestServer.bare();
        migrateTo3(address);
        PastTheChecks.run(
                address,
                RECORD + "('combo_move', 'c1/m1/0', 65536, 'a', '{\"sequence_index\":0}')",
                RECORD + "('move', 'm1', 65536, 'a', '{\"name\":\"Windmill\"}')",
                RECORD + "('combo', 'c1', 65536, 'a', '{\"name\":\"Set\"}')",
                RECORD + "('category', 'power', 65536, 'a', '{}')");
        try (Database database =
                Database.open(address, Clock.fixed(StoreFixture.NOW, ZoneOffset.UTC), StepListener.NONE)) {
            LibraryEdits edits = new LibraryEdits(database, "a", "machine-a", () -> "unused");
            edits.catchUp();
            LibraryContents contents = new LibraryContents(database, "a", edits);
            assertThat(contents.moves()).extracting(Move::name).containsExactly("Windmill");
            assertThat(contents.combos().get(0).steps()).containsExactly(new Combo.Step("m1", 0));
            String due = database.read(tx -> tx.settings().find("library_tables_due"))
                    .orElse("done");
            assertThat(due).isEqualTo("done");
        }
    }

    private static void migrateTo3(DatabaseAddress address) {
        FluentConfiguration flyway = Flyway.configure().target("3").loggers("slf4j");
        if (address instanceof DatabaseAddress.File file) {
            flyway.dataSource("jdbc:sqlite:" + file.path(), null, null)
                    .locations("classpath:breakdex/sync/store/sqlite");
        } else {
            DatabaseAddress.Server server = (DatabaseAddress.Server) address;
            flyway.dataSource(server.url(), server.user(), server.password())
                    .defaultSchema("breakdex")
                    .locations("classpath:breakdex/sync/store/postgresql");
        }
        flyway.load().migrate();
    }

    /** As another device it has other segments; what nobody holds yet waits for one of those. */
    @Test
    void aDatabaseThatBecameAnotherRefusesUntilItIsOpenedAgainAndThenTellsAll() throws Exception {
        try (EngineWorld world = new EngineWorld(root)) {
            world.connect("nas");
            world.engine().contents().putMove(Move.of("m1", "Windmill", "power"));
            PastTheChecks.run(world.address, "update devices set id = 'other' where is_self = 1");
            assertThatThrownBy(() -> world.engine().contents().renameMove("m1", "Mill"))
                    .isInstanceOfSatisfying(
                            SyncException.class, e -> assertThat(e.kind()).isEqualTo(SyncException.Kind.REFUSED))
                    .hasMessageContaining("open it again");
            world.restart();
            world.engine().contents().renameMove("m1", "Mill");
            world.sync();
            try (Database database = world.database()) {
                boolean all = database.read(tx -> tx.log().changes().stream().allMatch(entry -> entry.synced()));
                assertThat(all).isTrue();
            }
        }
    }
}
