package breakdex.sync.provider.folder;

import breakdex.sync.provider.ProviderException;
import java.io.IOException;

/**
 * The way of every call to a place: the place is looked at before the answer is had, and again before it is believed;
 * what went wrong gets its fault. Thread-safe.
 */
final class GuardedCalls {
    private final PlaceGuard guard;
    private final FolderFaults faults;

    GuardedCalls(PlaceGuard guard, FolderFaults faults) {
        this.guard = guard;
        this.faults = faults;
    }

    /** What fails is taken for a failure of the place. */
    <T> T ask(String call, Question<T> question) throws ProviderException, InterruptedException {
        guard.check(call);
        T answer;
        try {
            answer = question.answer();
        } catch (IOException e) {
            throw faults.writing(call, e);
        }
        guard.check(call);
        return answer;
    }

    /** As {@link #ask}, for what answers nothing. */
    void run(String call, Deed deed) throws ProviderException, InterruptedException {
        ask(call, () -> {
            deed.run();
            return true;
        });
    }

    /** As {@link #ask}, of one file's bytes: what fails says nothing of the other files. */
    <T> T read(String call, Question<T> question) throws ProviderException, InterruptedException {
        return ask(call, () -> {
            try {
                return question.answer();
            } catch (IOException e) {
                throw faults.reading(call, e);
            }
        });
    }

    /** What is asked of the files. */
    interface Question<T> {
        T answer() throws IOException, ProviderException, InterruptedException;
    }

    /** What is done to the files. */
    interface Deed {
        void run() throws IOException, ProviderException, InterruptedException;
    }
}
