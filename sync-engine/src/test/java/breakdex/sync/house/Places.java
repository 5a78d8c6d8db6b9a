package breakdex.sync.house;

import breakdex.sync.house.Sources.Source;
import com.sun.source.tree.AnnotationTree;
import com.sun.source.tree.CatchTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.ImportTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MemberReferenceTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.NewClassTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.TreeScanner;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What a source says, in the order of its lines: calls, literals, types, methods, catches. Comments are not code. */
final class Places {
    /**
     * One place in a source.
     *
     * @param what for a call {@code Owner.name(n)}, with the number of arguments, or {@code ?} where it is a reference
     *     or a static import; for a literal its value; otherwise the name
     */
    record Place(Source source, int firstLine, int lastLine, String what) {
        int lines() {
            return lastLine - firstLine + 1;
        }

        @Override
        public String toString() {
            return source.path() + ":" + firstLine + " " + what;
        }
    }

    private Places() {}

    /** {@code Instant.now(0)}, {@code new Random(0)}, {@code Thread.sleep(?)}. Of the owner, the last name. */
    static List<Place> calls(Source source) {
        return places(source, tree -> Optional.ofNullable(call(tree)));
    }

    static List<Place> textLiterals(Source source) {
        return places(
                source,
                tree -> tree instanceof LiteralTree literal && literal.getValue() instanceof String text
                        ? Optional.of(text)
                        : Optional.empty());
    }

    /** {@code System.out}: fields and whatever else stands behind a dot. */
    static List<Place> members(Source source) {
        return places(
                source,
                tree -> tree instanceof MemberSelectTree select ? Optional.of(nameOf(select)) : Optional.empty());
    }

    static List<Place> methods(Source source) {
        return places(
                source,
                tree -> tree instanceof MethodTree method
                        ? Optional.of(method.getName().toString())
                        : Optional.empty());
    }

    static List<Place> types(Source source) {
        return places(
                source,
                tree -> tree instanceof ClassTree type
                        ? Optional.of(type.getSimpleName().toString())
                        : Optional.empty());
    }

    /** Without the {@code @}. */
    static List<Place> annotations(Source source) {
        return places(
                source,
                tree -> tree instanceof AnnotationTree annotation
                        ? Optional.of(lastName(annotation.getAnnotationType()))
                        : Optional.empty());
    }

    /** Catch blocks with neither a statement nor a comment that says why not. */
    static List<Place> silentCatches(Source source) {
        return places(
                source,
                tree -> tree instanceof CatchTree caught && isBlank(source, caught.getBlock())
                        ? Optional.of("catch (" + caught.getParameter() + ")")
                        : Optional.empty());
    }

    private static List<Place> places(Source source, Function<Tree, Optional<String>> whatOf) {
        List<Place> places = new ArrayList<>();
        new TreeScanner<@Nullable Void, @Nullable Void>() {
            @Override
            public @Nullable Void scan(@Nullable Tree tree, @Nullable Void nothing) {
                if (tree != null) {
                    whatOf.apply(tree)
                            .flatMap(what -> place(source, tree, what))
                            .ifPresent(places::add);
                }
                return super.scan(tree, null);
            }
        }.scan(source.tree(), null);
        return places;
    }

    /** Empty for what the compiler added, which has no place in the text. */
    private static Optional<Place> place(Source source, Tree tree, String what) {
        long start = source.positions().getStartPosition(source.tree(), tree);
        long end = source.positions().getEndPosition(source.tree(), tree);
        return start >= 0 && end >= start
                ? Optional.of(new Place(source, source.lineAt(start), source.lineAt(end), what))
                : Optional.empty();
    }

    private static @Nullable String call(Tree tree) {
        if (tree instanceof MethodInvocationTree call && call.getMethodSelect() instanceof MemberSelectTree select) {
            return nameOf(select) + "(" + call.getArguments().size() + ")";
        }
        if (tree instanceof MemberReferenceTree reference) {
            return lastName(reference.getQualifierExpression()) + "." + reference.getName() + "(?)";
        }
        if (tree instanceof NewClassTree creation) {
            String type = lastName(creation.getIdentifier());
            return "new " + type + "(" + creation.getArguments().size() + ")";
        }
        if (tree instanceof ImportTree imported
                && imported.isStatic()
                && imported.getQualifiedIdentifier() instanceof MemberSelectTree select) {
            return nameOf(select) + "(?)";
        }
        return null;
    }

    private static boolean isBlank(Source source, Tree block) {
        long start = source.positions().getStartPosition(source.tree(), block);
        long end = source.positions().getEndPosition(source.tree(), block);
        String text = source.text().substring((int) start, (int) end);
        return text.replaceAll("[{}\\s]", "").isEmpty();
    }

    private static String nameOf(MemberSelectTree select) {
        return lastName(select.getExpression()) + "." + select.getIdentifier();
    }

    private static String lastName(Tree expression) {
        if (expression instanceof IdentifierTree identifier) {
            return identifier.getName().toString();
        }
        if (expression instanceof MemberSelectTree select) {
            return select.getIdentifier().toString();
        }
        return expression.toString();
    }
}
