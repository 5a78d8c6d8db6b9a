/** What everybody talks about: content hashes, assets, copies, evidence. Imports nothing of ours. */
@NullMarked
package breakdex.sync.asset;

import org.jspecify.annotations.NullMarked;
