package breakdex.sync.provider;

/**
 * What one check of a provider showed.
 *
 * @param name what was tried, for people
 * @param passed whether it went as the contract says
 * @param detail what was seen; a sentence for people where it failed
 */
public record CheckResult(String name, boolean passed, String detail) {}
