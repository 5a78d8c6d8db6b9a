package breakdex.sync;

import breakdex.sync.store.SettingsDao;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** What a person may set, with its default. Judged once, when it is set; what is stored is always valid. */
enum EngineSettings {
    /** How close to the medium the proof after an upload reads. */
    READ_BACK("read-back", "cached", "cached or direct", List.of("cached", "direct")::contains),
    /**
     * How many bytes a cycle may read of copies whose proof grows old, and how many of local files: with a cycle a day,
     * enough for some 3 TB of copies in a month.
     */
    VERIFY_BYTES(
            "verify-bytes",
            "100G",
            VerifyBudget.TAKES_BYTES,
            text -> VerifyBudget.bytes(text).isPresent()),
    /** How long a cycle may begin to read either: less than it may copy, and the next cycle goes on. */
    VERIFY_TIME(
            "verify-time",
            "10m",
            VerifyBudget.TAKES_TIME,
            text -> VerifyBudget.time(text).isPresent());

    private final String key;
    private final String standard;
    private final String takes;

    @SuppressWarnings("ImmutableEnumChecker") // without state, which the checker cannot see
    private final Predicate<String> allowed;

    EngineSettings(String key, String standard, String takes, Predicate<String> allowed) {
        this.key = key;
        this.standard = standard;
        this.takes = takes;
        this.allowed = allowed;
    }

    /** What each cycle may read of copies, and as much again of local files. */
    static VerifyBudget budget(SettingsDao settings) {
        return new VerifyBudget(
                VerifyBudget.bytes(VERIFY_BYTES.in(settings)).orElseThrow(),
                VerifyBudget.time(VERIFY_TIME.in(settings)).orElseThrow());
    }

    String key() {
        return key;
    }

    String in(SettingsDao settings) {
        return settings.find(key).filter(allowed).orElse(standard);
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
                if (!setting.allowed.test(value)) {
                    throw new SyncException(
                            SyncException.Kind.USAGE,
                            "The setting " + name + " takes " + setting.takes + ", not " + value + ".");
                }
                return setting;
            }
        }
        throw new SyncException(
                SyncException.Kind.USAGE, "There is no setting " + name + ". See breakdex config list.");
    }
}
