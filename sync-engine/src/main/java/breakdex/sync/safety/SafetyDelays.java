package breakdex.sync.safety;

import java.time.Duration;

/**
 * Every delay and limit that stands between a wish and a loss, with its reason.
 *
 * @param proofFreshness how old a proof may be before it is asked for again: disks fail over weeks, and a proof older
 *     than a month says little about today
 * @param proofRenewal from which age on a proof is renewed where the budget of a cycle lets it: nine days before it is
 *     due, because the proofs of a library that was copied in one night all come of age in one
 * @param lookFreshness how old the look at a copy may be when a local file goes: long enough to read the file's second
 *     copy after its first, short enough that nobody had time to unplug both
 * @param permitValidity how long a permit may lie about before it is used; as short as the look, for the same reason
 * @param youngFile a file that was touched less than this ago when it was hashed may still be growing: it is backed up,
 *     hashed again, and not freed before. The coarsest file systems keep times in steps of two seconds, servers' clocks
 *     differ by some more, and a camera app writes the head of a clip seconds after its end
 * @param grace how long a tombstone stands before anybody asks for the copies to go: the app's own 30 days, in which a
 *     person notices that a clip is gone
 * @param notice how long after that they stay: every device that syncs once in three days gets to hear of it
 * @param mostAtOnce by how much an age grows from one cycle to the next, at most: no jump of a clock ends a grace
 * @param brakeWindow within which removals are counted together
 * @param brakeAssets so many go without a question
 * @param brakeShare a bulk of more than one in so many live assets is asked about: over 25 %
 */
public record SafetyDelays(
        Duration proofFreshness,
        Duration proofRenewal,
        Duration lookFreshness,
        Duration permitValidity,
        Duration youngFile,
        Duration grace,
        Duration notice,
        Duration mostAtOnce,
        Duration brakeWindow,
        int brakeAssets,
        int brakeShare) {
    public static final SafetyDelays NORMAL = new SafetyDelays(
            Duration.ofDays(30),
            Duration.ofDays(21),
            Duration.ofMinutes(10),
            Duration.ofMinutes(10),
            Duration.ofSeconds(60),
            Duration.ofDays(30),
            Duration.ofHours(72),
            Duration.ofDays(7),
            Duration.ofHours(24),
            20,
            4);
}
