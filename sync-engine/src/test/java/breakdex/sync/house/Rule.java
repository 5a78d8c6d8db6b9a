package breakdex.sync.house;

import breakdex.sync.house.Places.Place;
import breakdex.sync.house.Sources.Source;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A rule that one source alone can break.
 *
 * @param sentence what is asked for, and why where that is not plain
 * @param where the sources that it speaks of
 * @param check the places that break it
 * @param planted code that breaks it once, to show that it bites
 */
record Rule(String sentence, Predicate<Source> where, Function<Source, Stream<String>> check, String planted) {
    static final Predicate<Source> EVERYWHERE = source -> true;

    static Rule forLines(String sentence, Predicate<String> broken, String planted) {
        return new Rule(
                sentence,
                EVERYWHERE,
                source -> {
                    List<String> lines = source.text().lines().toList();
                    return IntStream.range(0, lines.size())
                            .filter(i -> broken.test(lines.get(i)))
                            .mapToObj(i -> source.path() + ":" + (i + 1));
                },
                planted);
    }

    static Rule forPlaces(
            String sentence, Function<Source, List<Place>> found, Predicate<Place> broken, String planted) {
        return new Rule(
                sentence,
                EVERYWHERE,
                source -> found.apply(source).stream().filter(broken).map(Place::toString),
                planted);
    }

    /** Calls as {@link Places#calls} writes them. */
    static Rule forCalls(String sentence, String banned, String planted) {
        Pattern pattern = Pattern.compile(banned);
        return forPlaces(
                sentence,
                Places::calls,
                place -> pattern.matcher(place.what()).matches(),
                "class A { void a() { " + planted + "; } }");
    }

    Rule in(Predicate<Source> sources) {
        return new Rule(sentence, sources, check, planted);
    }

    /** Where the source breaks the rule; nothing for a source that the rule does not speak of. */
    List<String> brokenBy(Source source) {
        return where.test(source) ? check.apply(source).toList() : List.of();
    }

    @Override
    public String toString() {
        return sentence;
    }
}
