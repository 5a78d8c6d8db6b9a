package breakdex.sync.sim;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** What a person does to the files of the library, with no help of ours. */
final class Hands {
    private static final List<String> NAMES = List.of(
            "a.mp4", "b.mov", "c.mp4", "2019/d.mp4", "2019/e.mkv", "2019/deep/f.mp4", "ü und ö.mp4", "g h.webm");

    private final SimFiles files;
    private final Random random;
    private String inMind = "";
    private List<String> seen = List.of();

    Hands(SimFiles files, Random random) {
        this.files = files;
        this.random = random;
    }

    List<Action> actions() {
        return List.of(
                new Action("a file is added", 7, () -> add(anyName())),
                new Action("a file is edited", 2, () -> edit(anyFile())),
                new Action("a file is renamed", 2, this::rename),
                new Action("a file is copied", 2, this::copy),
                new Action("a file is removed", 2, () -> remove(anyFile())));
    }

    String anyName() {
        return NAMES.get(random.nextInt(NAMES.size()));
    }

    /** A file that is there; empty where there is none. */
    String anyFile() {
        List<String> there = new ArrayList<>(files.given.keySet());
        there.removeIf(path -> !files.exists(path));
        return there.isEmpty() ? "" : there.get(random.nextInt(there.size()));
    }

    /** A name whose file went away, by its owner's word or not; any name where none did. */
    String anyAbsent() {
        List<String> absent = new ArrayList<>(files.everGiven.keySet());
        absent.removeIf(files::exists);
        return absent.isEmpty() ? anyName() : absent.get(random.nextInt(absent.size()));
    }

    /** Draws the file that the next work may be about, and that somebody may meddle with meanwhile. */
    void turnToAFile() {
        inMind = anyFile();
        seen = files.given.keySet().stream().filter(files::exists).toList();
    }

    /** Something that we put aside lies there still. */
    boolean isOneAside() throws IOException {
        return SimFiles.files(files.library()).keySet().stream().anyMatch(Promises::isOurs);
    }

    /** A file that was there when the next work was turned to is not under its name now. */
    boolean isAFileAway() {
        return !seen.stream().allMatch(files::exists);
    }

    /** A new file for the next work. */
    String addAndKeepInMind() throws IOException {
        String added = add(anyName());
        inMind = added.isEmpty() ? inMind : added;
        return added;
    }

    /** Empty where there was none. */
    String inMind() {
        return inMind;
    }

    String nameInMind() {
        return inMind.isEmpty() ? anyName() : inMind;
    }

    /** What was half done with it will then never be done. */
    String meddleWithWhatIsInMind() throws IOException {
        return random.nextBoolean() ? remove(inMind) : edit(inMind);
    }

    private String add(String path) throws IOException {
        if (!files.isMounted() || files.exists(path)) {
            return "";
        }
        files.give(path, files.content(random, random.nextInt(random.nextInt(4) == 0 ? 6000 : 900)));
        return path;
    }

    private String edit(String path) throws IOException {
        if (path.isEmpty() || !files.isMounted() || !files.exists(path)) {
            return "";
        }
        files.give(path, files.content(random, random.nextInt(2000)));
        return path;
    }

    private String copy() throws IOException {
        String from = anyFile();
        String to = anyName();
        if (from.isEmpty() || !files.isMounted() || files.exists(to)) {
            return "";
        }
        files.give(to, java.nio.file.Files.readAllBytes(files.library().resolve(from)));
        return from + " to " + to;
    }

    private String rename() throws IOException {
        String from = anyFile();
        String to = anyName();
        if (from.isEmpty() || !files.isMounted() || files.exists(to)) {
            return "";
        }
        files.rename(from, to);
        return from + " to " + to;
    }

    private String remove(String path) throws IOException {
        if (path.isEmpty() || !files.isMounted() || !files.exists(path)) {
            return "";
        }
        files.remove(path);
        return path;
    }

    /** In the middle of the engine's work on a file; what is there by then is decided then. */
    Runnable meddlingWith(String path, boolean unseen) {
        int what = random.nextInt(4);
        return () -> {
            try {
                if (what == 0) {
                    remove(path);
                } else if (unseen && what != 3 && files.isMounted() && files.exists(path)) {
                    files.changeUnseen(path, random);
                } else if (files.exists(path)) {
                    edit(path);
                } else {
                    add(path);
                }
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        };
    }
}
