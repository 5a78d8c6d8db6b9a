package breakdex.cli;

import breakdex.sync.ProviderRequest;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** Places as a command line names them. */
final class PlaceRequests {
    private PlaceRequests() {}

    /**
     * @param option that names them, for messages
     * @param places {@code NAME=PLACE}
     * @param domains {@code NAME=DOMAIN}
     * @param cached names whose cached reads count
     */
    static List<ProviderRequest> of(String option, List<String> places, List<String> domains, List<String> cached) {
        Map<String, String> named = NamedValues.parse(option, places);
        Map<String, String> said = NamedValues.parse("--domain", domains);
        mustBePlaces(option, named, "--domain", said.keySet());
        mustBePlaces(option, named, "--allow-cached-proof", cached);
        return named.entrySet().stream()
                .map(place -> ProviderAddCommand.folder(
                        place.getKey(),
                        Path.of(place.getValue()),
                        said.get(place.getKey()),
                        cached.contains(place.getKey())))
                .toList();
    }

    private static void mustBePlaces(
            String option, Map<String, String> places, String other, Collection<String> names) {
        names.stream().filter(name -> !places.containsKey(name)).findFirst().ifPresent(name -> {
            throw NamedValues.usage(other + " speaks of '" + name + "', which no " + option + " names; add " + option
                    + " " + name + "=PLACE or mend the name.");
        });
    }
}
