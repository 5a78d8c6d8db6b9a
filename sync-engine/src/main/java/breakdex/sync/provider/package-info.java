/**
 * The one interface through which bytes reach a cloud, and what its answers mean. After {@code store} and
 * {@code network}; the stages from {@code transfer} on call it, the adapters below it implement it.
 */
@NullMarked
package breakdex.sync.provider;

import org.jspecify.annotations.NullMarked;
