package breakdex.sync;

import breakdex.sync.provider.ReadFrom;
import breakdex.sync.queue.OperationQueue;
import breakdex.sync.store.Database;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What every part of one run shares.
 *
 * @param sessions providers that answered at its beginning
 * @param readBack how close to the medium the proof after an upload goes
 * @param claimUntil when phase two stops taking up new operations
 */
record RunContext(
        Database database,
        Clock clock,
        OperationQueue queue,
        RunLog log,
        CopyCare care,
        List<ProviderSession> sessions,
        ReadFrom readBack,
        Instant claimUntil) {
    Optional<ProviderSession> session(String providerId) {
        return sessions.stream()
                .filter(session -> session.id().equals(providerId))
                .findFirst();
    }
}
