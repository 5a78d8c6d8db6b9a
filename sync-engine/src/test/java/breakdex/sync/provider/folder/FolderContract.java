package breakdex.sync.provider.folder;

import static org.assertj.core.api.Assertions.assertThat;

import breakdex.sync.provider.Clip;
import breakdex.sync.provider.CloudProvider;
import breakdex.sync.provider.CloudProviderContract;
import breakdex.sync.provider.Fault;
import breakdex.sync.provider.PastCacheWriter;
import breakdex.sync.provider.Presence;
import breakdex.sync.provider.ProviderException;
import breakdex.sync.provider.ProviderHarness;
import breakdex.sync.provider.ReadFrom;
import breakdex.sync.provider.RemoteObject;
import breakdex.sync.provider.Upload;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The contract, and what a folder has to do beyond it so that a power cut takes nothing. */
interface FolderContract extends CloudProviderContract {
    @Override
    FolderHarness harness();

    @Test
    default void forcesTheBytesThenNamesThemThenForcesTheFolder() throws Exception {
        Clip clip = Clip.of(500, 100);
        CloudProvider provider = provider();
        harness().files.calls.clear();
        clip.store(provider);
        assertThat(harness().files.calls)
                .containsSubsequence(
                        "force " + harness().part(clip.request()).getFileName(),
                        "rename " + clip.name(),
                        "force folder Breakdex");
    }

    @Test
    default void forcesAFolderOnceForAWholeBatch() throws Exception {
        assertThat(stepsOfABatch(3)).containsExactly("force", "force", "force", "rename", "rename", "rename", "folder");
    }

    @Test
    default void forcesManySmallFilesTogether() throws Exception {
        List<String> steps = stepsOfABatch(FolderCommit.TOGETHER);
        assertThat(steps.get(0)).isEqualTo("together");
        assertThat(steps.subList(1, steps.size() - 1))
                .hasSize(FolderCommit.TOGETHER)
                .containsOnly("rename");
        assertThat(steps.get(steps.size() - 1)).isEqualTo("folder");
    }

    @Test
    default void forcesEachWhereTheyCouldNotBeForcedTogether() throws Exception {
        harness().files.failNext = "force together";
        List<String> steps = stepsOfABatch(FolderCommit.TOGETHER);
        assertThat(steps.get(0)).isEqualTo("together");
        assertThat(steps.subList(1, 1 + FolderCommit.TOGETHER)).containsOnly("force");
        assertThat(steps.subList(1 + FolderCommit.TOGETHER, steps.size() - 1)).containsOnly("rename");
    }

    /** Stores so many small clips in one batch, and tells what became of the files, in its order. */
    private List<String> stepsOfABatch(int clips) throws Exception {
        CloudProvider provider = provider();
        List<Upload> uploads = new ArrayList<>();
        for (int i = 0; i < clips; i++) {
            Clip clip = Clip.of(510 + i, 100);
            uploads.add(provider.begin(clip.request()));
            clip.send(provider, uploads.get(i), 100);
        }
        harness().files.calls.clear();
        provider.commitAll(uploads);
        return harness().files.calls.stream()
                .map(call ->
                        call.replaceFirst("^force (folder|together) .*", "$1").split(" ", 2)[0])
                .filter(step -> !step.equals("read") && !step.equals("open"))
                .toList();
    }

    @Test
    default void writesPastTheCacheWhatIsLargeAndOnlyThat() throws Exception {
        Clip large = Clip.of(518, (int) PastCacheWriter.FROM_BYTES + 4097);
        Clip small = Clip.of(519, (int) PastCacheWriter.FROM_BYTES - 1);
        CloudProvider provider = provider();
        large.assertStored(provider, large.store(provider));
        assertThat(harness().files.calls).anyMatch(call -> call.startsWith("write past cache "));
        harness().files.calls.clear();
        small.assertStored(provider, small.store(provider));
        assertThat(harness().files.calls).noneMatch(call -> call.startsWith("write past cache "));
    }

