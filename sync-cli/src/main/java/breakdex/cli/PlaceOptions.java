package breakdex.cli;

import breakdex.sync.ProviderRequest;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Option;

/** For every command that names places: what else is to be known of them. */
final class PlaceOptions {
    @Option(
            names = "--domain",
            paramLabel = "NAME=DOMAIN",
            description = "Say what a place dies together with, where the machine cannot tell (repeatable).")
    private List<String> domains = new ArrayList<>();

    @Option(
            names = "--allow-cached-proof",
            paramLabel = "NAME",
            description = "Let a read-back that a cache may have answered stand for one from the medium (repeatable).")
    private List<String> cached = new ArrayList<>();

    /**
     * @param option that names the places, for messages
     * @param places {@code NAME=PLACE}
     */
    List<ProviderRequest> requests(String option, List<String> places) {
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
