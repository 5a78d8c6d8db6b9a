package breakdex.sync.sim;

import breakdex.sync.asset.Asset;
import breakdex.sync.asset.AssetCopy;
import breakdex.sync.asset.ContentHash;
import breakdex.sync.asset.CopyStatus;
import breakdex.sync.asset.Evidence;
import breakdex.sync.asset.LocalState;
import breakdex.sync.safety.LocalFileRemover;
import breakdex.sync.safety.ReliedOn;
import breakdex.sync.safety.ReliedOnText;
import breakdex.sync.store.CertificateRow;
import breakdex.sync.store.LibraryFileRow;
import breakdex.sync.store.OperationStatus;
import breakdex.sync.store.SyncOperation;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What must hold of one device after each stretch of work, by the number of its promise. One object looks at one. */
final class Promises {
    /** One moment: what is recorded and what is true, at its true time. */
    record Moment(Records records, Truth truth, Instant time) {}

    /** What lies between two moments. */
    enum Course {
        /** The engine did something, to its end. */
        WORK,
        /** The process died in the middle of it. */
        CRASH,
        /** It was dead already, and what was not on the disk may be gone. */
        POWER_CUT
    }

    /** A file whose name was taken while it was put aside lies beside it. */
    private static final Pattern KEPT = Pattern.compile(" \\(kept [0-9a-f]{8}\\)");

    private final SimDevice device;
    private final SimWorld world;
    private final SimFiles files;
    private final Moment before;
    private final Moment after;
    private final Course course;
    private final List<String> broken = new ArrayList<>();

    Promises(SimDevice device, SimWorld world, Moment before, Moment after, Course course) {
        this.device = device;
        this.world = world;
        this.files = device.files;
        this.before = before;
        this.after = after;
        this.course = course;
    }

    /** @return what does not hold, in words; empty if all is well */
    List<String> broken() {
        filesAreTheirOwners();
        certificatesStandOnIntactCopies();
        onlyPeopleDelete();
        if (course == Course.POWER_CUT) {
            whatHadToBeOnTheDiskIsThere();
        } else {
            proofsAreTrue();
            nothingIsMissingThatNobodyTook();
        }
        countsAreFresh();
        operationsAreInOrder();
        return broken;
    }

    private void check(boolean good, String promise) {
        if (!good) {
            broken.add(promise);
        }
    }

    /** Promises 1 and 2, for local files. */
    private void filesAreTheirOwners() {
        files.given.forEach((path, hash) -> {
            ContentHash found = after.truth().files().get(path);
            if (found != null) {
                check(found.equals(hash), "1: " + path + " holds other bytes than its owner gave it");
            } else {
                boolean wasThere = hash.equals(before.truth().files().get(path));
                boolean isFreed = isFreed(path, hash, wasThere) || (!wasThere && hash.equals(files.letGo.get(path)));
                check(
                        isAside(path, hash) || isFreed,
                        "2: " + path + " is gone, nobody took it, and no certificate covers that");
                if (isFreed) {
                    files.letGo.put(path, hash);
                }
            }
        });
        after.truth().files().forEach((path, hash) -> {
            if (!files.given.containsKey(path) && !isOurs(path)) {
                check(hadOnce(path, hash), "1: " + path + " came up with bytes that it never had");
            }
        });
    }

    /** A file that was kept beside its name has the bytes of that name, until its owner gives it others. */
    private boolean hadOnce(String path, ContentHash hash) {
        return Stream.of(path, KEPT.matcher(path).replaceAll(""))
                .anyMatch(name -> files.everGiven.getOrDefault(name, Set.of()).contains(hash));
    }

    /** Parts, and files put aside: what we call so is no file of the library. */
    static boolean isOurs(String path) {
        String name = path.substring(path.lastIndexOf('/') + 1);
        return name.startsWith(".breakdex-");
    }

    private boolean isAside(String path, ContentHash hash) {
        return after.records().certificates().values().stream()
                .filter(row -> row.path().equals(path) && row.hash().equals(hash))
                .filter(row -> row.removedAt() == null && row.status() != CertificateRow.Status.WITHDRAWN)
                .anyMatch(row -> hash.equals(after.truth().files().get(sibling(path, row.asideName()))));
    }

    private static String sibling(String path, String name) {
        return path.substring(0, path.lastIndexOf('/') + 1) + name;
    }

    private boolean isFreed(String path, ContentHash hash, boolean inThisStep) {
        return after.records().certificates().values().stream()
                .filter(row -> row.path().equals(path) && row.hash().equals(hash))
                .anyMatch(row -> inThisStep ? isNew(row) : row.status() == CertificateRow.Status.COMMITTED);
    }

    private boolean isNew(CertificateRow row) {
        CertificateRow known = before.records().certificates().get(row.id());
        boolean isOwn = row.deviceId().equals(after.records().self());
        return isOwn
                && row.status() == CertificateRow.Status.COMMITTED
                && (known == null || known.status() != CertificateRow.Status.COMMITTED);
    }

    /** Promise 2: the world does nothing to a copy in the middle of freeing, so what is true now was true then. */
    private void certificatesStandOnIntactCopies() {
        for (CertificateRow row : after.records().certificates().values()) {
            if (isNew(row)) {
                List<ReliedOn> copies = ReliedOnText.read(row.reliedOnJson());
                long domains = copies.stream()
                        .filter(copy -> after.truth()
                                .isIntact(new SimWorld.Copy(
                                        world.place(copy.provider()).id(), row.hash())))
                        .filter(copy -> !device.clock
                                .truth(copy.evidence().obtainedAt())
                                .isBefore(before.time()))
                        .map(copy -> SimWorld.domainOf(copy.provider()))
                        .distinct()
                        .count();
                check(domains >= 2, "2: the certificate for " + row.path() + " stands on " + domains + " domains");
                check(
                        row.asideName().startsWith(LocalFileRemover.ASIDE_PREFIX),
                        "2: the certificate for " + row.path() + " names no file aside");
            }
        }
    }

