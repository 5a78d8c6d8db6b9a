package breakdex.sync.store;

import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** The table {@code devices}: this database's own id, and others that it heard of. */
public final class DevicesDao {
    private final Handle handle;

    DevicesDao(Handle handle) {
        this.handle = handle;
    }

    /** This database's id; empty before {@link #becomeSelf}. */
    public Optional<String> self() {
        return Rows.first(handle, "select id from devices where is_self = 1", Columns::text);
    }

    public void becomeSelf(String id, String name, Instant now) {
        handle.createUpdate("""
                        insert into devices (id, name, is_self, created_at, last_seen_at)
                        values (:id, :name, 1, :now, :now)
                        """)
                .bind("id", id)
                .bind("name", name)
                .bind("now", now)
                .execute();
    }

    /** This database is a device of its own from now on: another one bears its old id, or did. */
    public void becomeAnother(String id, Instant now) {
        String name = Rows.one(handle, "select name from devices where is_self = 1", Columns::text);
        Rows.change(handle, "update devices set is_self = 0 where is_self = 1");
        becomeSelf(id, name, now);
    }

    /** Notes that this device is at work. Returns when it last was. */
    public Instant seen(String id, Instant now) {
        Instant last = Rows.one(handle, "select last_seen_at from devices where id = ?", Columns::time, id);
        handle.createUpdate("update devices set last_seen_at = :now where id = :id")
                .bind("now", now)
                .bind("id", id)
                .execute();
        return last;
    }
}
