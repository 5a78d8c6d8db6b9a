package breakdex.sync.config;

import static org.assertj.core.api.Assertions.assertThat;

import breakdex.sync.Outcome;
import breakdex.sync.SyncState;
import breakdex.sync.TestClock;
import breakdex.sync.asset.Protection;
import breakdex.sync.event.SyncEvent;
import breakdex.sync.house.Sources;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The example of docs/embedding.md does what the page says, and is the one that stands there. */
class EmbeddingDocumentTest {
    private static final String BEGIN = "<!-- example -->\n```java\n";
    private static final String END = "```\n<!-- end of example -->\n";

    @TempDir
    Path folder;

    @Test
    void theExampleProtectsFreesAndRestores() throws Exception {
        Path clip = Files.createDirectories(folder.resolve("videos")).resolve("windmill.mp4");
        Files.writeString(clip, "spin");
        List<SyncEvent> events = Collections.synchronizedList(new ArrayList<>());

        EmbeddingExample.Answers answers = EmbeddingExample.run(folder, TestClock.aDayAhead(), events::add);

        assertThat(answers.synced().outcome()).isEqualTo(Outcome.DONE);
        assertThat(answers.synced().copiesMade()).isEqualTo(2);
        assertThat(answers.state().kind()).isEqualTo(SyncState.Kind.READY);
        assertThat(answers.state().protection().get(Protection.PROTECTED))
                .satisfies(amount -> assertThat(amount.assets()).isEqualTo(1));
        assertThat(answers.move().name()).isEqualTo("Windmill");
        assertThat(answers.move().notes()).isEqualTo("both sides");
        assertThat(answers.freed().freed()).isEqualTo(1);
        assertThat(answers.restored().restored()).isEqualTo(1);
        assertThat(clip).hasContent("spin");
        assertThat(events).hasAtLeastOneElementOfType(SyncEvent.FileFreed.class);
        assertThat(events).hasAtLeastOneElementOfType(SyncEvent.FileRestored.class);
    }

    @Test
    void thePageShowsExactlyThisSource() throws IOException {
        Path root = Sources.repositoryRoot();
        String page = Files.readString(root.resolve("docs/embedding.md"));
        String source =
                Files.readString(root.resolve("sync-engine/src/test/java/breakdex/sync/config/EmbeddingExample.java"));
        assertThat(page).containsOnlyOnce(BEGIN).containsOnlyOnce(END);
        assertThat(page.substring(page.indexOf(BEGIN) + BEGIN.length(), page.indexOf(END)))
                .isEqualTo(source);
    }
}
