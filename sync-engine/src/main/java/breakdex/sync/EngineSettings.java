package breakdex.sync;

import breakdex.sync.store.SettingsDao;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a person may set, with its default. Judged once, when it is set; what is stored is always valid. */
enum EngineSettings {
    /** How close to the medium the proof after an upload reads. */
    READ_BACK("read-back", "cached", "cached", "direct");

    private final String key;
    private final String standard;

    @SuppressWarnings("ImmutableEnumChecker") // an unmodifiable list, which the checker cannot see
    private final List<String> allowed;

    EngineSettings(String key, String standard, String... allowed) {
        this.key = key;
        this.standard = standard;
        this.allowed = List.of(allowed);
    }

    String key() {
        return key;
    }

    String in(SettingsDao settings) {
        return settings.find(key).filter(allowed::contains).orElse(standard);
    }

    static Map<String, String> effective(SettingsDao settings) {
        Map<String, String> all = new LinkedHashMap<>();
        for (EngineSettings setting : values()) {
            all.put(setting.key, setting.in(settings));
        }
        return all;
    }

    /** @throws SyncException {@code USAGE} if there is no such setting, or it does not take that value */
    static EngineSettings judge(String name, String value) {
        for (EngineSettings setting : values()) {
            if (setting.key.equals(name)) {
                if (!setting.allowed.contains(value)) {
                    throw new SyncException(
                            SyncException.Kind.USAGE,
                            "The setting " + name + " takes " + String.join(" or ", setting.allowed) + ", not " + value
                                    + ".");
                }
                return setting;
            }
        }
        throw new SyncException(
                SyncException.Kind.USAGE, "There is no setting " + name + ". See breakdex config list.");
    }
}
