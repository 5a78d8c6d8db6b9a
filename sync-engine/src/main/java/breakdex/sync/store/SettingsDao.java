package breakdex.sync.store;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** The table {@code settings}: what a person set, as text. Their meaning is judged in {@code config}. */
public final class SettingsDao {
    private final Handle handle;

    SettingsDao(Handle handle) {
        this.handle = handle;
    }

    public Optional<String> find(String name) {
        return handle.createQuery("select value from settings where name = :name")
                .bind("name", name)
                .mapTo(String.class)
                .findOne();
    }

    public Map<String, String> all() {
        Map<String, String> settings = new LinkedHashMap<>();
        handle.createQuery("select name, value from settings order by name")
                .map((row, context) -> Map.entry(row.getString("name"), row.getString("value")))
                .forEach(entry -> settings.put(entry.getKey(), entry.getValue()));
        return settings;
    }

    public void put(String name, String value, Instant now) {
        handle.createUpdate("""
                        insert into settings (name, value, updated_at) values (:name, :value, :now)
                        on conflict (name) do update set value = excluded.value, updated_at = excluded.updated_at
                        """)
                .bind("name", name)
                .bind("value", value)
                .bind("now", now)
                .execute();
    }

    public void remove(String name) {
        handle.createUpdate("delete from settings where name = :name")
                .bind("name", name)
                .execute();
    }
}
