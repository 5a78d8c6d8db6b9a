package breakdex.sync.store;

/**
 * Who takes operations.
 *
 * @param worker one run of one process; no other ever bears its id
 * @param machineId on whose disk it works
 */
public record Claimant(String worker, String machineId) {}
