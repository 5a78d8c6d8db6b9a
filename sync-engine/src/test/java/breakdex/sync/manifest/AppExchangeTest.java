package breakdex.sync.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import breakdex.sync.store.MemoryFolder;
import breakdex.sync.store.TestDatabase;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What one device imports, another exports; and an old document takes nothing back. */
class AppExchangeTest {
    @TempDir(factory = MemoryFolder.class)
    Path home;

    private static AppExchange of(TwoDevices.Device device) {
        return new AppExchange(device.database, device.id, "machine-" + device.id, () -> "unused");
    }

    private static AppManifest document(String exportedAt, String name) throws BadSegmentException {
        return AppManifest.parse(
                "{\"version\":1,\"exportedAt\":\"" + exportedAt + "\",\"moves\":[{\"id\":\"m1\",\"name\":\"" + name
                        + "\",\"bpm\":1.10}],\"combos\":[{\"id\":\"c1\",\"name\":\"Set\"}]}");
    }

    private static String exported(TwoDevices.Device device) throws IOException {
        StringWriter text = new StringWriter();
        of(device).write(TwoDevices.NOW, text);
        return text.toString();
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void whatOneDeviceImportsAnotherExports(TestDatabase kind) throws Exception {
        try (TwoDevices devices = new TwoDevices(home, kind)) {
            AppExchange.Imported imported = of(devices.a).take(document("2026-02-01T00:00:00Z", "Windmill"));
            assertThat(imported.items()).isEqualTo(2);
            assertThat(imported.changed()).isEqualTo(2);
            devices.b.readFrom(devices.a);
            assertThat(exported(devices.b)).isEqualTo(exported(devices.a)).contains("\"bpm\":1.10");
        }
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void anOlderDocumentTakesNothingBackAndSaysWhatItLeft(TestDatabase kind) throws Exception {
        try (TwoDevices devices = new TwoDevices(home, kind)) {
            of(devices.a).take(document("2026-02-02T00:00:00Z", "Windmill"));
            AppExchange.Imported older = of(devices.a).take(document("2026-02-01T00:00:00Z", "Mill"));
            assertThat(older.changed()).isZero();
            assertThat(older.left()).containsExactly(new Lost("move", "m1", "name", "\"Mill\"", "\"Windmill\""));
        }
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void twoDevicesThatImportOfflineHoldTheSameInTheEnd(TestDatabase kind) throws Exception {
        try (TwoDevices devices = new TwoDevices(home, kind)) {
            of(devices.a).take(document("2026-02-01T00:00:00Z", "Mill"));
            of(devices.b).take(document("2026-02-02T00:00:00Z", "Windmill"));
            devices.a.readFrom(devices.b);
            devices.b.readFrom(devices.a);
            assertThat(exported(devices.a)).isEqualTo(exported(devices.b)).contains("Windmill");
            assertThat(devices.a.records()).isEqualTo(devices.b.records());
        }
    }
}
