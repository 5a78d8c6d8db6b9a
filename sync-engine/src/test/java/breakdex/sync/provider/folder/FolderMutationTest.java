package breakdex.sync.provider.folder;

import breakdex.sync.provider.FileSystemKind;
import breakdex.sync.provider.MutationRun;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** What a folder does beyond the contract is checked too: files that are handled wrongly do not go unnoticed. */
class FolderMutationTest {
    @TempDir
    Path temporary;

    private int subjects;

    @TestFactory
    Stream<DynamicTest> everyMutantIsCaught() {
        return MutationRun.of(FolderContract.class, MUTANTS, WorldlyFiles::new, files -> () -> subject(files));
    }

    private FolderContract subject(Supplier<WorldlyFiles> files) {
        subjects++;
        Path own = temporary.resolve("subject-" + subjects);
        FolderHarness.io(() -> Files.createDirectory(own));
        WorldlyFiles mutant = files.get();
        mutant.forcesForReal = false;
        FolderHarness harness = new FolderHarness(own, mutant);
        return () -> harness;
    }

    private static final Map<String, Supplier<WorldlyFiles>> MUTANTS = new LinkedHashMap<>();

    static {
        MUTANTS.put("files are not forced", () -> new WorldlyFiles() {
            @Override
            void force(Path file, FileChannel channel) {
                // hoped for the best
            }
        });
        MUTANTS.put("folders are not forced", () -> new WorldlyFiles() {
            @Override
            void forceFolder(Path folder) {
                // hoped for the best
            }
        });
        MUTANTS.put("a force that fails is swallowed", () -> new WorldlyFiles() {
            @Override
            void force(Path file, FileChannel channel) {
                try {
                    super.force(file, channel);
                } catch (IOException e) {
                    // hoped for the best
                }
            }
        });
        MUTANTS.put("a folder's force that fails is swallowed", () -> new WorldlyFiles() {
            @Override
            void forceFolder(Path folder) {
                try {
                    super.forceFolder(folder);
                } catch (IOException e) {
                    // hoped for the best
                }
            }
        });
    }

    static {
        MUTANTS.put("the part is not cut", () -> new WorldlyFiles() {
            @Override
            void truncate(FileChannel channel, long size) {
                // as long as it was
            }
        });
        MUTANTS.put("links are followed", () -> new WorldlyFiles() {
            @Override
            BasicFileAttributes attributes(Path file) throws IOException {
                super.attributes(file);
                return Files.readAttributes(file, BasicFileAttributes.class);
            }
        });
        MUTANTS.put("a name that is taken is taken again", () -> new WorldlyFiles() {
            @Override
            void reserve(Path file) throws IOException {
                if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
                    super.reserve(file);
                }
            }
        });
        MUTANTS.put("the length of a part is not looked at", () -> new WorldlyFiles() {
            @Override
            long size(FileChannel channel) throws IOException {
                return Math.max(super.size(channel), 3L << 20);
            }
        });
        MUTANTS.put("a listing stops when it is disturbed", () -> new WorldlyFiles() {
            @Override
            void forEachEntry(Path folder, Consumer<String> each) throws InterruptedException {
                try {
                    super.forEachEntry(folder, each);
                } catch (IOException e) {
                    // as far as it went
                }
            }
        });
    }

    static {
        MUTANTS.put("what cannot be looked at is not there", () -> new WorldlyFiles() {
            @Override
            @Nullable
            BasicFileAttributes attributesIfThere(Path file) {
                return null;
            }
        });
        MUTANTS.put("a write that fails is a write", () -> new WorldlyFiles() {
            @Override
            int write(FileChannel channel, ByteBuffer bytes, long position) throws IOException {
                int wanted = bytes.remaining();
                try {
                    return super.write(channel, bytes, position);
                } catch (IOException e) {
                    bytes.position(bytes.limit());
                    return wanted;
                }
            }
        });
        MUTANTS.put("the space is not asked for", () -> new WorldlyFiles() {
            @Override
            Space space(Path folder) throws IOException {
                super.space(folder);
                return new Space(0, 0);
            }
        });
        MUTANTS.put("the limit of the file system is not known", () -> new WorldlyFiles() {
            @Override
            public FileSystemKind kind(Path folder) throws IOException {
                super.kind(folder);
                return new FileSystemKind("ext4");
            }
        });
    }

    static {
        MUTANTS.put("a delete does not delete", () -> new WorldlyFiles() {
            @Override
            boolean delete(Path file) {
                calls.add("delete " + file.getFileName());
                return true;
            }
        });
    }
}
