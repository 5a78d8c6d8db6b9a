package breakdex.sync.manifest;

import breakdex.sync.provider.CloudProvider;
import breakdex.sync.provider.ProviderException;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The segments that lie on one provider.
 *
 * @param id of the provider, in this database
 * @param names in the order of their devices and sequences; what is sent there joins them
 */
record PlaceListing(String id, CloudProvider provider, NavigableSet<SegmentName> names) {
    static PlaceListing of(String id, CloudProvider provider) throws ProviderException, InterruptedException {
        NavigableSet<SegmentName> names = new TreeSet<>();
        provider.listMetadata(file -> SegmentName.parse(file.path()).ifPresent(names::add));
        return new PlaceListing(id, provider, names);
    }

    /** Who told something that lies here. */
    Set<String> devices() {
        return names.stream().map(SegmentName::device).collect(Collectors.toSet());
    }
}
