/**
 * The simulator: the real engine on a real database and real files, with places in memory, simulated time and one
 * thread, all drawn from one seed. The process may die at any step, alone or with the power, which takes what was not
 * on a disk. After every step it looks whether the promises still hold.
 */
@NullMarked
package breakdex.sync.sim;

import org.jspecify.annotations.NullMarked;
