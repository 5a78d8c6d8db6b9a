/**
 * The simulator: the real engine on a real database and real files, with places in memory, simulated time and one
 * thread, all drawn from one seed. After every step it looks whether the promises still hold.
 */
@NullMarked
package breakdex.sync.sim;

import org.jspecify.annotations.NullMarked;
