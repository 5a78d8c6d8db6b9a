package breakdex.sync;

import breakdex.sync.provider.ReadFrom;
import breakdex.sync.queue.OperationQueue;
import breakdex.sync.store.Database;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What every part of one run shares.
 *
 * @param sessions providers that answered at its beginning
 * @param readBack how close to the medium the proof after an upload goes
 * @param claimUntil when phase two stops taking up new operations
 * @param proofs what may be read to renew proofs that only grew old
 */
record RunContext(
        Database database,
        Clock clock,
        OperationQueue queue,
        RunLog log,
        CopyCare care,
        List<ProviderSession> sessions,
        ReadFrom readBack,
        Instant claimUntil,
        Allowance proofs) {
    Optional<ProviderSession> session(String providerId) {
        return sessions.stream()
                .filter(session -> session.id().equals(providerId))
                .findFirst();
    }

    /** Providers that still answer. */
    Set<String> answering() {
        return sessions.stream()
                .filter(session -> !session.isPaused())
                .map(ProviderSession::id)
                .collect(Collectors.toSet());
    }
}
