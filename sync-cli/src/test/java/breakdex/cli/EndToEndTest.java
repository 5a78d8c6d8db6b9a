package breakdex.cli;

import static org.assertj.core.api.Assertions.assertThat;

import breakdex.cli.Cli.Said;
import breakdex.sync.config.EngineFactory;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The whole command on real files, from the first backup to the last restore. */
final class EndToEndTest {
    @TempDir
    Path folder;

    private final JsonPage page = new JsonPage();
    private Path videos = Path.of("");
    private Cli cli = Cli.withoutEngine(Path.of(""));

    @BeforeEach
    void layOutALibrary() throws IOException {
        // The engine knows folders by their real path, and a temporary folder may be reached through a link.
        folder = folder.toRealPath();
        videos = Files.createDirectories(folder.resolve("videos"));
        write("battle.mp4", "battle");
        write("sub/windmill.mov", "windmill");
        write("sub/again.mp4", "battle");
        write("notes.txt", "no video");
        cli = new Cli(folder.resolve("home"), EngineFactory::open);
    }

    @Test
    void aBackupEndsWithOneVerdictAndRunAgainDoesNothingMore() {
        Said first = backup();
        assertThat(first.code()).as(first.err() + first.out()).isZero();
        assertThat(first.out())
                .contains("Connected a at " + folder.resolve("a"), "Made 4 copies")
                .endsWith("Protected: 2 clips, 14 B, each proved in two places (a, b).\n");
        assertThat(first.err()).as("progress, plain").isNotBlank().doesNotContain("\u001b");

        Said second = backup();
        assertThat(second.code()).isZero();
        assertThat(second.out()).doesNotContain("Connected").contains("Made 0 copies, 0 B sent");
    }

    @Test
    void withOnePlaceABackupIsIncompleteAndSaysWhy() {
        Said said = cli.call("backup", videos.toString(), "--to", place("a"), "--domain", "a=disk-a");
        assertThat(said.code()).isEqualTo(3);
        assertThat(said.out()).contains("Incomplete: 0 clips, 0 B protected; 2 clips, 14 B at risk");
    }

    @Test
    void statusAndWhySayWhereThingsStand() {
        backup();
        Said status = cli.call("status");
        assertThat(status.code()).isZero();
        assertThat(status.out()).contains("protected     2 clips", "disk-a (by your word)", "2 copies proved");
        Said why = cli.call("why", file("battle.mp4"));
        assertThat(why.code()).isZero();
        assertThat(why.out()).startsWith("battle.mp4 is protected: ").contains("sub/again.mp4: present");
        assertThat(cli.call("ops").out()).isEqualTo("The queue is empty.\n");
        assertThat(cli.call("doctor").code()).isZero();
        assertThat(cli.call("provider", "test", "a").out()).contains("Healthy: ");
        assertThat(cli.call("verify", "--all").out()).contains("4 copies proved");
        assertThat(cli.call("verify", "--all", "--max-bytes", "1B").out())
                .contains("3 copies", "are still due", "1 copy proved");
        // They were written less than a minute before they were read, so nothing can be said of them.
        assertThat(cli.call("verify", "--local").out()).contains("0 local files", "3 files were written");
    }

    @Test
    void nobodyToAskMeansNothingGoes() {
        backup();
        Said said = cli.call("free", videos.toString());
        assertThat(said.code()).isEqualTo(4);
        assertThat(said.err()).contains("Remove 3 files", "--yes");
        assertThat(Path.of(file("battle.mp4"))).exists();
    }

    @Test
    void aPersonWhoSaysNoKeepsEverything() {
        backup();
        Said said = cli.typing("n").call("free", videos.toString());
        assertThat(said.code()).isEqualTo(4);
        assertThat(said.out()).isEqualTo("Nothing was freed.\n");
        assertThat(Path.of(file("battle.mp4"))).exists();
    }

    @Test
    void aFileThatIsTooYoungIsKeptAndTheAnswerIsARefusal() {
        backup();
        Said said = cli.call("free", "--yes", file("battle.mp4"));
        assertThat(said.code()).isEqualTo(4);
        assertThat(said.out()).contains("battle.mp4", "Freed 0 files, 0 B.", "Kept 1 file");
        assertThat(Path.of(file("battle.mp4"))).exists();
    }