    @Test
    default void writesThroughTheCacheWhereTheFileSystemKnowsNoOtherWay() throws Exception {
        Clip clip = Clip.of(517, (int) PastCacheWriter.FROM_BYTES + 1);
        CloudProvider provider = provider();
        harness().files.failure = new IOException("Invalid argument");
        harness().files.failNext = "write past cache";
        clip.assertStored(provider, clip.store(provider));
    }

    @Test
    default void forcesEachCheckpointBeforeItGoesOn() throws Exception {
        Clip clip = Clip.of(520, (int) (3 * FolderHarness.CHECKPOINT + 1));
        CloudProvider provider = provider();
        try (Upload upload = provider.begin(clip.request())) {
            harness().files.calls.clear();
            clip.send(provider, upload, clip.bytes().length);
            assertThat(harness().files.calls).hasSize(3).allMatch(call -> call.startsWith("force "));
        }
    }

    @Test
    default void believesNothingSinceTheLastForceThatWentWell() throws Exception {
        int checkpoint = (int) FolderHarness.CHECKPOINT;
        Clip clip = Clip.of(521, 3 * checkpoint);
        CloudProvider provider = provider();
        try (Upload upload = provider.begin(clip.request())) {
            clip.send(provider, upload, checkpoint);
            harness().files.failNext = "force";
            Fault fault = faultOf(() -> clip.send(provider, upload, 2 * checkpoint));
            assertThat(fault).isEqualTo(Fault.UNREACHABLE);
            assertThat(upload.confirmed()).isEqualTo(checkpoint);
            assertThat(Files.size(harness().part(clip.request()))).isEqualTo(checkpoint);
            clip.send(provider, upload, clip.bytes().length);
            clip.assertStored(provider, provider.commit(upload));
        }
    }

    @Test
    default void aForceThatFailsAtTheCommitIsNoCommit() throws Exception {
        Clip clip = Clip.of(522, 100);
        CloudProvider provider = provider();
        try (Upload upload = provider.begin(clip.request())) {
            clip.send(provider, upload, 100);
            harness().files.failNext = "force";
            assertThat(faultOf(() -> provider.commit(upload))).isEqualTo(Fault.UNREACHABLE);
            assertThat(provider.find(clip.hash())).isEqualTo(new Presence.Absent());
            assertThat(upload.confirmed()).isZero();
        }
    }

    @Test
    default void aFolderThatCannotBeForcedIsNoSuccess() throws Exception {
        Clip clip = Clip.of(523, 100);
        CloudProvider provider = provider();
        try (Upload upload = provider.begin(clip.request())) {
            clip.send(provider, upload, 100);
            harness().files.failNext = "force folder";
            assertThat(faultOf(() -> provider.commit(upload))).isEqualTo(Fault.UNREACHABLE);
            clip.assertStored(provider, provider.commit(upload));
        }
    }

    @Test
    default void aDeleteIsForced() throws Exception {
        CloudProvider provider = provider();
        RemoteObject object = Clip.of(524, 100).store(provider);
        harness().files.calls.clear();
        provider.delete(object);
        assertThat(harness().files.calls).containsSubsequence("delete " + object.path(), "force folder Breakdex");
    }

    @Test
    default void settingAsideForcesBothFolders() throws Exception {
        CloudProvider provider = provider();
        RemoteObject object = Clip.of(525, 100).store(provider);
        harness().files.calls.clear();
        provider.setAside(object);
        assertThat(harness().files.calls)
                .containsSubsequence(
                        "rename " + object.path() + ".1", "force folder quarantine", "force folder Breakdex");
    }

    @Test
    default void aPlaceThatVanishesWhileItIsReadDeniesNothing() throws Exception {
        CloudProvider provider = provider();
        RemoteObject object = Clip.of(526, 100).store(provider);
        List<RemoteObject> named = new ArrayList<>();
        Fault fault = faultOf(() -> provider.list(it -> {
            named.add(it);
            harness().begin(ProviderHarness.Trouble.EMPTIED);
        }));
        assertThat(fault).isEqualTo(Fault.AWAY);
        assertThat(named).extracting(RemoteObject::path).containsExactly(object.path());
    }

