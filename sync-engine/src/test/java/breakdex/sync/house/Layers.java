package breakdex.sync.house;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The packages of the engine in the order in which data flows. A package may import only from what stands before it.
 *
 * @param inOrder the packages below {@code breakdex.sync}, first the ones that know nobody
 */
record Layers(List<Layer> inOrder) {
    static final String ROOT_PACKAGE = "breakdex.sync";
    private static final String ADAPTERS = "provider.*";

    /** One package and the reason for its place. The names {@code (root)} and {@code provider.*} are not folders. */
    record Layer(String name, String reason) {}

    static final Layers OF_THE_ENGINE = new Layers(List.of(
            new Layer("asset", "the words that everybody uses, so it knows nobody"),
            new Layer("event", "what happened, in those words; command, dashboard and tests read the same stream"),
            new Layer("store", "all SQL; it keeps rows for the stages and calls none of them"),
            new Layer("network", "says when bytes may travel, and does not care whose bytes they are"),
            new Layer("provider", "the interface to the far side; knows no stage, so that others can add a provider"),
            new Layer("supabase", "rows at Supabase, confirmed by what comes back; the manifest is written through it"),
            new Layer("scan", "first stage: which files are there, which changed"),
            new Layer("hash", "the bytes of what was scanned, once a stream"),
            new Layer("manifest", "phase one: metadata of what was hashed, before any byte of an asset travels"),
            new Layer("queue", "what is missing where, planned from the merged manifest"),
            new Layer("transfer", "phase two: bytes for the operations of the queue"),
            new Layer("verify", "proof of what was transferred"),
            new Layer("safety", "destroys, so it stands behind all the proof there is"),
            new Layer("(root)", "the door: the one control flow, which alone calls the stages"),
            new Layer("background", "decides when a cycle runs, so it knows the cycle and is not known by it"),
            new Layer(ADAPTERS, "leaves: one far side each; found by ServiceLoader, known by nobody but config"),
            new Layer("config", "puts the parts together, so it is the one place that may know them all")));

    /** The layer of a package, by its full name; empty for a package that is not in the list. */
    Optional<Layer> layerOf(String packageName) {
        if (packageName.equals(ROOT_PACKAGE)) {
            return named("(root)");
        }
        if (!packageName.startsWith(ROOT_PACKAGE + ".")) {
            return Optional.empty();
        }
        String below = packageName.substring(ROOT_PACKAGE.length() + 1);
        return below.startsWith("provider.") ? named(ADAPTERS) : named(below.split("\\.", 2)[0]);
    }

    /** Why one package may not import another, both by full name and both in the list; empty where it may. */
    Optional<String> objection(String from, String to) {
        Layer importing = layerOf(from).orElseThrow();
        Layer imported = layerOf(to).orElseThrow();
        if (importing.equals(imported)) {
            boolean twoAdapters =
                    importing.name().equals(ADAPTERS) && !adapterOf(from).equals(adapterOf(to));
            return twoAdapters ? Optional.of("adapters are leaves and do not know each other") : Optional.empty();
        }
        if (inOrder.indexOf(imported) > inOrder.indexOf(importing)) {
            return Optional.of(imported.name() + " stands after " + importing.name() + " (" + importing.name() + ": "
                    + importing.reason() + ")");
        }
        return Optional.empty();
    }

    private Optional<Layer> named(String name) {
        return inOrder.stream().filter(layer -> layer.name().equals(name)).findFirst();
    }

    /** The rows of the table in docs/architecture.md. */
    List<String> asTable() {
        return IntStream.range(0, inOrder.size())
                .mapToObj(i -> "| " + (i + 1) + " | `" + inOrder.get(i).name() + "` | "
                        + inOrder.get(i).reason() + " |")
                .toList();
    }

    private static String adapterOf(String packageName) {
        return packageName.substring(ROOT_PACKAGE.length() + 1).split("\\.")[1];
    }
}
