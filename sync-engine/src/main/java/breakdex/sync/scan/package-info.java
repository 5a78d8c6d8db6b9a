/**
 * Which files a library holds, and which of them changed since they were last hashed. After {@code store}, whose rows
 * it compares with; {@code hash} reads what it hands forward.
 */
@NullMarked
package breakdex.sync.scan;

import org.jspecify.annotations.NullMarked;