    @Test
    void whatIsMissingHereComesBackWithItsBytes() throws IOException {
        backup();
        Files.delete(Path.of(file("battle.mp4")));
        assertThat(cli.call("restore", file("battle.mp4"), "--dry-run").out())
                .contains("Would restore 1 file, 6 B.", DryRunOption.NOTHING_CHANGED);
        assertThat(Path.of(file("battle.mp4"))).doesNotExist();
        Said said = cli.call("restore", file("battle.mp4"));
        assertThat(said.out()).isEqualTo("Restored 1 file, 6 B.\n");
        assertThat(Path.of(file("battle.mp4"))).hasContent("battle");
        Said elsewhere =
                cli.call("restore", "--all", "--to", folder.resolve("out").toString());
        assertThat(elsewhere.out()).isEqualTo("Restored 3 files, 20 B.\n");
        try (Stream<Path> files = Files.walk(folder.resolve("out"))) {
            assertThat(files.filter(Files::isRegularFile)).hasSize(3);
        }
    }

    @Test
    void aDeleteIsAskedForAndTakenBack() {
        backup();
        assertThat(cli.call("delete", file("sub/windmill.mov")).code()).isEqualTo(4);
        Said deleted = cli.call("delete", "--yes", file("sub/windmill.mov"));
        assertThat(deleted.out()).contains("Took 1 name out of the library, so that 1 clip is not kept safe");
        assertThat(cli.call("sync").code())
                .as("a deleted file on disk is not safe")
                .isEqualTo(3);
        assertThat(cli.call("undelete", "-n", file("sub/windmill.mov")).out()).contains("Would bring back 1 name");
        assertThat(cli.call("undelete", file("sub/windmill.mov")).out()).contains("Brought back 1 name and 1 clip.");
        assertThat(cli.call("sync").code()).isZero();
        assertThat(cli.typing("y").call("delete", file("sub/windmill.mov")).out())
                .startsWith("Took 1 name");
    }

    @Test
    void aClipThatAMoveShowsStaysAndTheMoveIsNamed() throws IOException {
        backup();
        String hash =
                cli.call("why", file("sub/windmill.mov"), "--json").out().replaceAll("(?s).*?([0-9a-f]{64}).*", "$1");
        cli.call(
                "library",
                "import",
                document("{\"version\":1,\"exportedAt\":\"2026-02-01T00:00:00Z\",\"moves\":[{\"id\":\"m1\",\"name\":"
                        + "\"Windmill\",\"category\":\"power\",\"contentHash\":\"" + hash + "\"}]}"));
        Said kept = cli.call("delete", "--yes", file("sub/windmill.mov"));
        assertThat(kept.err())
                .contains("windmill.mov stays, because it is the video of the move Windmill. With --asset");
        assertThat(kept.out()).contains("Took 1 name out of the library, so that 0 clips are not kept safe");
        cli.call("undelete", file("sub/windmill.mov"));
        Said dry = cli.call("delete", "-n", "--asset", file("sub/windmill.mov"));
        assertThat(dry.out())
                .contains("windmill.mov goes although it is the video of the move Windmill", "so that 1 clip is not");
    }

    @Test
    void aDryUndeleteLooksIntoFoldersAsTheRealOneDoes() {
        backup();
        cli.call("delete", "--yes", file("sub"));
        assertThat(cli.call("undelete", "-n", file("sub")).out())
                .startsWith("Would bring back 2 names and 1 clip.")
                .contains(DryRunOption.NOTHING_CHANGED);
        assertThat(cli.call("undelete", file("sub")).out()).startsWith("Brought back 2 names and 1 clip.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "provider reconnect zz",
                "provider reconnect zz -n",
                "provider remove zz",
                "provider set zz --allow-cached-proof -n",
                "config set zz 1 -n",
                "ops retry zz -n",
                "ops cancel zz -n",
                "free /zz",
                "delete /zz"
            })
    void whatIsNotThereIsRefusedBeforeAnythingIsAsked(String command) {
        backup();
        Said said = cli.typing("y").call(command.split(" "));
        assertThat(said.code()).as(said.err()).isEqualTo(2);
        assertThat(said.err()).hasLineCount(1).contains("zz").doesNotContain("?");
        assertThat(said.out()).isEmpty();
    }

