package breakdex.sync.config;

import breakdex.sync.AssetSyncEngine;
import breakdex.sync.FreeReport;
import breakdex.sync.LibraryContents;
import breakdex.sync.ProviderRequest;
import breakdex.sync.RestoreReport;
import breakdex.sync.RestoreRequest;
import breakdex.sync.SyncReport;
import breakdex.sync.SyncRequest;
import breakdex.sync.SyncState;
import breakdex.sync.asset.Combo;
import breakdex.sync.asset.ContentHash;
import breakdex.sync.asset.Move;
import breakdex.sync.asset.Review;
import breakdex.sync.event.SyncListener;
import breakdex.sync.scan.ScanRules;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;

/** Stands word for word in docs/embedding.md. */
final class EmbeddingExample {
    /** What each step answered. */
    record Answers(SyncReport synced, SyncState state, Move move, FreeReport freed, RestoreReport restored) {}

    private EmbeddingExample() {}

    static Answers run(Path folder, Clock clock, SyncListener listener) throws InterruptedException {
        Path videos = folder.resolve("videos");
        Path clip = videos.resolve("windmill.mp4");
        try (AssetSyncEngine engine = EngineFactory.home(folder.resolve("home"))
                .listener(listener)
                .clock(clock)
                .open()) {
            engine.addLibrary(videos, ScanRules.VIDEOS);
            engine.addProvider(place("disk", folder.resolve("disk"), "drawer"));
            engine.addProvider(place("nas", folder.resolve("nas"), "closet"));

            SyncReport synced = engine.sync(new SyncRequest(false, false));
            SyncState state = engine.state();
            Move move = describe(
                    engine.contents(), engine.why(clip.toString()).asset().hash(), clock);
            FreeReport freed = engine.free(List.of(clip), false);
            RestoreReport restored = engine.restore(new RestoreRequest(List.of(clip), false, null, false));
            return new Answers(synced, state, move, freed, restored);
        }
    }

    /** What the video is about: on the disk when each call returns, and on other devices after the next sync. */
    private static Move describe(LibraryContents contents, ContentHash video, Clock clock) {
        contents.putMove(Move.of("m1", "Mill", "power").withVideo(video));
        contents.putCombo(Combo.of("c1", "Opening", List.of("m1", "m1")));
        contents.addReview(Review.ofMove("r1", "m1", Review.Rating.GOOD, clock.instant()));
        contents.changeMove("m1", move -> move.withNotes("both sides"));
        return contents.renameMove("m1", "Windmill");
    }

    /** @param domain what the place dies together with, by your word; null lets the machine tell */
    private static ProviderRequest place(String name, Path path, String domain) {
        return new ProviderRequest(name, "folder", Map.of("path", path.toString()), domain, false);
    }
}
