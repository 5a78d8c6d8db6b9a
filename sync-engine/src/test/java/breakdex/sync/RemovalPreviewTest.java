package breakdex.sync;

import static org.assertj.core.api.Assertions.assertThat;

import breakdex.sync.event.Finding;
import breakdex.sync.event.Finding.Severity;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is said before a place is taken off is what would come of it. */
class RemovalPreviewTest {
    @TempDir
    Path root;

    private EngineWorld world;

    @BeforeEach
    void open() {
        world = new EngineWorld(root);
    }

    @AfterEach
    void close() {
        world.close();
    }

    private Map<String, Finding> preview(String place) {
        return world.engine().previewRemoval(place).stream().collect(Collectors.toMap(Finding::kind, each -> each));
    }

    private String clips(String place, String kind) {
        return Objects.requireNonNull(preview(place).get(kind)).subject();
    }

    private void connect(String name, @Nullable String domain) throws InterruptedException {
        world.engine()
                .addProvider(new ProviderRequest(
                        name, "folder", Map.of("path", world.place(name).toString()), domain, false));
    }

    @Test
    void aPlaceThatDoesNotCountTakesNoCopyAway() throws Exception {
        world.video("a.mp4", "one");
        world.connect("a", "b");
        connect("here", null);
        world.sync();
        assertThat(preview("here")).containsOnlyKeys("does-not-count", "below-two", "none-left");
        assertThat(preview("here").values()).allMatch(finding -> finding.severity() == Severity.NOTE);
        assertThat(clips("here", "below-two")).isEqualTo("0");
        assertThat(clips("a", "below-two")).isEqualTo("1");
    }

    @Test
    void ofTwoPlacesInOneDomainEitherMayGo() throws Exception {
        world.video("a.mp4", "one");
        world.connect("a");
        connect("b", "shelf");
        connect("c", "shelf");
        world.sync();
        assertThat(clips("b", "below-two")).isEqualTo("0");
        assertThat(clips("a", "below-two")).isEqualTo("1");
        assertThat(clips("a", "none-left")).isEqualTo("0");
    }

    @Test
    void theLastBytesAreNamedAlsoWhereTheyDoNotCount() throws Exception {
        Path clip = world.video("a.mp4", "one");
        world.connect();
        connect("here", null);
        world.sync();
        assertThat(clips("here", "none-left")).isEqualTo("0");
        Files.delete(clip);
        world.sync();
        assertThat(preview("here").get("none-left"))
                .matches(finding -> finding.severity() == Severity.ERROR)
                .matches(finding -> finding.subject().equals("1"));
    }
}
