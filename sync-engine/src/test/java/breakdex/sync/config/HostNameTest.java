package breakdex.sync.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class HostNameTest {
    @TempDir
    Path folder;

    @Test
    void theFirstFileThatHoldsANameCounts() throws Exception {
        Path absent = folder.resolve("absent");
        Path empty = Files.writeString(folder.resolve("empty"), "\n");
        Path full = Files.writeString(folder.resolve("full"), "attic\nand more\n");
        assertThat(HostName.of(List.of(absent, empty, full), Map.of("HOSTNAME", "other")))
                .isEqualTo("attic");
    }

    @Test
    void elseAVariableAndElseItHasNone() {
        assertThat(HostName.of(List.of(), Map.of("COMPUTERNAME", "CELLAR", "HOSTNAME", "")))
                .isEqualTo("CELLAR");
        assertThat(HostName.of(List.of(folder), Map.of())).isEqualTo(HostName.NONE);
    }
}
