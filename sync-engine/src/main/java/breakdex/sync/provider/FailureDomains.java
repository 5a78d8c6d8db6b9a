package breakdex.sync.provider;

import breakdex.sync.asset.FailureDomain;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which places die together. A place may stand on several devices, and dies with each of them; so two places share a
 * domain if they share any device, and also if a third one shares a device with both. Pure.
 *
 * <p>A domain's name holds the devices themselves, joined by {@code +}: {@code disk:A+disk:B}. So devices that know of
 * different places can still tell which of them belong together.
 */
public final class FailureDomains {
    private static final String JOIN = "+";

    private FailureDomains() {}

    /** @param devices as {@link DiskTopology#devicesUnder} names them; none means that nothing could be told */
    public static FailureDomain ofDevices(Set<String> devices) {
        return devices.isEmpty()
                ? FailureDomain.UNKNOWN
                : new FailureDomain(String.join(JOIN, new TreeSet<>(devices)), false);
    }

    /** The devices in a domain's name. An account's or a person's name for a domain is one device, even with a +. */
    public static Set<String> devicesIn(String domainName) {
        List<String> parts = List.of(domainName.split("\\+", -1));
        boolean devices = parts.stream()
                .allMatch(part -> part.startsWith(FailureDomain.DISK) || part.startsWith(FailureDomain.SERVER));
        return devices ? new TreeSet<>(parts) : Set.of(domainName);
    }

    /** True where the two may die together by what these two alone say; what is unknown may die with anything. */
    public static boolean share(FailureDomain a, FailureDomain b) {
        String first = a.name();
        String second = b.name();
        return first == null || second == null || devicesIn(first).stream().anyMatch(devicesIn(second)::contains);
    }

    /**
     * Joins the domains that share a device, over however many steps.
     *
     * @param domainNames all that are known, in any order
     * @return for each name, the name of what it belongs to: the least device of all that hang together. Two places
     *     are independent only if these differ
     */
    public static Map<String, String> join(Collection<String> domainNames) {
        Map<String, String> towardsLeast = new HashMap<>();
        for (String name : domainNames) {
            Set<String> devices = devicesIn(name);
            String first = devices.iterator().next();
            devices.forEach(device -> unite(towardsLeast, first, device));
        }
        return domainNames.stream()
                .distinct()
                .collect(Collectors.toMap(
                        name -> name,
                        name -> least(towardsLeast, devicesIn(name).iterator().next()),
                        (a, b) -> a,
                        TreeMap::new));
    }

    /**
     * As {@link #join(Collection)}, for places and the devices under them.
     *
     * @param devicesOfPlaces by the place's name
     * @return a domain for each place; {@link FailureDomain#UNKNOWN} where no device is known
     */
    public static Map<String, FailureDomain> join(Map<String, Set<String>> devicesOfPlaces) {
        Map<String, FailureDomain> own = new TreeMap<>();
        devicesOfPlaces.forEach((place, devices) -> own.put(place, ofDevices(devices)));
        Map<String, String> joined =
                join(own.values().stream().flatMap(FailureDomains::nameOf).toList());
        own.replaceAll((place, domain) -> nameOf(domain)
                .map(joined::get)
                .map(name -> new FailureDomain(name, false))
                .findAny()
                .orElse(FailureDomain.UNKNOWN));
        return own;
    }

    private static Stream<String> nameOf(FailureDomain domain) {
        return Stream.ofNullable(domain.name());
    }

    private static void unite(Map<String, String> towardsLeast, String a, String b) {
        String leastA = least(towardsLeast, a);
        String leastB = least(towardsLeast, b);
        if (leastA.compareTo(leastB) < 0) {
            towardsLeast.put(leastB, leastA);
        } else if (leastB.compareTo(leastA) < 0) {
            towardsLeast.put(leastA, leastB);
        }
    }

    private static String least(Map<String, String> towardsLeast, String device) {
        String least = device;
        for (String next = towardsLeast.get(least); next != null; next = towardsLeast.get(least)) {
            least = next;
        }
        return least;
    }
}
