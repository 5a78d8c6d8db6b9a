package breakdex.sync.store;

import breakdex.sync.asset.Asset;
import breakdex.sync.asset.ContentHash;
import breakdex.sync.asset.Evidence;
import breakdex.sync.asset.EvidenceGrade;
import breakdex.sync.asset.FailureDomain;
import breakdex.sync.asset.LocalState;
import breakdex.sync.asset.MediaInfo;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.IntStream;
import org.jdbi.v3.core.statement.Query;

/** A real database with a device, a library on {@code disk:own}, and helpers that fill it. */
public final class StoreFixture implements AutoCloseable {
    public static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    public static final String DEVICE = "device-1";
    public static final String MACHINE = "machine-1";
    public static final String LIBRARY = "library-1";

    public final Database database;

    /** Where it lies, for whoever wants to reach it in another way. */
    public final DatabaseAddress address;

    public StoreFixture(Path home) {
        this(home, TestDatabase.SQLITE);
    }

    public StoreFixture(Path home, TestDatabase kind) {
        this(home, kind.address(home), Clock.fixed(NOW, ZoneOffset.UTC));
    }

    /** On SQLite, with a clock of the test's own. */
    public StoreFixture(Path home, Clock clock) {
        this(home, TestDatabase.SQLITE.address(home), clock);
    }

    /** @param clock of an SQLite database; a server has its own */
    public StoreFixture(Path home, DatabaseAddress address, Clock clock) {
        this.address = address;
        database = Database.open(address, clock, StepListener.NONE);
        database.writing(tx -> {
            if (tx.devices().self().isEmpty()) {
                tx.devices().becomeSelf(DEVICE, "test", NOW);
                tx.workers().machine(MACHINE, "test", NOW);
                tx.libraries()
                        .put(new LibraryRow(
                                LIBRARY,
                                "Videos",
                                home.toString(),
                                null,
                                null,
                                true,
                                "{}",
                                new FailureDomain("disk:own", false),
                                NOW,
                                MACHINE));
            }
        });
    }

    /**
     * How the database would go about a statement, line by line, where its tables were so large that it would rather
     * take an index.
     */
    List<String> plan(String sql, Object... parameters) {
        boolean sqlite = address instanceof DatabaseAddress.File;
        return database.note(tx -> {
            if (!sqlite) {
                tx.handle().execute("set local enable_seqscan = off");
                tx.handle().execute("set local enable_bitmapscan = off");
            }
            String explain = sqlite ? "explain query plan " : "explain (costs off) ";
            Query query = tx.handle().createQuery(explain + sql);
            for (int at = 0; at < parameters.length; at++) {
                query.bind(at, parameters[at]);
            }
            return query.map((row, context) -> row.getString(sqlite ? "detail" : "QUERY PLAN"))
                    .list();
        });
    }

    public static ContentHash hash(int n) {
        return ContentHash.parse(String.format("%064x", n));
    }

    public ContentHash asset(int n, long size) {
        return assets(n, 1, size).get(0);
    }

    /** So many that differ, from the n-th on. */
    public List<ContentHash> assets(int n, int count, long size) {
        List<Asset> all = IntStream.range(n, n + count)
                .mapToObj(each -> new Asset(
                        hash(each),
                        size,
                        "mp4",
                        "video/mp4",
                        MediaInfo.UNKNOWN,
                        "files",
                        "clip.mp4",
                        NOW,
                        null,
                        null,
                        0))
                .toList();
        database.writing(tx -> tx.assets().addAbsent(all));
        return all.stream().map(Asset::hash).toList();
    }

    public String provider(String id, FailureDomain domain) {
        database.writing(tx -> tx.providers()
                .add(new ProviderRow(
                        id, "folder", id, true, "{}", "folder:" + id, domain, false, null, null, NOW, null, true)));
        return id;
    }

    public void file(String path, ContentHash hash, LocalState state) {
        database.writing(tx -> tx.files()
                .put(List.of(new LibraryFileRow(
                        LIBRARY,
                        MACHINE,
                        path,
                        LibraryFileRow.folderOf(path),
                        hash,
                        10,
                        1,
                        1,
                        null,
                        state,
                        true,
                        NOW,
                        null,
                        null,
                        null))));
    }

    public void proved(ContentHash hash, String provider, EvidenceGrade grade, Instant at) {
        database.writing(tx -> {
            tx.copies()
                    .recordProved(List.of(new ProvedCopy(
                            hash, provider, hash.digest() + ".mp4", new Evidence(grade, at, DEVICE, null))));
            tx.assets().recount(List.of(hash));
        });
    }

    /** The whole queue, by id. */
    public List<SyncOperation> operations() {
        return database.read(
                tx -> Rows.list(tx.handle(), SyncOperationsDao.SELECT + "order by id", OperationRows::read));
    }

    @Override
    public void close() {
        database.close();
    }
}
