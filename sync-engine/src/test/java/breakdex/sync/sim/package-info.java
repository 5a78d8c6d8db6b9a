/**
 * The simulator: whole engines of several devices on real databases and real files, with places in memory and simulated
 * time, all drawn from one seed. Of many threads a baton lets one run; whoever runs may die at any step, alone or with
 * the power. At every step, after every stretch of work and at rest it looks whether the promises still hold. See
 * {@code docs/simulator.md}.
 */
@NullMarked
package breakdex.sync.sim;

import org.jspecify.annotations.NullMarked;
