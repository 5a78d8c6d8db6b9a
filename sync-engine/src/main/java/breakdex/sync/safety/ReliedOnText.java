package breakdex.sync.safety;

import breakdex.sync.asset.Evidence;
import breakdex.sync.asset.EvidenceGrade;
import breakdex.sync.asset.FailureDomain;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The copies that a certificate rests on, as they stand in {@code certificates.relied_on_json}. */
public final class ReliedOnText {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final TypeReference<List<Map<String, String>>> SHAPE = new TypeReference<>() {};

    private ReliedOnText() {}

    static String write(List<ReliedOn> copies) {
        List<Map<String, String>> rows = new ArrayList<>();
        for (ReliedOn copy : copies) {
            String domain = copy.domain().name();
            String version = copy.evidence().objectVersion();
            rows.add(Map.of(
                    "provider", copy.provider(),
                    "remotePath", copy.remotePath(),
                    "domain", domain == null ? "" : domain,
                    "domainByWord", Boolean.toString(copy.domain().byWord()),
                    "evidence", copy.evidence().grade().name(),
                    "obtainedAt", copy.evidence().obtainedAt().toString(),
                    "device", copy.evidence().deviceId(),
                    "objectVersion", version == null ? "" : version));
        }
        return JSON.writeValueAsString(rows);
    }

    /** Empty where the text is not what was written: a certificate of another device may hold anything. */
    public static List<ReliedOn> read(String text) {
        try {
            return JSON.readValue(text, SHAPE).stream()
                    .filter(Objects::nonNull)
                    .map(ReliedOnText::copy)
                    .toList();
        } catch (JacksonException | IllegalArgumentException | DateTimeException e) {
            return List.of();
        }
    }

    private static ReliedOn copy(Map<String, String> row) {
        Evidence evidence = new Evidence(
                EvidenceGrade.valueOf(in(row, "evidence", "SIZE_ONLY")),
                Instant.parse(in(row, "obtainedAt", Instant.EPOCH.toString())),
                in(row, "device", ""),
                row.get("objectVersion"));
        FailureDomain domain = new FailureDomain(in(row, "domain", ""), Boolean.parseBoolean(row.get("domainByWord")));
        return new ReliedOn(in(row, "provider", ""), in(row, "remotePath", ""), domain, evidence);
    }

    private static String in(Map<String, String> row, String field, String otherwise) {
        String value = row.get(field);
        return value == null ? otherwise : value;
    }
}
