package breakdex.sync.provider.folder;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

class FolderProviderTest implements FolderContract {
    @TempDir
    Path temporary;

    private FolderHarness harness;

    @BeforeEach
    void connect() {
        harness = new FolderHarness(temporary);
    }

    @Override
    public FolderHarness harness() {
        return harness;
    }
}
