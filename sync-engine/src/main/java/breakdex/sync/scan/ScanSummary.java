package breakdex.sync.scan;

/**
 * What a scan saw, in figures.
 *
 * @param files with wanted names
 * @param bytes in them
 * @param changed of them, files that have to be hashed
 * @param vanished names that had a file and have none
 * @param links that were passed by
 * @param complete false where the library was not mounted or a part of it could not be read; what it could not see is
 *     never counted as vanished
 */
public record ScanSummary(long files, long bytes, long changed, long vanished, long links, boolean complete) {}
