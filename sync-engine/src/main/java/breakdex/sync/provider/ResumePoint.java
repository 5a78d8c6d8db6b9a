package breakdex.sync.provider;

/**
 * Where an interrupted upload goes on: stored before the first byte leaves.
 *
 * @param token in the provider's own terms (a session address, a temporary name); treated as a secret, never logged
 */
public record ResumePoint(String token) {
    @Override
    public String toString() {
        return "ResumePoint[…]";
    }
}
