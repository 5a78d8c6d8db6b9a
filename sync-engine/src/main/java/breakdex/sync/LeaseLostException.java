package breakdex.sync;

import breakdex.sync.store.SyncOperation;

/** Another worker has taken this operation over, or a person cancelled it: whoever holds it must stop. */
final class LeaseLostException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    LeaseLostException(SyncOperation operation) {
        super("operation " + operation.id() + " is not ours any more");
    }
}
