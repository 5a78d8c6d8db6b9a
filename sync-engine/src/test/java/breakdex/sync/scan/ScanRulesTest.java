package breakdex.sync.scan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ScanRulesTest {
    @ParameterizedTest
    @ValueSource(strings = {"a.mp4", "a.MOV", "x.tar.mkv", "GX01.360", "00001.MTS"})
    void videosAreKnownByTheirEnding(String name) {
        assertThat(ScanRules.VIDEOS.compile().isWantedFile(name, name)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"index.ts", "a.txt", "mp4", ".mp4", "a.mp4.part"})
    void otherFilesAreNotWantedUnlessAllAre(String name) {
        assertThat(ScanRules.VIDEOS.compile().isWantedFile(name, name)).isFalse();
        assertThat(new ScanRules(List.of(), List.of(), true).compile().isWantedFile(name, name))
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "*.mp4, a.mp4, true",
        "*.mp4, deep/down/a.mp4, true",
        "*.mp4, a.mp4x, false",
        "raw, deep/raw/a.mp4, true",
        "raw, deep/raw.mp4, false",
        "/raw, deep/raw/a.mp4, false",
        "/raw, raw/a.mp4, true",
        "2024/*/a.mp4, 2024/june/a.mp4, true",
        "2024/*/a.mp4, 2024/june/week/a.mp4, false",
        "2024/**/a.mp4, 2024/a.mp4, true",
        "2024/**/a.mp4, 2024/june/week/a.mp4, true",
        "2024/**, 2024/june/b.mp4, true",
        "clip?.mp4, clip1.mp4, true",
        "clip?.mp4, clip/1.mp4, false",
        "a+(b).mp4, a+(b).mp4, true"
    })
    void globsMeanWhatTheySay(String glob, String path, boolean matches) {
        assertThat(Glob.of(glob).matches(path)).isEqualTo(matches);
        ScanRules.Wanted including = new ScanRules(List.of(glob), List.of(), true).compile();
        assertThat(including.isWantedFile("name", path)).isEqualTo(matches);
        ScanRules.Wanted excluding = new ScanRules(List.of(), List.of(glob), true).compile();
        assertThat(excluding.isOff("name", path)).isEqualTo(matches);
    }

    @Test
    void rulesComeBackFromTheirText() {
        ScanRules rules = new ScanRules(List.of("a/**", "é\"\n"), List.of("*.raw"), true);
        assertThat(ScanRules.parse(rules.toJson())).isEqualTo(rules);
        assertThat(ScanRules.parse("{}")).isEqualTo(ScanRules.VIDEOS);
        assertThat(ScanRules.parse("{\"later\":{\"x\":[1]},\"allFiles\":true}").allFiles())
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "{", "{\"includes\":1}", "{\"allFiles\":\"x\"}", "nonsense"})
    void damagedRulesAreRefused(String json) {
        assertThatThrownBy(() -> ScanRules.parse(json))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("cannot be read");
    }
}
