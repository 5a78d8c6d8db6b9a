package breakdex.sync.manifest;

import java.util.Arrays;
import java.util.List;

/**
 * Ids of records that the app knows by more than one name: the names with {@code /} between them, and {@code /} and
 * {@code %} in them escaped, so that no two things ever have one id. An id of a single name is that name.
 */
final class AppId {
    private AppId() {}

    static String of(List<String> names) {
        if (names.size() == 1) {
            return names.get(0);
        }
        return String.join("/", names.stream().map(AppId::escaped).toList());
    }

    private static String escaped(String name) {
        return name.replace("%", "%25").replace("/", "%2F");
    }

    /** The first names in an id; empty where it has fewer. */
    static List<String> names(String id, int count) {
        if (count == 1) {
            return List.of(id);
        }
        List<String> names = Arrays.stream(id.split("/", -1))
                .limit(count)
                .map(name -> name.replace("%2F", "/").replace("%25", "%"))
                .toList();
        return names.size() < count ? List.of() : names;
    }
}
