/**
 * A provider whose place lies in memory and survives what a process would not: for the simulator and for mutation of
 * the contract. Passes the same contract as the real ones.
 */
@NullMarked
package breakdex.sync.provider.memory;

import org.jspecify.annotations.NullMarked;