    @Test
    void nobodyIsAskedWhetherToFreeWhereThereIsNoPlace() {
        cli.call("add", videos.toString());
        Said said = cli.typing("y").call("free", videos.toString());
        assertThat(said.code()).isEqualTo(5);
        assertThat(said.err()).doesNotContain("Remove ");
    }

    @Test
    void aPlaceWithoutWhichNothingIsLeftIsRemovedOnlyAgainstTheNumber() {
        cli.call("backup", videos.toString(), "--to", place("a"), "--domain", "a=disk-a");
        assertThat(cli.call("provider", "remove", "a", "--yes").code()).isEqualTo(4);
        Said wrong = cli.call("provider", "remove", "a", "--leaving-none", "1");
        assertThat(wrong.code()).isEqualTo(4);
        Said right = cli.typing("2").call("provider", "remove", "a");
        assertThat(right.code()).as(right.err()).isZero();
        assertThat(cli.call("status").code()).isEqualTo(5);
    }

    @Test
    void aDryRunOfABackupCopiesNothing() throws IOException {
        cli.call("add", videos.toString());
        Said said = cli.call("backup", "-n", videos.toString(), "--to", place("a"));
        assertThat(said.out()).contains("Would connect a").doesNotContain("Would add");
        assertThat(folder.resolve("a")).doesNotExist();
    }

    @Test
    void aSyncWithoutAProviderShowsTheFirstSteps() {
        assertThat(cli.call("add", videos.toString()).code()).isZero();
        Said said = cli.call("sync");
        assertThat(said.code()).isEqualTo(5);
        assertThat(said.err())
                .startsWith("No cloud providers configured — enable iCloud or Google Drive in Settings\n")
                .contains("sync_onboarding");
    }

    @Test
    void aPlaceThatIsGoneMakesTheSyncUnreachableAndTheStatusOffline() throws IOException {
        backup();
        Files.move(folder.resolve("a"), folder.resolve("a-away"));
        Files.move(folder.resolve("b"), folder.resolve("b-away"));
        write("new.mp4", "new");
        Said said = cli.call("sync");
        assertThat(said.code()).isEqualTo(6);
        assertThat(said.out()).contains("Incomplete, something could not be reached: ");
        Said status = cli.call("status");
        assertThat(status.out())
                .startsWith("Changes queued locally — sync resumes when connectivity returns\n")
                .contains("queued_operations");
    }

    @Test
    void settingsAreJudged() {
        cli.call("add", videos.toString());
        assertThat(cli.call("config", "set", "read-back", "direct").code()).isZero();
        assertThat(cli.call("config").out()).contains("read-back = direct");
        Said wrong = cli.call("config", "set", "read-back", "never");
        assertThat(wrong.code()).isEqualTo(2);
        assertThat(wrong.err()).contains("cached or direct");
        assertThat(cli.call("config").out()).contains("verify-bytes = 100G", "verify-time = 10m");
        assertThat(cli.call("config", "set", "verify-bytes", "1T").code()).isZero();
        assertThat(cli.call("config", "set", "verify-time", "soon").err()).contains("a time such as 90s, 30m or 2h");
    }

    @Test
    void aBudgetThatIsNoneIsRefused() {
        backup();
        assertThat(cli.call("verify", "--max-bytes", "10").code()).isEqualTo(2);
        assertThat(cli.call("verify", "--max-time", "10").err()).contains("--max-time takes a time such as");
        assertThat(cli.call("verify", "--all", "--local").code()).isEqualTo(2);
    }

    @Test
    void aClipComesBackUnderAnotherName() {
        backup();
        Path as = folder.resolve("elsewhere/mine.mp4");
        assertThat(cli.call("restore", file("battle.mp4"), "--as", as.toString())
                        .out())
                .contains("Restored 1 file");
        assertThat(as).exists();
        assertThat(cli.call("restore", "--all", "--as", as.toString()).code()).isEqualTo(2);
        assertThat(cli.call("restore", file("battle.mp4"), "--as", folder.toString())
                        .err())
                .contains("is a folder");
    }

