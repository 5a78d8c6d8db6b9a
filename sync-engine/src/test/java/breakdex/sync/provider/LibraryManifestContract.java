package breakdex.sync.provider;

import static breakdex.sync.provider.Refusals.refused;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The app's manifest, which the app writes too: nobody's write is lost without a word. */
public interface LibraryManifestContract extends ProviderChecks {
    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static @Nullable String text(CloudProvider provider) throws Exception {
        return provider.readLibraryManifest(1000)
                .map(it -> new String(it.content(), StandardCharsets.UTF_8))
                .orElse(null);
    }

    private static String version(CloudProvider provider) throws Exception {
        return provider.readLibraryManifest(1000).orElseThrow().version();
    }

    @Test
    default void aManifestIsWrittenReadAndReplaced() throws Exception {
        CloudProvider provider = provider();
        assertThat(provider.readLibraryManifest(1000)).isEmpty();
        provider.writeLibraryManifest(bytes("first"), null);
        CloudProvider other = harness().open("device-b");
        assertThat(text(other)).isEqualTo("first");
        other.writeLibraryManifest(bytes("2nd"), version(other));
        assertThat(text(provider)).isEqualTo("2nd");
        provider.writeLibraryManifest(bytes("the third"), version(provider));
        assertThat(text(provider())).isEqualTo("the third");
    }

    @Test
    default void aManifestThatDoesNotChangeKeepsItsVersion() throws Exception {
        provider().writeLibraryManifest(bytes("first"), null);
        assertThat(version(provider())).isEqualTo(version(harness().open("device-b")));
    }

    @Test
    default void aManifestThatIsTooLongIsNotRead() throws Exception {
        CloudProvider provider = provider();
        provider.writeLibraryManifest(bytes("0123456789"), null);
        refused(provider, () -> provider.readLibraryManifest(9), Fault.DAMAGED);
        assertThat(provider.readLibraryManifest(10)).isPresent();
    }

    @Test
    default void aManifestThatTurnedUpIsNotReplaced() throws Exception {
        CloudProvider provider = provider();
        harness().putManifest(bytes("the app's"));
        refused(provider, () -> provider.writeLibraryManifest(bytes("ours"), null), Fault.DAMAGED);
        assertThat(text(provider)).isEqualTo("the app's");
    }

    /** Of the same length, and within the same moment. */
    @Test
    default void aManifestThatChangedMeanwhileIsNotReplaced() throws Exception {
        CloudProvider provider = provider();
        provider.writeLibraryManifest(bytes("first"), null);
        String read = version(provider);
        harness().putManifest(bytes("other"));
        TreeSet<String> before = new TreeSet<>(harness().everything());
        refused(provider, () -> provider.writeLibraryManifest(bytes("ours"), read), Fault.DAMAGED);
        assertThat(text(provider)).isEqualTo("other");
        assertThat(version(provider)).isNotEqualTo(read);
        assertThat(harness().everything()).isEqualTo(before);
        provider.writeLibraryManifest(bytes("ours"), version(provider));
        assertThat(text(provider)).isEqualTo("ours");
    }

    @Test
    default void aManifestThatVanishedMeanwhileIsNotReplaced() throws Exception {
        CloudProvider provider = provider();
        provider.writeLibraryManifest(bytes("first"), null);
        String read = version(provider);
        harness().putManifest(null);
        refused(provider, () -> provider.writeLibraryManifest(bytes("ours"), read), Fault.DAMAGED);
        assertThat(text(provider)).isNull();
    }

    /** After an answer that was lost, the same call is made again. */
    @Test
    default void aManifestThatIsThereAlreadyIsASuccess() throws Exception {
        CloudProvider provider = provider();
        provider.writeLibraryManifest(bytes("first"), null);
        provider.writeLibraryManifest(bytes("first"), null);
        String read = version(provider);
        provider.writeLibraryManifest(bytes("2nd"), read);
        provider.writeLibraryManifest(bytes("2nd"), read);
        assertThat(text(provider)).isEqualTo("2nd");
    }

    @Test
    default void aManifestIsNoAssetAndNoSmallFile() throws Exception {
        CloudProvider provider = provider();
        provider.writeLibraryManifest(bytes("first"), null);
        assertThat(Clip.list(provider)).isEmpty();
        provider.listMetadata(file -> {
            throw new AssertionError(file);
        });
    }

    @Test
    default void whatWasReadIsNobodysToChange() throws Exception {
        CloudProvider provider = provider();
        byte[] content = bytes("first");
        provider.writeLibraryManifest(content, null);
        LibraryManifest read = provider.readLibraryManifest(1000).orElseThrow();
        read.content()[0] = 0;
        assertThat(read.content()).isEqualTo(content);
        assertThat(Objects.requireNonNull(text(provider))).isEqualTo("first");
    }
}