    /** Promise 6. */
    private void onlyPeopleDelete() {
        for (ContentHash hash : deleted(after)) {
            check(world.asked.contains(hash), "6: deleted, and nobody asked for it: " + hash.brief());
        }
        after.records().files().forEach((path, row) -> {
            LibraryFileRow old = before.records().files().get(path);
            boolean isNew = row.deletedAt() != null && (old == null || old.deletedAt() == null);
            ContentHash hash = row.hash();
            check(
                    !isNew || hash == null || world.asked.contains(hash),
                    "6: the name " + path + " was deleted, and nobody asked for it");
        });
        check(
                device.mayBeAnother
                        || before.records().self().equals(after.records().self()),
                "10: it became another device, and no past came back");
        device.mayBeAnother &= before.records().self().equals(after.records().self());
    }

    /** Promise 8: what is recorded as proved is there, unless the world came after the proof. */
    private void proofsAreTrue() {
        after.records().copies().forEach((key, copy) -> {
            if (after.records().isProved(key)) {
                Evidence evidence = copy.evidence();
                if (evidence != null && isNewAndOwn(key, evidence)) {
                    check(isTrueProof(key, evidence), "8: proved, gone, and the world did not touch it since: " + key);
                } else {
                    check(isSound(key), "8: called proved, gone, and the world never touched it: " + key);
                }
            } else if (before.records().isProved(key) && !world.everTouched.contains(key)) {
                check(!after.truth().isIntact(key), "10: called lost, and it lies there whole: " + key);
            }
        });
    }

    private boolean isNewAndOwn(SimWorld.Copy key, Evidence evidence) {
        AssetCopy old = before.records().copies().get(key);
        boolean isNew = old == null || old.status() != CopyStatus.VERIFIED || !evidence.equals(old.evidence());
        return isNew && evidence.deviceId().equals(after.records().self());
    }

    private boolean isSound(SimWorld.Copy key) {
        return after.truth().isIntact(key) || world.everTouched.contains(key);
    }

    /** What is whole and was just proved is as if the world had never touched it. */
    private boolean isTrueProof(SimWorld.Copy key, Evidence evidence) {
        Instant touched = world.touched.get(key);
        if (after.truth().isIntact(key)) {
            world.touched.remove(key);
            return true;
        }
        return touched != null && !touched.isBefore(device.clock.truth(evidence.obtainedAt()));
    }

    /** Promises 6 and 10. */
    private void nothingIsMissingThatNobodyTook() {
        for (LibraryFileRow row : after.records().files().values()) {
            LibraryFileRow old = before.records().files().get(row.path());
            boolean newlyMissing = row.state() == LocalState.MISSING && (old == null || old.state() != row.state());
            // What we freed and forgot is missing; what a former life told of comes without its file until it is seen.
            boolean isExplained = files.letGo.containsKey(row.path()) || (old == null && device.cameBack);
            check(
                    !newlyMissing || !files.given.containsKey(row.path()) || isExplained,
                    "10: called missing, and nobody took it: " + row.path());
        }
    }

    /** What was noted since may be found out again; what was found damaged, and what a person said, may not be lost. */
    private void whatHadToBeOnTheDiskIsThere() {
        after.records().copies().forEach((key, copy) -> {
            boolean proved = copy.status() == CopyStatus.VERIFIED;
            check(!proved || isSound(key), "8: called proved again, gone, and the world did not touch it: " + key);
            check(
                    !proved || before.records().isProved(key) || after.truth().isIntact(key),
                    "8: found damaged, and called proved again: " + key);
        });
        check(deleted(before).equals(deleted(after)), "6: what a person deleted or brought back is forgotten");
        before.records().certificates().forEach((id, row) -> {
            CertificateRow left = after.records().certificates().get(id);
            check(left != null && left.status() == row.status(), "2: a certificate is forgotten: " + row);
        });
    }

    private static Set<ContentHash> deleted(Moment moment) {
        return moment.records().assets().stream()
                .filter(Asset::isDeleted)
                .map(Asset::hash)
                .collect(Collectors.toSet());
    }

    /** Promise 9, by the DAO's own count and by ours. */
    private void countsAreFresh() {
        for (Asset asset : after.records().assets()) {
            long ours = after.records().provedOn(asset.hash()).stream()
                    .map(SimWorld::domainOf)
                    .distinct()
                    .count();
            Integer fresh = after.records().counts().get(asset.hash());
            check(
                    fresh != null && asset.copyCount() == fresh && fresh == ours,
                    "9: copy_count of " + asset.hash().brief() + " is " + asset.copyCount() + ", a fresh count gives "
                            + fresh + ", and there are " + ours);
        }
    }

    /** Promise 7. */
    private void operationsAreInOrder() {
        for (SyncOperation operation : after.records().open()) {
            check(operation.retryCount() <= operation.maxRetries(), "7: more retries than allowed: " + operation);
            check(
                    course != Course.WORK
                            || operation.status() != OperationStatus.IN_PROGRESS
                            || isLeftByTheDead(operation),
                    "7: nobody works on it, and it is in progress: " + operation);
        }
    }

    private boolean isLeftByTheDead(SyncOperation operation) {
        return before.records().open().stream()
                .anyMatch(old -> old.id().equals(operation.id()) && old.status() == OperationStatus.IN_PROGRESS);
    }
}
