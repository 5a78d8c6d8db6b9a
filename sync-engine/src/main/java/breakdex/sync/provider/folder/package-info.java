/**
 * A place that is a folder: a disk, a NAS, a mounted share. A leaf behind {@code provider}; the engine finds it through
 * its factory, and nobody imports it.
 *
 * <p>Reads from the middle out: {@code PlaceFiles} touches the disk, {@code PlaceGuard} knows whether it is the right
 * one, {@code FolderFaults} says what a failure means, {@code FolderProvider} puts them together.
 */
@NullMarked
package breakdex.sync.provider.folder;

import org.jspecify.annotations.NullMarked;
