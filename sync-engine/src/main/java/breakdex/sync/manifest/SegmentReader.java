package breakdex.sync.manifest;

import breakdex.sync.provider.CloudProvider;
import breakdex.sync.provider.ProviderException;
import java.util.List;
import java.util.Optional;

/** Reads segments from one provider, and sets aside what is none, so that whoever wrote it sends it again. */
final class SegmentReader {
    private SegmentReader() {}

    /**
     * @param reasons gets why it is not to be had here
     * @return empty where it is not to be had from this provider
     * @throws ProviderException if the provider itself failed
     */
    static Optional<Segment> read(CloudProvider provider, SegmentName name, List<String> reasons)
            throws ProviderException, InterruptedException {
        try {
            return twice(provider, name, reasons);
        } catch (ProviderException e) {
            switch (e.fault()) {
                case UNREADABLE, DAMAGED -> {
                    reasons.add(provider.name() + ": " + e.answer());
                    return Optional.empty();
                }
                case UNREACHABLE, THROTTLED, AWAY, AUTH, QUOTA, REFUSED, ABSENT, CANCELLED, UNEXPECTED -> throw e;
            }
            throw e;
        }
    }

    private static Optional<Segment> twice(CloudProvider provider, SegmentName name, List<String> reasons)
            throws ProviderException, InterruptedException {
        try {
            return once(provider, name, reasons);
        } catch (BadSegmentException first) {
            if (first.isNewer()) {
                reasons.add(provider.name() + ": " + first.reason());
                return Optional.empty();
            }
        }
        // One bad read may be the way's fault; two are the file's.
        try {
            return once(provider, name, reasons);
        } catch (BadSegmentException second) {
            String where = provider.setAsideMetadata(name.path());
            reasons.add(provider.name() + ": " + second.reason() + ", so it was set aside as " + where);
            return Optional.empty();
        }
    }

    private static Optional<Segment> once(CloudProvider provider, SegmentName name, List<String> reasons)
            throws ProviderException, InterruptedException, BadSegmentException {
        Optional<byte[]> bytes = provider.readMetadata(name.path(), SegmentLimits.NORMAL.fileBytes());
        if (bytes.isEmpty()) {
            reasons.add(provider.name() + ": it is not there any more");
            return Optional.empty();
        }
        return Optional.of(SegmentFile.read(name, bytes.get(), SegmentLimits.NORMAL));
    }
}
