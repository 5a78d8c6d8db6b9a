package breakdex.sync.safety;

import breakdex.sync.asset.Evidence;
import breakdex.sync.asset.EvidenceGrade;
import breakdex.sync.asset.FailureDomain;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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

    /** @throws tools.jackson.core.JacksonException if the text is not what was written */
    public static List<ReliedOn> read(String text) {
        return JSON.readValue(text, SHAPE).stream()
                .map(row -> new ReliedOn(
                        row.getOrDefault("provider", ""),
                        row.getOrDefault("remotePath", ""),
                        new FailureDomain(
                                row.getOrDefault("domain", ""), Boolean.parseBoolean(row.get("domainByWord"))),
                        new Evidence(
                                EvidenceGrade.valueOf(row.getOrDefault("evidence", "SIZE_ONLY")),
                                Instant.parse(row.getOrDefault("obtainedAt", Instant.EPOCH.toString())),
                                row.getOrDefault("device", ""),
                                row.get("objectVersion"))))
                .toList();
    }
}
