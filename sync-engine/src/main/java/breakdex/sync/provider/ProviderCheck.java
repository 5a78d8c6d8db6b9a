package breakdex.sync.provider;

import breakdex.sync.asset.ContentHash;
import breakdex.sync.asset.RemoteName;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * The part of the provider contract that may run on a person's own account: everything happens in a scratch place,
 * which is removed at the end. A new provider is admitted by a part of it; {@code doctor} runs it all.
 */
public final class ProviderCheck {
    private static final byte[] NOTHING = {};
    private static final int MAX_SENDS = 100;
    private static final int MAX_EMPTY_READS = 1000;

    private final CloudProvider place;
    private final int chunk;

    private ProviderCheck(CloudProvider place) {
        this.place = place;
        this.chunk = place.capabilities().chunkBytes();
    }

    /**
     * Runs every check, also after one that failed. Blocks; writes some ten chunks.
     *
     * @return in the order in which they ran; a single failed one where no scratch place could be had
     * @throws InterruptedException if the thread was interrupted; the scratch place is removed all the same
     */
    public static List<CheckResult> run(CloudProvider provider) throws InterruptedException {
        try (CloudProvider scratch = provider.scratch()) {
            return new ProviderCheck(scratch).all();
        } catch (ProviderException e) {
            return List.of(new CheckResult("a place to try things in", false, String.valueOf(e.getMessage())));
        }
    }

    /**
     * The shortest check that means something, by which a new place is admitted: write, read back, compare, delete, see
     * it gone.
     *
     * @return as {@link #run}
     */
    public static List<CheckResult> canary(CloudProvider provider) throws InterruptedException {
        try (CloudProvider scratch = provider.scratch()) {
            ProviderCheck check = new ProviderCheck(scratch);
            return List.of(
                    check("a file is stored and read back", () -> check.storeAndCompare(1000, 1)),
                    check("a file is deleted, and seen gone", check::delete));
        } catch (ProviderException e) {
            return List.of(new CheckResult("a place to try things in", false, String.valueOf(e.getMessage())));
        }
    }

    private List<CheckResult> all() throws InterruptedException {
        List<CheckResult> results = new ArrayList<>();
        results.add(check("a file is stored and read back", () -> storeAndCompare(1000, 1)));
        results.add(check("an empty file is stored", () -> storeAndCompare(0, 0)));
        results.add(check("a file of one chunk less a byte is stored", () -> storeAndCompare(chunk - 1, 2)));
        results.add(check("a file of one chunk is stored", () -> storeAndCompare(chunk, 3)));
        results.add(check("a file of one chunk and a byte is stored", () -> storeAndCompare(chunk + 1, 4)));
        results.add(check("an interrupted upload goes on", this::resume));
        results.add(check("a source that ends early is refused", this::endEarly));
        results.add(check("all that was stored is listed", this::list));
        results.add(check("a file is deleted, and seen gone", this::delete));
        results.add(check("deleting what is not there is no failure", this::deleteAbsent));
        results.add(check("a file is set aside", this::setAside));
        return results;
    }

    private static CheckResult check(String name, Check check) throws InterruptedException {
        try {
            check.run();
            return new CheckResult(name, true, "as it should be");
        } catch (ProviderException | NotAsItShouldBe e) {
            return new CheckResult(name, false, String.valueOf(e.getMessage()));
        }
    }

    private void storeAndCompare(int size, int seed) throws ProviderException, InterruptedException, NotAsItShouldBe {
        byte[] content = content(size, seed);
        compare(store(content), content);
    }

    private void resume() throws ProviderException, InterruptedException, NotAsItShouldBe {
        byte[] content = content(2 * chunk + 1, 5);
        ResumePoint point;
        try (Upload upload = place.begin(request(content))) {
            point = upload.resumePoint();
            send(upload, content, chunk);
        }
        try (Upload upload = place.resume(request(content), point)) {
            require(upload.confirmed() <= chunk, "it says that it holds bytes that were never sent");
            send(upload, content, content.length);
            compare(place.commit(upload), content);
        }
    }

    private void endEarly() throws ProviderException, InterruptedException, NotAsItShouldBe {
        byte[] content = content(chunk + 2, 6);
        ResumePoint point;
        try (Upload upload = place.begin(request(content))) {
            point = upload.resumePoint();
            send(upload, content, chunk);
            require(isRefused(() -> place.commit(upload)), "it stored a file that lacked bytes");
        }
        require(!isPresent(content), "a file that lacked bytes is visible");
        place.abandon(point);
    }

