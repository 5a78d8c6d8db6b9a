package breakdex.sync.provider.folder;

import breakdex.sync.asset.EvidenceGrade;
import breakdex.sync.provider.Download;
import breakdex.sync.provider.MediumReader;
import breakdex.sync.provider.ProviderException;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads one object's file. */
final class FolderDownload implements Download {
    private static final Logger LOG = LoggerFactory.getLogger(FolderDownload.class);

    private final String call;
    private final MediumReader.Source source;
    private final FolderFaults faults;

    FolderDownload(String call, MediumReader.Source source, FolderFaults faults) {
        this.call = call;
        this.source = source;
        this.faults = faults;
    }

    @Override
    public EvidenceGrade grade() {
        return source.grade();
    }

    @Override
    public int read(ByteBuffer target) throws ProviderException, InterruptedException {
        try {
            return source.channel().read(target);
        } catch (IOException e) {
            throw faults.reading(call, e);
        }
    }

    @Override
    public void close() {
        try {
            source.close();
        } catch (IOException e) {
            LOG.debug("Closing after {} failed; nothing was written.", call, e);
        }
    }
}
