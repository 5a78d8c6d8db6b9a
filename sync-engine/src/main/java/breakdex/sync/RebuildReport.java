package breakdex.sync;

import breakdex.sync.asset.Protection;
import breakdex.sync.event.Finding;
import breakdex.sync.store.StatusDao.Amount;
import java.util.List;
import java.util.Map;

/**
 * What came back of a library.
 *
 * @param places that it came from, by name
 * @param libraries folders of this machine that were added again
 * @param protection how safe the assets that are known now are, by the word of the devices that proved their copies
 * @param names that are known now, in all libraries
 * @param listed assets of which no device told, and that only listings of the places name; each has its object's name
 *     in the library {@value LibraryRebuilder#RECOVERED}
 * @param findings what could not be had, and what mends it
 */
public record RebuildReport(
        Outcome outcome,
        List<String> places,
        List<String> libraries,
        Map<Protection, Amount> protection,
        long names,
        long listed,
        List<Finding> findings) {
    public RebuildReport {
        places = List.copyOf(places);
        libraries = List.copyOf(libraries);
        protection = Map.copyOf(protection);
        findings = List.copyOf(findings);
    }

    /** Known now. */
    public long assets() {
        return protection.values().stream().mapToLong(Amount::assets).sum();
    }
}
