package breakdex.sync.provider;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A provider's call did not do what it should. Names the provider, the call and the answer (S12). */
public final class ProviderException extends Exception {
    private static final long serialVersionUID = 1L;

    private final String provider;
    private final String call;
    private final String answer;
    private final Fault fault;
    private final @Nullable Duration retryAfter;

    /**
     * @param provider the provider's name as people know it
     * @param call what was asked, such as {@code commit 3f2a….mp4}
     * @param answer what came back, without credentials
     * @param cause null where there is none
     */
    public ProviderException(String provider, String call, String answer, Fault fault, @Nullable Throwable cause) {
        this(provider, call, answer, fault, null, cause);
    }

    /** @param retryAfter how long the provider itself asked us to wait, null where it did not say */
    public ProviderException(
            String provider,
            String call,
            String answer,
            Fault fault,
            @Nullable Duration retryAfter,
            @Nullable Throwable cause) {
        super(provider + " " + fault.words() + " (" + call + ": " + answer + ")", cause);
        this.provider = provider;
        this.call = call;
        this.answer = answer;
        this.fault = fault;
        this.retryAfter = retryAfter;
    }

    public String provider() {
        return provider;
    }

    public String call() {
        return call;
    }

    public String answer() {
        return answer;
    }

    public Fault fault() {
        return fault;
    }

    public Optional<Duration> retryAfter() {
        return Optional.ofNullable(retryAfter);
    }
}