    @Test
    void whatTheAppKnowsComesOutAsItWentIn() throws IOException {
        String moves = "\"moves\":[{\"id\":\"m1\",\"name\":\"Windmill\",\"bpm\":1.10}]";
        String app = "{\"version\":1,\"exportedAt\":\"2026-01-01T00:00:00.000Z\"," + moves + "}";
        assertThat(cli.call("library", "import", document(app)).out())
                .contains("Took in 1 thing, 1 of them new or changed.");
        assertThat(cli.call("library", "import", "-n", document(app)).out()).contains("Would take in 1 thing.");
        assertThat(cli.call("library", "import", document(app)).out()).contains("0 of them new or changed.");
        Path written = folder.resolve("written.json");
        assertThat(cli.call("library", "export", written.toString()).code()).isZero();
        assertThat(Files.readString(written)).contains(moves);
        Said twice = cli.call("library", "export", written.toString());
        assertThat(twice.code()).isEqualTo(2);
        assertThat(twice.err()).contains("is there already; it was left alone.");
    }

    @Test
    void aDocumentOfWhichNothingCanBeTakenIsRefusedInASentence() throws IOException {
        refusesDocument("{", "it cannot be read as JSON (line 1, column 2).");
        refusesDocument("{\"version\":2,\"exportedAt\":\"2026-01-01T00:00:00Z\"}", "update Breakdex Sync");
        refusesDocument("{\"version\":1}", "it does not say when it was exported.");
        refusesDocument("{\"version\":1,\"exportedAt\":\"2400-01-01T00:00:00Z\"}", "the clock that is wrong");
        Said none = cli.call("library", "import", folder.resolve("none.json").toString());
        assertThat(none.err()).contains("Nothing was imported: there is no file ");
    }

    private void refusesDocument(String document, String why) throws IOException {
        Said said = cli.call("library", "import", document(document));
        assertThat(said.code()).isEqualTo(2);
        assertThat(said.err()).contains(why);
    }

    private String document(String text) throws IOException {
        return Files.writeString(folder.resolve("manifest.json"), text).toString();
    }

    @Test
    void everyJsonDocumentIsAsThePageSays() throws IOException {
        json("add", "add", videos.toString());
        json(
                "provider add",
                "provider",
                "add",
                "folder",
                "a",
                folder.resolve("a").toString(),
                "--domain",
                "disk-a");
        json("backup, sync", backupArguments());
        json("backup, sync", "sync");
        json("status", "status");
        json("ops list", "ops", "list");
        json("ops retry", "ops", "retry", "--all");
        json("provider list", "provider", "list");
        json("provider set", "provider", "set", "a", "--allow-cached-proof");
        json("provider reconnect", "provider", "reconnect", "a", "--yes");
        json("provider remove", "provider", "remove", "a", "-n");
        json("doctor, provider test", "provider", "test", "a");
        json("doctor, provider test", "doctor");
        json("verify", "verify", "--all");
        json("verify", "verify", "--local", "--max-time", "1h");
        json("free", "free", videos.toString(), "-n");
        json("restore", "restore", "--all");
        json("delete, undelete", "delete", file("battle.mp4"), "-n");
        json("delete, undelete", "undelete", file("battle.mp4"));
        json("why", "why", file("battle.mp4"));
        json(
                "library import",
                "library",
                "import",
                document("{\"version\":1,\"exportedAt\":\"2026-01-01T00:00:00Z\"}"));
        json("library export", "library", "export", folder.resolve("out.json").toString());
        json("config list", "config", "list");
        json("config set", "config", "set", "read-back", "direct");
        json("failure", "why", folder.resolve("nowhere").toString());
        json("failure", "free", videos.toString());
    }

    private void json(String section, String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.add("--json");
        Said said = cli.call(all.toArray(String[]::new));
        assertThat(said.err()).as(String.join(" ", arguments)).isEmpty();
        page.holds(section, said.out());
    }

    private Said backup() {
        return cli.call(backupArguments());
    }

    private String[] backupArguments() {
        return new String[] {
            "backup",
            videos.toString(),
            "--to",
            place("a"),
            "--to",
            place("b"),
            "--domain",
            "a=disk-a",
            "--domain",
            "b=disk-b"
        };
    }

    private String place(String name) {
        return name + "=" + folder.resolve(name);
    }

    private String file(String path) {
        return videos.resolve(path).toString();
    }

    private void write(String path, String content) throws IOException {
        Path file = videos.resolve(path);
        Files.createDirectories(file.resolveSibling("."));
        Files.writeString(file, content, StandardCharsets.UTF_8);
    }
}
