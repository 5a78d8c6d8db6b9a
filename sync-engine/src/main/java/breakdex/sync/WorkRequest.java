package breakdex.sync;

/**
 * What a worker is asked to do.
 *
 * @param untilDone whether it ends when nothing is left that it could do; else it waits for more until interrupted
 * @param readBackDirect whether the proof after an upload is read from the medium
 */
public record WorkRequest(boolean untilDone, boolean readBackDirect) {}
