package breakdex.sync.house;

import static org.assertj.core.api.Assertions.assertThat;

import breakdex.sync.house.Sources.Source;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** How the sources of all modules look: every rule of {@link Rules}, and that each of them bites. */
class StyleTest {
    private static final String PLANTED = "sync-engine/src/main/java/breakdex/sync/provider/folder/A.java";

    private static List<Source> sources = List.of();

    @BeforeAll
    static void readTheSources() {
        sources = Sources.ofTheRepository();
        assertThat(sources).as("sources of all modules").hasSizeGreaterThan(30);
    }

    static Stream<Rule> rules() {
        return Rules.all().stream();
    }

    @ParameterizedTest
    @MethodSource("rules")
    void everySourceKeepsTheRule(Rule rule) {
        assertThat(sources.stream().flatMap(source -> rule.brokenBy(source).stream()))
                .as(rule.sentence())
                .isEmpty();
    }

    @ParameterizedTest
    @MethodSource("rules")
    void theRuleCatchesWhatItIsThereFor(Rule rule) {
        assertThat(rule.brokenBy(Sources.planted(PLANTED, rule.planted()))).hasSize(1);
    }

    @ParameterizedTest
    @MethodSource("rules")
    void theRuleLetsCleanCodePass(Rule rule) {
        String clean = "class A {\n    // why\n    void a() {\n        b();\n    }\n}\n";
        assertThat(rule.brokenBy(Sources.planted(PLANTED, clean))).isEmpty();
    }

    @Test
    void aRuleSeesReferencesAndStaticImportsToo() {
        Source source = Sources.planted(
                PLANTED, "import static java.lang.Thread.sleep;\nclass A { Supplier<Instant> a = Instant::now; }\n");
        assertThat(Rules.NOBODY_SLEEPS.brokenBy(source)).hasSize(1);
        assertThat(Rules.TIME_COMES_IN.brokenBy(source)).hasSize(1);
    }

    @Test
    void theWiringMayTakeTheRealClock() {
        Source wiring = Sources.planted(
                "sync-engine/src/main/java/breakdex/sync/config/EngineFactory.java",
                "class EngineFactory { Clock clock = Clock.systemUTC(); }");
        assertThat(Rules.TIME_COMES_IN.brokenBy(wiring)).isEmpty();
    }

    @Test
    void anEmptyCatchMaySayWhyItIsEmpty() {
        String text = "class A { void a() { try { b(); } catch (IOException e) { /* absent is success */ } } }";
        assertThat(Rules.NO_SILENT_CATCH.brokenBy(Sources.planted(PLANTED, text)))
                .isEmpty();
    }

    @Test
    void everyPackageSaysWhatItIsFor() {
        Map<String, Set<String>> filesByFolder = sources.stream()
                .filter(Source::isMain)
                .collect(Collectors.groupingBy(
                        source -> source.path().substring(0, source.path().lastIndexOf('/')),
                        Collectors.mapping(Source::fileName, Collectors.toSet())));
        assertThat(filesByFolder)
                .allSatisfy((folder, files) -> assertThat(files).as(folder).contains("package-info.java"));
    }

    @Test
    void everyPackageDescriptionIsASentenceAndForbidsNull() {
        assertThat(sources.stream()
                        .filter(Source::isMain)
                        .filter(source -> source.fileName().equals("package-info.java")))
                .allSatisfy(source -> assertThat(source.text())
                        .as(source.path())
                        .containsPattern("(?s)/\\*\\*.{20,}\\*/")
                        .contains("@NullMarked"));
    }
}
