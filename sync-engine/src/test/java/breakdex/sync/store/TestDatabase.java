package breakdex.sync.store;

import java.nio.file.Path;
import java.time.Clock;

/** The kinds of database that a test runs on: each a real one. */
public enum TestDatabase {
    SQLITE {
        @Override
        public DatabaseAddress address(Path home) {
            return new DatabaseAddress.File(home.resolve("breakdex.db"));
        }
    },
    POSTGRESQL {
        @Override
        public DatabaseAddress address(Path home) {
            return TestServer.fresh();
        }
    };

    /**
     * A database that is new, or of SQLite the one in this home.
     *
     * @param home an existing folder
     */
    public abstract DatabaseAddress address(Path home);

    public Database open(Path home) {
        return Database.open(address(home), Clock.fixed(StoreFixture.NOW, java.time.ZoneOffset.UTC), StepListener.NONE);
    }
}
