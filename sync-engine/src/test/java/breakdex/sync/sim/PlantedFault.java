package breakdex.sync.sim;

import breakdex.sync.house.Sources;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/**
 * A fault that is put into one class of the engine, to see that the simulator finds it. The source is changed, compiled
 * in memory, and loaded beside the real engine; nothing of this is in the product.
 *
 * @param name what is wrong with the engine then
 * @param file below {@code breakdex/sync/}, without {@code .java}
 * @param changes pieces of the source and what stands in their place, in pairs; each piece is there exactly once
 */
record PlantedFault(String name, String file, List<String> changes) {
    private static final String PACKAGE = "breakdex.sync.";

    static PlantedFault of(String name, String file, String... changes) {
        return new PlantedFault(name, file, List.of(changes));
    }

    /** How many seeds it took, and what the simulator said. */
    record Caught(int seeds, String story) {}

    /** Runs one seed after the other until one fails; empty where none of them does. */
    Optional<Caught> caughtWithin(int seeds, int steps) throws IOException, ReflectiveOperationException {
        var run = new Loader(compiled()).loadClass(PACKAGE + "sim.Simulate").getMethod("run", long.class, int.class);
        for (int seed = 1; seed <= seeds; seed++) {
            Optional<?> failure = (Optional<?>) run.invoke(null, (long) seed, steps);
            if (failure.isPresent()) {
                return Optional.of(new Caught(seed, String.valueOf(failure.get())));
            }
        }
        return Optional.empty();
    }

    /**
     * The source with the fault in it.
     *
     * @throws IllegalStateException if a piece is not there, or more than once
     */
    String source() throws IOException {
        String text = Files.readString(sources().resolve("breakdex/sync").resolve(file + ".java"));
        for (int i = 0; i < changes.size(); i += 2) {
            String piece = changes.get(i);
            int at = text.indexOf(piece);
            if (at < 0 || text.indexOf(piece, at + 1) >= 0) {
                throw new IllegalStateException(
                        "The fault “" + name + "” fits no more: once in " + file + " must stand: " + piece);
            }
            text = text.replace(piece, changes.get(i + 1));
        }
        return text;
    }

    private static Path sources() {
        return Sources.repositoryRoot().resolve("sync-engine/src/main/java");
    }

    private Map<String, byte[]> compiled() throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter complaints = new StringWriter();
        try (Output output = new Output(compiler.getStandardFileManager(null, null, null))) {
            List<String> options =
                    List.of("-proc:none", "-nowarn", "-cp", String.valueOf(System.getProperty("java.class.path")));
            boolean good = compiler.getTask(
                            complaints, output, null, options, null, List.of(new Source(file, source())))
                    .call();
            if (!good) {
                throw new IllegalStateException("The fault “" + name + "” does not compile: " + complaints);
            }
            return output.classes();
        }
    }

    private static final class Source extends SimpleJavaFileObject {
        private final String text;

        Source(String file, String text) {
            super(URI.create("planted:///breakdex/sync/" + file + ".java"), Kind.SOURCE);
            this.text = text;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreErrors) {
            return text;
        }
    }

    /** Keeps what the compiler makes in memory. */
    private static final class Output extends ForwardingJavaFileManager<JavaFileManager> {
        private final Map<String, ByteArrayOutputStream> made = new TreeMap<>();

        Output(JavaFileManager files) {
            super(files);
        }

        @Override
        public JavaFileObject getJavaFileForOutput(
                Location location, String className, JavaFileObject.Kind kind, FileObject sibling) {
            return new SimpleJavaFileObject(URI.create("planted:///" + className.replace('.', '/') + ".class"), kind) {
                @Override
                public OutputStream openOutputStream() {
                    return made.computeIfAbsent(className, it -> new ByteArrayOutputStream());
                }
            };
        }

        Map<String, byte[]> classes() {
            Map<String, byte[]> classes = new TreeMap<>();
            made.forEach((name, bytes) -> classes.put(name, bytes.toByteArray()));
            return classes;
        }
    }

    /** Loads all classes of the engine anew, the planted ones among them; everything else is shared. */
    private static final class Loader extends ClassLoader {
        private final Map<String, byte[]> planted;

        Loader(Map<String, byte[]> planted) {
            super(PlantedFault.class.getClassLoader());
            this.planted = planted;
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (!name.startsWith(PACKAGE)) {
                return super.loadClass(name, resolve);
            }
            synchronized (getClassLoadingLock(name)) {
                Class<?> known = findLoadedClass(name);
                return known == null ? findClass(name) : known;
            }
        }

        @Override
        protected Class<?> findClass(String name) throws ClassNotFoundException {
            byte[] own = planted.get(name);
            try (InputStream real = getResourceAsStream(name.replace('.', '/') + ".class")) {
                if (own == null && real == null) {
                    throw new ClassNotFoundException(name);
                }
                byte[] bytes = own == null ? real.readAllBytes() : own;
                return defineClass(name, bytes, 0, bytes.length);
            } catch (IOException e) {
                throw new ClassNotFoundException(name, e);
            }
        }
    }
}
