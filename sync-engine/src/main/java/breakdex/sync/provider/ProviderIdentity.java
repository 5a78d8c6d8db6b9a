package breakdex.sync.provider;

import breakdex.sync.asset.FailureDomain;

/**
 * Who is at the other end.
 *
 * @param key account and place, equal on every device, such as {@code folder:6f1c…}
 * @param domain what it dies together with
 * @param where for people: a path, an account's address
 */
public record ProviderIdentity(String key, FailureDomain domain, String where) {}
