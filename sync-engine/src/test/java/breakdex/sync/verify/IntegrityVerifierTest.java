package breakdex.sync.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import breakdex.sync.TestClock;
import breakdex.sync.asset.EvidenceGrade;
import breakdex.sync.provider.Clip;
import breakdex.sync.provider.CloudProvider;
import breakdex.sync.provider.Fault;
import breakdex.sync.provider.FaultInjectingProvider;
import breakdex.sync.provider.ProviderException;
import breakdex.sync.provider.ReadFrom;
import breakdex.sync.provider.RemoteObject;
import breakdex.sync.provider.StepHook;
import breakdex.sync.provider.memory.InMemoryProvider;
import breakdex.sync.provider.memory.MemoryPlace;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Each thing that a look at one copy can find (S19). */
class IntegrityVerifierTest {
    private static final String DEVICE = "0123456789abcdef0123456789abcdef";
    private static final int SIZE = 10_000;

    private final MemoryPlace place = new MemoryPlace("1", "attic");
    private final CloudProvider provider = new InMemoryProvider("attic", DEVICE, place, 4096);
    private final TestClock clock = new TestClock(Instant.parse("2026-03-01T12:00:00Z"));
    private final IntegrityVerifier verifier = new IntegrityVerifier(clock, DEVICE);
    private final Clip clip = Clip.of(1, SIZE);
    private RemoteObject object = new RemoteObject(clip.name(), "", SIZE, null);

    @BeforeEach
    void store() throws Exception {
        object = clip.store(provider);
    }

    private ProofResult look(CloudProvider at) throws ProviderException, InterruptedException {
        return verifier.find(at, clip.name(), SIZE, ReadFrom.MEDIUM, IntegrityVerifier.Reading.SILENT);
    }

    private ProofResult look() throws ProviderException, InterruptedException {
        return look(provider);
    }

    /** What a provider's call is met with. */
    private CloudProvider failing(String call, Fault fault) {
        return new FaultInjectingProvider(provider, new StepHook() {
            @Override
            public void before(String step) throws ProviderException {
                if (step.equals(call)) {
                    throw new ProviderException("attic", step, "429", fault, null);
                }
            }

            @Override
            public void after(String step) {}
        });
    }

    private void becomes(byte[] bytes) {
        place.put(object.path(), bytes);
    }

    @Test
    void bytesThatHaveTheHashAreProvedWithTimeDeviceGradeAndVersion() throws Exception {
        assertThat(look()).isInstanceOfSatisfying(ProofResult.Proved.class, proved -> {
            assertThat(proved.object()).isEqualTo(object);
            assertThat(proved.evidence().grade()).isEqualTo(EvidenceGrade.READ_BACK_DIRECT);
            assertThat(proved.evidence().obtainedAt()).isEqualTo(clock.instant());
            assertThat(proved.evidence().deviceId()).isEqualTo(DEVICE);
            assertThat(proved.evidence().objectVersion()).isEqualTo(object.version());
        });
    }

    /** A proof that was long in the making is as old as its first byte. */
    @Test
    void theProofIsOfTheTimeWhenTheReadBegan() throws Exception {
        Instant begun = clock.instant();
        ProofResult result = verifier.find(
                provider, clip.name(), SIZE, ReadFrom.MEDIUM, bytes -> clock.advance(Duration.ofHours(1)));
        assertThat(result)
                .isInstanceOfSatisfying(
                        ProofResult.Proved.class,
                        proved -> assertThat(proved.evidence().obtainedAt()).isEqualTo(begun));
        assertThat(clock.instant()).isAfter(begun);
    }

    @Test
    void oneTurnedBitIsAMismatch() throws Exception {
        place.rot(object.path());
        assertThat(look()).isInstanceOfSatisfying(ProofResult.Mismatch.class, mismatch -> {
            assertThat(mismatch.object()).isEqualTo(object);
            assertThat(mismatch.what()).startsWith("SHA-256 ").endsWith("over 10000 bytes");
            assertThat(mismatch.fromMedium()).isTrue();
        });
    }

    @Test
    void oneByteTooFewIsAMismatchThatSaysHowMany() throws Exception {
        becomes(Arrays.copyOf(clip.bytes(), SIZE - 1));
        assertThat(look())
                .isInstanceOfSatisfying(
                        ProofResult.Mismatch.class,
                        mismatch -> assertThat(mismatch.what()).isEqualTo("9999 bytes instead of 10000"));
    }

    @Test
    void nothingAtAllIsAMismatchAndNotAVanishedCopy() throws Exception {
        becomes(new byte[0]);
        assertThat(look())
                .isInstanceOfSatisfying(
                        ProofResult.Mismatch.class,
                        mismatch -> assertThat(mismatch.what()).isEqualTo("0 bytes instead of 10000"));
    }

    @Test
    void oneThatIsTooLongIsAMismatch() throws Exception {
        becomes(Arrays.copyOf(clip.bytes(), 2 * SIZE));
        assertThat(look())
                .isInstanceOfSatisfying(
                        ProofResult.Mismatch.class,
                        mismatch -> assertThat(mismatch.what()).isEqualTo("20000 bytes instead of 10000"));
    }

    /** The size may be the word of another device; the hash is nobody's word. */
    @Test
    void aWrongSizeThatWasToldMakesNoGoodCopyBad() throws Exception {
        for (long told : new long[] {0, SIZE - 1, SIZE + 1, Long.MAX_VALUE}) {
            ProofResult result =
                    verifier.find(provider, clip.name(), told, ReadFrom.MEDIUM, IntegrityVerifier.Reading.SILENT);
            assertThat(result)
                    .isInstanceOfSatisfying(
                            ProofResult.Proved.class,
                            proved -> assertThat(proved.object().sizeBytes()).isEqualTo(SIZE));
        }
    }

    @Test
    void whatTheProviderDoesNotHaveIsGone() throws Exception {
        place.lose(object.path());
        assertThat(look()).isInstanceOf(ProofResult.Gone.class);
    }

    /** It was listed a moment ago, and is not there when it is opened. */
    @Test
    void whatVanishesBetweenTwoCallsIsGone() throws Exception {
        place.lose(object.path());
        assertThat(verifier.prove(provider, object, SIZE, ReadFrom.MEDIUM, IntegrityVerifier.Reading.SILENT))
                .isInstanceOf(ProofResult.Gone.class);
    }

    @Test
    void whatMayNotBeReadIsUnknownAndNeitherBadNorGone() throws Exception {
        place.forbid(object.path());
        assertThat(look())
                .isInstanceOfSatisfying(
                        ProofResult.Unknown.class,
                        unknown -> assertThat(unknown.why()).isEqualTo("not for you"));
    }

    /** A provider that asks for patience says nothing of the copy: its failure goes to whoever retries. */
    @Test
    void aThrottledReadIsTheProvidersFailureAndNoVerdict() {
        for (String call : new String[] {"find", "open", "read"}) {
            assertThatThrownBy(() -> look(failing(call, Fault.THROTTLED)))
                    .isInstanceOfSatisfying(
                            ProviderException.class, e -> assertThat(e.fault()).isEqualTo(Fault.THROTTLED));
        }
    }

    @Test
    void aProviderThatDoesNotAnswerGivesNoVerdict() {
        place.become(MemoryPlace.Health.UNREACHABLE);
        assertThatThrownBy(this::look)
                .isInstanceOfSatisfying(
                        ProviderException.class, e -> assertThat(e.fault()).isEqualTo(Fault.UNREACHABLE));
    }
}
