package breakdex.sync.safety;

import breakdex.sync.asset.Evidence;
import breakdex.sync.asset.FailureDomain;

/** One copy that a permit rests on, as it was when it was looked at for this very permit. */
public record ReliedOn(String provider, String remotePath, FailureDomain domain, Evidence evidence) {}