    private void list() throws ProviderException, InterruptedException, NotAsItShouldBe {
        Set<String> stored = new TreeSet<>();
        for (int seed = 10; seed < 15; seed++) {
            stored.add(store(content(20, seed)).path());
        }
        Set<String> listed = new TreeSet<>();
        place.list(object -> listed.add(object.path()));
        require(listed.containsAll(stored), "the listing lacks files that are there");
    }

    private void delete() throws ProviderException, InterruptedException, NotAsItShouldBe {
        byte[] content = content(1000, 7);
        RemoteObject object = store(content);
        place.delete(object);
        require(place.find(name(content).hash()) instanceof Presence.Absent, "it is still there after the delete");
        Set<String> listed = new TreeSet<>();
        place.list(it -> listed.add(it.path()));
        require(!listed.contains(object.path()), "it is still listed after the delete");
    }

    private void deleteAbsent() throws ProviderException, InterruptedException, NotAsItShouldBe {
        RemoteObject object = store(content(1000, 8));
        place.delete(object);
        place.delete(object);
    }

    private void setAside() throws ProviderException, InterruptedException, NotAsItShouldBe {
        byte[] content = content(1000, 9);
        place.setAside(store(content));
        require(!isPresent(content), "it still counts as there after it was set aside");
        compare(store(content), content);
    }

    private RemoteObject store(byte[] content) throws ProviderException, InterruptedException, NotAsItShouldBe {
        try (Upload upload = place.begin(request(content))) {
            send(upload, content, content.length);
            return place.commit(upload);
        }
    }

    /** A provider that never gets on must not keep the check going for ever. */
    private void send(Upload upload, byte[] content, int until)
            throws ProviderException, InterruptedException, NotAsItShouldBe {
        for (int sends = 0; upload.confirmed() < until; sends++) {
            require(sends < MAX_SENDS, "it takes bytes, and confirms none of them");
            int from = Math.toIntExact(upload.confirmed());
            upload.send(ByteBuffer.wrap(content, from, Math.min(chunk, until - from)));
        }
    }

    private void compare(RemoteObject object, byte[] content)
            throws ProviderException, InterruptedException, NotAsItShouldBe {
        require(object.sizeBytes() == content.length, "it names a length of " + object.sizeBytes());
        ByteBuffer back = ByteBuffer.allocate(content.length + 1);
        try (Download download = place.open(object, 0, ReadFrom.MEDIUM)) {
            // until the end, or one byte beyond what was sent
            for (int empty = 0; back.hasRemaining() && empty < MAX_EMPTY_READS; ) {
                int count = download.read(back);
                empty = count > 0 ? 0 : count == 0 ? empty + 1 : MAX_EMPTY_READS;
            }
        }
        require(back.flip().equals(ByteBuffer.wrap(content)), "other bytes came back than were sent");
        require(isPresent(content), "what was stored is not found");
    }

    private boolean isPresent(byte[] content) throws ProviderException, InterruptedException {
        return place.find(name(content).hash()) instanceof Presence.Present;
    }

    private static boolean isRefused(ProviderCall call) throws InterruptedException {
        try {
            call.run();
            return false;
        } catch (ProviderException e) {
            return true;
        }
    }

    private static void require(boolean good, String otherwise) throws NotAsItShouldBe {
        if (!good) {
            throw new NotAsItShouldBe(otherwise);
        }
    }

    private static UploadRequest request(byte[] content) {
        return new UploadRequest(name(content), content.length, "application/octet-stream");
    }

    private static RemoteName name(byte[] content) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(content);
            return new RemoteName(ContentHash.ofSha256(digest), RemoteName.NO_EXTENSION);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** Differs from byte to byte and from seed to seed, and has no short period that a lost block could hide in. */
    private static byte[] content(int size, int seed) {
        byte[] content = size == 0 ? NOTHING : new byte[size];
        int state = seed * 0x9E3779B9 + 1;
        for (int i = 0; i < size; i++) {
            state = state * 1664525 + 1013904223;
            content[i] = (byte) (state >>> 24);
        }
        return content;
    }

    private interface Check {
        void run() throws ProviderException, InterruptedException, NotAsItShouldBe;
    }

    private interface ProviderCall {
        void run() throws ProviderException, InterruptedException;
    }

    /** The provider answered, and the answer was wrong. */
    private static final class NotAsItShouldBe extends Exception {
        private static final long serialVersionUID = 1L;

        NotAsItShouldBe(String what) {
            super(what);
        }
    }
}
