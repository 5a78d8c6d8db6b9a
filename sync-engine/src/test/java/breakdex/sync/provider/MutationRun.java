package breakdex.sync.provider;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;

/**
 * Runs a contract against providers that are wrong on purpose: a check that no mutant ever fails is not known to check
 * anything, and a mutant that passes is a hole in the contract.
 */
public final class MutationRun {
    private MutationRun() {}

    /** One test for each mutant, and one that the right provider passes. */
    public static <C extends ProviderChecks, M> Stream<DynamicTest> of(
            Class<C> contract, Map<String, M> mutants, M right, Function<M, Supplier<C>> subjects) {
        Stream<DynamicTest> control = Stream.of(DynamicTest.dynamicTest(
                "the right one passes every check",
                () -> assertThat(firstFailing(contract, subjects.apply(right))).isEmpty()));
        return Stream.concat(
                control,
                mutants.entrySet().stream()
                        .map(mutant -> DynamicTest.dynamicTest(
                                "is caught: " + mutant.getKey(),
                                () -> assertThat(firstFailing(contract, subjects.apply(mutant.getValue())))
                                        .as("a check that fails on: " + mutant.getKey())
                                        .isPresent())));
    }

    /** The contract's checks: its own before those that it inherits, then by name. */
    static List<Method> checks(Class<?> contract) {
        return Stream.of(contract.getMethods())
                .filter(method -> method.isAnnotationPresent(Test.class))
                .sorted(Comparator.comparing((Method it) -> it.getDeclaringClass() != contract)
                        .thenComparing(Method::getName))
                .toList();
    }

    private static <C extends ProviderChecks> Optional<String> firstFailing(Class<C> contract, Supplier<C> subjects)
            throws IllegalAccessException {
        for (Method check : checks(contract)) {
            C subject = subjects.get();
            check.setAccessible(true);
            try {
                check.invoke(subject);
            } catch (InvocationTargetException e) {
                return Optional.of(check.getName() + ": " + e.getCause());
            } finally {
                subject.harness().close();
            }
        }
        return Optional.empty();
    }
}
