/**
 * The command {@code breakdex}: turns words into calls at the engine's door, and its answers into text or JSON. After
 * everything of {@code breakdex.sync}; nothing comes after it.
 */
@NullMarked
package breakdex.cli;

import org.jspecify.annotations.NullMarked;
