/**
 * The database: migrations, one row record and one DAO a table. All SQL of the engine stands here. After {@code event};
 * every stage reads and writes through a {@link breakdex.sync.store.Tx}.
 */
@NullMarked
package breakdex.sync.store;

import org.jspecify.annotations.NullMarked;