    @Test
    default void aListingThatBreaksOffDeniesNothing() throws Exception {
        CloudProvider provider = provider();
        RemoteObject object = Clip.of(531, 100).store(provider);
        harness().files.failNext = "list";
        assertThat(faultOf(() -> provider.list(it -> {}))).isEqualTo(Fault.UNREACHABLE);
        harness().files.failNext = "list";
        assertThat(faultOf(() -> provider.find(object.name().hash()))).isEqualTo(Fault.UNREACHABLE);
    }

    @Test
    default void aFileThatTheMediumCannotGiveBackIsDamaged() throws Exception {
        CloudProvider provider = provider();
        RemoteObject object = Clip.of(527, 100).store(provider);
        harness().files.failNext = "read";
        assertThat(faultOf(() -> Clip.read(provider, object, 0, ReadFrom.ANYWHERE)))
                .isEqualTo(Fault.DAMAGED);
    }

    @Test
    default void aPathThatLeadsOutOfThePlaceIsRefused() throws Exception {
        CloudProvider provider = provider();
        RemoteObject object = Clip.of(528, 100).store(provider);
        String name = object.path();
        for (String path : List.of("../" + name, "/" + name, ".sync/place.json", name + "/../x", "other.mp4")) {
            RemoteObject bad = new RemoteObject(object.name(), path, 1, null);
            assertThat(faultOf(() -> provider.delete(bad))).isEqualTo(Fault.UNEXPECTED);
            assertThat(faultOf(() -> provider.open(bad, 0, ReadFrom.ANYWHERE))).isEqualTo(Fault.UNEXPECTED);
        }
    }

    @Test
    default void aLinkIsNoCopy() throws Exception {
        CloudProvider provider = provider();
        Clip clip = Clip.of(529, 100);
        var outside = Files.write(harness().path.resolveSibling("outside"), clip.bytes());
        Files.createSymbolicLink(harness().root().resolve(clip.name().toString()), outside);
        assertThat(provider.find(clip.hash())).isInstanceOf(Presence.Unknown.class);
        assertThat(faultOf(() -> clip.store(provider))).isEqualTo(Fault.DAMAGED);
    }

    @Test
    default void aFolderUnderAnObjectsNameIsNoCopyAndConcernsNoOther() throws Exception {
        CloudProvider provider = provider();
        Clip clip = Clip.of(532, 100);
        Clip other = Clip.of(533, 100);
        RemoteObject stored = other.store(provider);
        var folder = Files.createDirectory(harness().root().resolve(clip.name().toString()));
        assertThat(provider.find(clip.name())).isEqualTo(new Presence.Unknown(folder + " is no file but a folder"));
        RemoteObject object = new RemoteObject(clip.name(), clip.name().toString(), 100, null);
        for (ReadFrom from : ReadFrom.values()) {
            assertThat(faultOf(() -> Clip.read(provider, object, 0, from))).isEqualTo(Fault.UNREADABLE);
        }
        other.assertStored(provider, stored);
    }

    @Test
    default void namesWhatTheSystemSaid() throws Exception {
        CloudProvider provider = provider();
        harness().files.failure = new IOException("Read-only file system");
        harness().files.failNext = "open";
        assertThat(faultOf(() -> provider.begin(Clip.of(530, 1).request()))).isEqualTo(Fault.AUTH);
        harness().files.failure = new IOException("Disk quota exceeded");
        harness().files.failNext = "open";
        assertThat(faultOf(() -> provider.begin(Clip.of(530, 1).request()))).isEqualTo(Fault.QUOTA);
        harness().files.failure = new IOException("something else");
        harness().files.failNext = "open";
        assertThat(faultOf(() -> provider.begin(Clip.of(530, 1).request()))).isEqualTo(Fault.UNEXPECTED);
    }

    /** A call to a provider. */
    interface Call {
        void run() throws ProviderException, InterruptedException;
    }

    static Fault faultOf(Call call) throws InterruptedException {
        try {
            call.run();
        } catch (ProviderException e) {
            return e.fault();
        }
        throw new AssertionError("was to fail");
    }
}
