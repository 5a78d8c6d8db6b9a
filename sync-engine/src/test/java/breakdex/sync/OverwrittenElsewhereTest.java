package breakdex.sync;

import static org.assertj.core.api.Assertions.assertThat;

import breakdex.sync.asset.Asset;
import breakdex.sync.asset.ContentHash;
import breakdex.sync.asset.MediaInfo;
import breakdex.sync.asset.Protection;
import breakdex.sync.scan.ScanRules;
import breakdex.sync.store.Database;
import breakdex.sync.store.StatusDao.Amount;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A clip that another device told of, and that was overwritten there before anybody copied it, is not lost here. */
class OverwrittenElsewhereTest {
    @TempDir
    Path root;

    @Test
    void aClipOfWhichThereWasNeverACopyIsForgottenWhereItWasToldOf() throws Exception {
        try (EngineWorld here = new EngineWorld(Files.createDirectories(root.resolve("here")));
                EngineWorld there = new EngineWorld(Files.createDirectories(root.resolve("there")))) {
            here.connect("nas");
            here.video("kept.mp4", "kept");
            here.sync();
            there.engine().addLibrary(there.videos, ScanRules.VIDEOS);
            there.engine()
                    .addProvider(new ProviderRequest(
                            "nas", "folder", Map.of("path", here.place("nas").toString()), "domain-nas", false));
            there.sync();
            try (Database database = there.database()) {
                database.writing(tx -> tx.assets().addAbsent(List.of(overwritten(there))));
            }
            there.sync();
            here.sync();
            Map<Protection, Amount> protection = here.engine().state().protection();
            assertThat(protection.getOrDefault(Protection.LOST, Amount.NONE)).isEqualTo(Amount.NONE);
            assertThat(protection.get(Protection.AT_RISK)).isEqualTo(new Amount(1, 4));
        }
    }

    private static Asset overwritten(EngineWorld world) {
        return new Asset(
                ContentHash.parse("ab".repeat(32)),
                3,
                "mp4",
                "video/mp4",
                MediaInfo.UNKNOWN,
                "files",
                "gone.mp4",
                world.clock.instant(),
                null,
                null,
                0);
    }
}
