package breakdex.sync.sim;

/** The process dies here. An error, so that nothing in the engine takes it for a fault that it could handle. */
final class SimulatedCrash extends Error {
    private static final long serialVersionUID = 1L;

    SimulatedCrash() {
        super("the process died", null, false, false);
    }
}
