package breakdex.sync.house;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/** Java sources, parsed by the compiler of the JDK, so that a rule sees code and not text that looks like it. */
public final class Sources {
    /**
     * One parsed file.
     *
     * @param path relative to the repository, with {@code /} between names
     */
    record Source(String path, String text, CompilationUnitTree tree, SourcePositions positions) {
        boolean isMain() {
            return path.contains("/src/main/");
        }

        String module() {
            return path.substring(0, path.indexOf('/'));
        }

        String fileName() {
            return path.substring(path.lastIndexOf('/') + 1);
        }

        /** Counts from 1. */
        int lineAt(long offset) {
            return (int) tree.getLineMap().getLineNumber(offset);
        }
    }

    private Sources() {}

    /** Main and test sources of all modules. */
    static List<Source> ofTheRepository() {
        Path root = repositoryRoot();
        try (Stream<Path> files = Files.walk(root)) {
            List<JavaFileObject> units = files.filter(file -> isOurSource(root.relativize(file)))
                    .sorted()
                    .<JavaFileObject>map(
                            file -> new Unit(root.relativize(file).toString().replace('\\', '/'), read(file)))
                    .toList();
            return parse(units);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A single planted source, to show that a rule catches what it is there for. */
    static Source planted(String path, String text) {
        return parse(List.of(new Unit(path, text))).get(0);
    }

    /** The folder above this module that holds all modules. */
    public static Path repositoryRoot() {
        Path folder = Path.of("").toAbsolutePath();
        while (!Files.isDirectory(folder.resolve("sync-engine"))) {
            folder = folder.getParent();
            if (folder == null) {
                throw new IllegalStateException("no folder above the working directory holds sync-engine");
            }
        }
        return folder;
    }

    private static boolean isOurSource(Path relative) {
        String path = relative.toString().replace('\\', '/');
        return path.matches("sync-[a-z-]+/src/(main|test)/java/.+\\.java");
    }

    private static List<Source> parse(List<JavaFileObject> units) {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        JavacTask task = (JavacTask) compiler.getTask(null, null, null, List.of("-proc:none"), null, units);
        SourcePositions positions = Trees.instance(task).getSourcePositions();
        List<Source> sources = new ArrayList<>();
        try {
            for (CompilationUnitTree tree : task.parse()) {
                JavaFileObject file = tree.getSourceFile();
                String text = file.getCharContent(true).toString();
                sources.add(new Source(file.toUri().getPath().substring(1), text, tree, positions));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return sources;
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static final class Unit extends SimpleJavaFileObject {
        private final String text;

        Unit(String path, String text) {
            super(URI.create("string:///" + path), Kind.SOURCE);
            this.text = text;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
        }
    }
}
