package breakdex.sync.house;

import static org.assertj.core.api.Assertions.assertThat;

import breakdex.sync.house.Layers.Layer;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Who may know whom. The list of packages is {@link Layers#OF_THE_ENGINE}; each has its reason there. Rules
 * for single sources, such as who may name a table, stand in {@link Rules}. */
class ArchitectureTest {
    private static final Layers LAYERS = Layers.OF_THE_ENGINE;
    private static final List<String> DATABASE_LIBRARIES =
            List.of("java.sql", "javax.sql", "org.jdbi", "org.flywaydb", "com.zaxxer", "org.sqlite");

    private static JavaClasses engine;

    @BeforeAll
    static void readTheEngine() {
        engine = new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages(Layers.ROOT_PACKAGE);
        assertThat(engine).as("classes of the engine").isNotEmpty();
    }

    @Test
    void everyPackageStandsInTheList() {
        assertThat(engine.stream().map(JavaClass::getPackageName).distinct())
                .as("packages; a new one needs its place in Layers, with a reason")
                .allSatisfy(name -> assertThat(LAYERS.layerOf(name)).as(name).isPresent());
    }

    @Test
    void aPackageImportsOnlyFromWhatStandsBeforeIt() {
        assertThat(dependencies()
                        .filter(ArchitectureTest::isOurs)
                        .flatMap(dependency -> LAYERS
                                .objection(
                                        origin(dependency).getPackageName(),
                                        target(dependency).getPackageName())
                                .map(why -> dependency.getDescription() + ": " + why)
                                .stream()))
                .isEmpty();
    }

    @Test
    void onlyTheStoreKnowsTheDatabase() {
        assertThat(dependencies()
                        .filter(dependency -> isDatabase(target(dependency)))
                        .filter(dependency -> !isIn("store", origin(dependency)))
                        .map(Dependency::getDescription))
                .as("all SQL lives in the store")
                .isEmpty();
    }

    @Test
    void thePageOfArchitectureShowsThisList() throws IOException {
        List<String> rows =
                page().stream().filter(line -> line.matches("\\| \\d+ \\|.*")).toList();
        assertThat(rows).isEqualTo(LAYERS.asTable());
    }

    @Test
    void thePageOfArchitectureDrawsThisOrder() throws IOException {
        List<String> drawn = page().stream()
                .dropWhile(line -> !line.equals("```text"))
                .skip(1)
                .takeWhile(line -> !line.equals("```"))
                .flatMap(line -> Stream.of(line.split(" +")).skip(1))
                .toList();
        assertThat(drawn).isEqualTo(LAYERS.inOrder().stream().map(Layer::name).toList());
    }

    private static List<String> page() throws IOException {
        return Files.readAllLines(Sources.repositoryRoot().resolve("docs").resolve("architecture.md"));
    }

    @Test
    void anImportFromALaterPackageIsCaught() {
        assertThat(LAYERS.objection("breakdex.sync.hash", "breakdex.sync.scan")).isEmpty();
        assertThat(LAYERS.objection("breakdex.sync.scan", "breakdex.sync.hash")).isPresent();
        assertThat(LAYERS.objection("breakdex.sync.store", "breakdex.sync.store.sqlite"))
                .isEmpty();
        assertThat(LAYERS.objection("breakdex.sync.safety", "breakdex.sync")).isPresent();
        assertThat(LAYERS.objection("breakdex.sync.provider", "breakdex.sync.provider.folder"))
                .isPresent();
        assertThat(LAYERS.objection("breakdex.sync.provider.folder", "breakdex.sync.provider.icloud"))
                .isPresent();
        assertThat(LAYERS.objection("breakdex.sync.provider.folder", "breakdex.sync.provider.folder"))
                .isEmpty();
        assertThat(LAYERS.objection("breakdex.sync.background", "breakdex.sync.provider.folder"))
                .isPresent();
        assertThat(LAYERS.objection("breakdex.sync.config", "breakdex.sync.provider.folder"))
                .isEmpty();
        assertThat(LAYERS.layerOf("breakdex.sync.misc")).isEmpty();
    }

    private static Stream<Dependency> dependencies() {
        return engine.stream().flatMap(type -> type.getDirectDependenciesFromSelf().stream());
    }

    private static JavaClass origin(Dependency dependency) {
        return dependency.getOriginClass();
    }

    private static JavaClass target(Dependency dependency) {
        return dependency.getTargetClass().getBaseComponentType();
    }

    private static boolean isOurs(Dependency dependency) {
        return LAYERS.layerOf(target(dependency).getPackageName()).isPresent();
    }

    private static boolean isDatabase(JavaClass type) {
        return DATABASE_LIBRARIES.stream().anyMatch(library -> (type.getPackageName() + ".").startsWith(library + "."));
    }

    private static boolean isIn(String layer, JavaClass type) {
        return LAYERS.layerOf(type.getPackageName()).map(Layer::name).stream().anyMatch(layer::equals);
    }
}
