package breakdex.sync.store;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/**
 * The tables {@code workers} and {@code machines}: who works on this database, and on which disk. A worker is one run
 * of one process; its row stays for a while after it ended.
 */
public final class WorkersDao {
    private final Handle handle;

    WorkersDao(Handle handle) {
        this.handle = handle;
    }

    /** One that is at work, or was. */
    public record Worker(String id, String machineId, long processId, Instant startedAt, Instant seenAt) {}

    /** The machine that an SQLite database lies on: the one that it knows. */
    public Optional<String> onlyMachine() {
        return Rows.first(handle, "select id from machines order by created_at, id limit 1", Columns::text);
    }

    public boolean knowsMachine(String id) {
        return Rows.first(handle, "select id from machines where id = ?", Columns::text, id)
                .isPresent();
    }

    /** Adds this machine, or notes that it is at work. */
    public void machine(String id, String name, Instant now) {
        handle.createUpdate("""
                        insert into machines (id, name, created_at, last_seen_at) values (:id, :name, :now, :now)
                        on conflict (id) do update set last_seen_at = excluded.last_seen_at
                        """)
                .bind("id", id)
                .bind("name", name)
                .bind("now", now)
                .execute();
    }

    /** Adds a worker, or notes that it lives, and its machine with it. */
    public void seen(String id, String machineId, long processId, Instant now) {
        handle.createUpdate("""
                        insert into workers (id, machine_id, process_id, started_at, seen_at)
                        values (:id, :machine, :process, :now, :now)
                        on conflict (id) do update set seen_at = excluded.seen_at
                        """)
                .bind("id", id)
                .bind("machine", machineId)
                .bind("process", processId)
                .bind("now", now)
                .execute();
        Rows.change(handle, "update machines set last_seen_at = ? where id = ?", now, machineId);
    }

    /** Those that were seen since, the latest first. */
    public List<Worker> seenSince(Instant since) {
        return Rows.list(
                handle,
                "select id, machine_id, process_id, started_at, seen_at from workers where seen_at >= ?"
                        + " order by seen_at desc, id",
                row -> new Worker(row.text(), row.text(), row.number(), row.time(), row.time()),
                since);
    }

    /** One that holds operations now, with its machine as people call it. */
    public record Holder(String workerId, long processId, String machineId, String machineName) {}

    /** Those that hold operations now, the dead too, by their ids. */
    public Map<String, Holder> holders() {
        return Rows.list(
                        handle,
                        "select w.id, w.process_id, m.id, m.name from workers w join machines m on m.id = w.machine_id"
                                + " where exists (" + SyncOperationsDao.IS_HELD_BY_W + ")",
                        row -> new Holder(row.text(), row.number(), row.text(), row.text()))
                .stream()
                .collect(Collectors.toMap(Holder::workerId, Function.identity()));
    }

    /** Workers of other machines. */
    public Set<String> elsewhere(String machineId) {
        return Set.copyOf(Rows.list(handle, "select id from workers where machine_id <> ?", Columns::text, machineId));
    }

    /** Forgets those that have not been seen since, and hold nothing. */
    public int forget(Instant before) {
        return handle.createUpdate("delete from workers as w where seen_at < :before and not exists ("
                        + SyncOperationsDao.IS_HELD_BY_W + ")")
                .bind("before", before)
                .execute();
    }
}
