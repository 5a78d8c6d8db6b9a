package breakdex.sync;

import breakdex.sync.event.Finding;
import java.util.List;

/**
 * What a worker did.
 *
 * @param operations that it worked on, those that it gave back or that failed too
 * @param copiesMade on all places together
 * @param bytesMoved over the network or to disks, in bytes
 * @param left operations that are still open, whoever they wait for
 */
public record WorkReport(
        Outcome outcome,
        long operations,
        long copiesMade,
        long bytesMoved,
        long copiesProved,
        long left,
        List<Finding> findings) {}
