package breakdex.sync.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import breakdex.sync.AssetSyncEngine;
import breakdex.sync.ProviderRequest;
import breakdex.sync.RestoreRequest;
import breakdex.sync.SyncException;
import breakdex.sync.SyncReport;
import breakdex.sync.SyncRequest;
import breakdex.sync.VerifyRequest;
import breakdex.sync.WorkReport;
import breakdex.sync.WorkRequest;
import breakdex.sync.asset.Protection;
import breakdex.sync.scan.ScanRules;
import breakdex.sync.store.DatabaseAddress;
import breakdex.sync.store.StatusDao.Amount;
import breakdex.sync.store.TestServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two machines, each with its home and its library, on one database and the same two places. */
class TwoMachinesTest {
    private static final SyncRequest NOW = new SyncRequest(false, false);
    private static final WorkRequest UNTIL_DONE = new WorkRequest(true, false);

    @TempDir
    Path root;

    private final DatabaseAddress database = TestServer.fresh();
    private AssetSyncEngine here;
    private AssetSyncEngine there;

    TwoMachinesTest(@TempDir Path homes) {
        here = engine(homes.resolve("here"));
        there = engine(homes.resolve("there"));
    }

    private AssetSyncEngine engine(Path home) {
        return EngineFactory.home(home).database(database).open();
    }

    @BeforeEach
    void connect() throws Exception {
        root = root.toRealPath();
        here.addLibrary(library("here"), ScanRules.VIDEOS);
        for (String name : List.of("a", "b")) {
            here.addProvider(new ProviderRequest(
                    name, "folder", Map.of("path", root.resolve(name).toString()), "domain-" + name, false));
        }
    }

    @AfterEach
    void close() {
        here.close();
        there.close();
    }

    private Path library(String name) throws IOException {
        Path folder = Files.createDirectories(root.resolve("videos-" + name));
        Files.writeString(folder.resolve(name + ".mp4"), name);
        return folder;
    }

    private static long safe(SyncReport report) {
        return report.protection()
                .getOrDefault(Protection.PROTECTED, Amount.NONE)
                .assets();
    }

    @Test
    void whatNeedsAFileIsDoneOnlyWhereTheFileIs() throws Exception {
        here.sync(new SyncRequest(false, true));
        WorkReport elsewhere = there.work(UNTIL_DONE);
        assertThat(elsewhere.operations()).isZero();
        assertThat(elsewhere.left()).isEqualTo(2);
        WorkReport own = here.work(UNTIL_DONE);
        assertThat(own.copiesMade()).isEqualTo(2);
        assertThat(own.left()).isZero();
    }

    @Test
    void whatNeedsNoFileIsDoneByWhoeverReachesThePlace() throws Exception {
        here.sync(NOW);
        assertThat(there.verify(new VerifyRequest(List.of(), true)).proved()).isEqualTo(2);
    }

    @Test
    void eachLooksAfterItsOwnLibraryAndBothSeeTheWhole() throws Exception {
        there.addLibrary(library("there"), ScanRules.VIDEOS);
        assertThat(safe(here.sync(NOW))).isEqualTo(1);
        SyncReport report = there.sync(NOW);
        assertThat(report.files().assets()).isEqualTo(1);
        assertThat(safe(report)).isEqualTo(2);
        assertThat(report.findings()).isEmpty();
        assertThat(here.libraries()).hasSize(2);
    }

    @Test
    void aLibraryOfAnotherMachineIsNotTakenFromIt() {
        assertThatThrownBy(() -> there.addLibrary(root.resolve("videos-here"), ScanRules.VIDEOS))
                .isInstanceOf(SyncException.class)
                .hasMessageContaining("is the library videos-here of another machine");
    }

    @Test
    void aFolderThatAnotherMachineHasIsNoTroubleHere() throws Exception {
        here.sync(NOW);
        Files.move(root.resolve("a"), root.resolve("unplugged"));
        assertThat(there.work(UNTIL_DONE).findings()).isEmpty();
        assertThat(here.providers()).allMatch(place -> place.trouble().isEmpty());
        assertThat(here.sync(NOW).findings()).isNotEmpty();
    }

    @Test
    void aFileComesBackToTheMachineThatAskedForIt() throws Exception {
        here.sync(NOW);
        Path clip = root.resolve("videos-here/here.mp4");
        Files.delete(clip);
        here.sync(NOW);
        assertThat(here.restore(new RestoreRequest(List.of(clip), false, null, false))
                        .restored())
                .isEqualTo(1);
        assertThat(clip).hasContent("here");
    }

    @Test
    void aMachineIsTheSameAfterARestartAndALostIdIsSaid() throws Exception {
        Path home = Files.createDirectories(root.resolve("third"));
        engine(home).close();
        String id = Files.readString(home.resolve("machine"));
        engine(home).close();
        assertThat(home.resolve("machine")).hasContent(id);
        Files.writeString(home.resolve("machine"), "");
        assertThatThrownBy(() -> engine(home).close())
                .isInstanceOf(SyncException.class)
                .hasMessageContaining("id of this machine");
    }
}
