package breakdex.sync;

import breakdex.sync.asset.Combo;
import breakdex.sync.asset.Move;
import breakdex.sync.asset.Review;
import breakdex.sync.manifest.LibraryEdits;
import breakdex.sync.manifest.LibraryEdits.Edit;
import breakdex.sync.store.CombosDao;
import breakdex.sync.store.Database;
import breakdex.sync.store.LibraryTable;
import breakdex.sync.store.MovesDao;
import breakdex.sync.store.ReviewsDao;
import breakdex.sync.store.Tx;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Moves, combos and reviews of the library, as all devices come to know them.
 *
 * <p>What is changed here stands at once, on the disk, with a line in {@code sync_log}; the next
 * {@link AssetSyncEngine#sync} tells the other devices. Each call is one transaction: all of it is done, or nothing.
 * Of one move that two devices changed without knowing of each other, each field keeps its later value, and so does
 * whether it is deleted.
 *
 * <p>May be called from any thread, also while a {@code sync} runs. Each call blocks for a database read or write, and
 * cannot be interrupted. Besides what each says, all throw {@link breakdex.sync.store.StoreException} if the database
 * cannot be used; those that change something throw {@link SyncException} of kind {@code USAGE}, in one sentence, if
 * what they are given is not acceptable, and of kind {@code REFUSED} if this database became another device since it
 * was opened.
 */
public final class LibraryContents {
    private static final int LONGEST_ID = 200;
    private static final long LAST_INDEX = 1_000_000_000;

    private final Database database;
    private final String deviceId;
    private final LibraryEdits edits;

    LibraryContents(Database database, String deviceId, LibraryEdits edits) {
        this.database = database;
        this.deviceId = deviceId;
        this.edits = edits;
    }

    // Moves

    /** Empty where no such move was ever known; a deleted one has {@link Move#deletedAt}. */
    public Optional<Move> move(String id) {
        return database.read(tx -> tx.moves().find(id));
    }

    /** All that are not deleted, by name and id. */
    public List<Move> moves() {
        return database.read(tx -> tx.moves().all()).stream()
                .filter(move -> !move.isDeleted())
                .toList();
    }

    /**
     * Adds a move, or makes the one with its id be like it; then only what differs counts as changed. Whoever read the
     * move some time ago takes back what other devices changed since: {@link #changeMove} does not.
     *
     * @param move its id has 1 to 200 characters; a name, and for a new one a category, are needed. {@code createdAt}
     *     may be null: for a new one it is now. {@code updatedAt} is not looked at. {@code deletedAt} null brings a
     *     deleted one back; any time there deletes it, now
     * @return the move as it is stored
     */
    public Move putMove(Move move) {
        return write(tx -> put(tx, move, tx.moves().find(move.id()).orElse(null)));
    }

    /**
     * Changes a move as it is just then.
     *
     * @param change given the move, returns it as it is to be, with the same id. May be called more than once, and has
     *     to have no effect of its own
     * @return the move as it is stored
     * @throws SyncException {@code USAGE} if there is no such move, or it was deleted
     */
    public Move changeMove(String id, UnaryOperator<Move> change) {
        return write(tx -> {
            Move before = live(tx, id);
            Move after = change.apply(before);
            if (!after.id().equals(id)) {
                throw usage("The id of a move does not change: it is " + id + ", and was to be " + after.id() + ".");
            }
            return put(tx, after, before);
        });
    }

    /** Calls a move something else; otherwise as {@link #changeMove}. */
    public Move renameMove(String id, String name) {
        return changeMove(id, move -> move.withName(name));
    }

    /**
     * Archives a move, now; one that is archived gets the new reason. Otherwise as {@link #changeMove}.
     *
     * @param reason null for none
     */
    public Move archiveMove(String id, @Nullable String reason) {
        return write(tx -> {
            Move move = live(tx, id);
            Instant at = move.archivedAt();
            return put(tx, move.withArchived(at == null ? tx.now() : at, reason), move);
        });
    }

    /**
     * Deletes a move: it stays, with {@link Move#deletedAt}, in the combos that have it, and with its reviews. Its
     * video stays as it is.
     *
     * @return false if it was deleted already
     * @throws SyncException {@code USAGE} if no such move was ever known
     */
    public boolean deleteMove(String id) {
        return write(tx -> {
            Move move = tx.moves().find(id).orElseThrow(() -> usage("There is no move " + id + "."));
            return !move.isDeleted() && change(tx, delete(LibraryTable.MOVE, id)) > 0;
        });
    }

    private Move live(Tx tx, String id) {
        Move move = tx.moves().find(id).orElseThrow(() -> usage("There is no move " + id + "."));
        if (move.isDeleted()) {
            throw usage("The move " + id + " was deleted at " + move.deletedAt() + "; put it to bring it back.");
        }
        return move;
    }

    private Move put(Tx tx, Move move, @Nullable Move before) {
        checkId("move", move.id());
        checkName("move", move.id(), move.name());
        if (move.category() == null && (before == null || before.category() != null)) {
            throw usage("The move " + move.id() + " has no category, and the app's document needs one for each move.");
        }
        Map<String, @Nullable Object> columns = MovesDao.columns(move);
        if (move.createdAt() == null) {
            columns.put("created_at", before == null ? tx.now() : before.createdAt());
        }
        change(tx, List.of(new Edit(LibraryTable.MOVE, move.id(), columns, move.isDeleted())));
        return tx.moves().find(move.id()).orElseThrow();
    }

    // Combos

    /** Empty where no such combo was ever known; a deleted one has {@link Combo#deletedAt}. */
    public Optional<Combo> combo(String id) {
        return database.read(tx -> tx.combos().find(id));
    }

    /** All that are not deleted, by name and id, with their sequences. */
    public List<Combo> combos() {
        return database.read(tx -> tx.combos().all()).stream()
                .filter(combo -> !combo.isDeleted())
                .toList();
    }

    /**
     * Adds a combo with its sequence, or makes the one with its id be like it; then only what differs counts as
     * changed. Where two devices changed the sequence without knowing of each other, a move that either put in stays.
     *
     * @param combo its id has 1 to 200 characters; a name is needed. The moves of its steps have to be known, and may
     *     be deleted; of equal indexes the order in the list is not kept. {@code updatedAt} is not looked at.
     *     {@code deletedAt} null brings a deleted one back
     * @return the combo as it is stored
     */
    public Combo putCombo(Combo combo) {
        checkId("combo", combo.id());
        checkName("combo", combo.id(), combo.name());
        return write(tx -> {
            checkSteps(tx, combo);
            List<Edit> changes = steps(tx, combo);
            Map<String, @Nullable Object> columns = CombosDao.columns(combo);
            // Steps that wait for their move stay as they are: nobody could have seen them.
            if (!sequence(combo)
                    .equals(tx.combos().find(combo.id()).map(Combo::steps).orElse(List.of()))) {
                columns.put("updated_at", tx.now());
            }
            changes.add(0, new Edit(LibraryTable.COMBO, combo.id(), columns, combo.isDeleted()));
            change(tx, changes);
            return tx.combos().find(combo.id()).orElseThrow();
        });
    }

    private static List<Combo.Step> sequence(Combo combo) {
        return combo.steps().stream()
                .sorted(Comparator.comparingLong(Combo.Step::index).thenComparing(Combo.Step::moveId))
                .toList();
    }

    private static void checkSteps(Tx tx, Combo combo) {
        for (Combo.Step step : combo.steps()) {
            if (step.index() < 0 || step.index() > LAST_INDEX) {
                throw usage("The move " + step.moveId() + " cannot stand at place " + step.index() + " of the combo "
                        + combo.id() + ": places go from 0 to " + LAST_INDEX + ".");
            }
        }
        combo.steps().stream()
                .map(Combo.Step::moveId)
                .distinct()
                .filter(id -> tx.moves().find(id).isEmpty())
                .findFirst()
                .ifPresent(unknown -> {
                    throw usage("There is no move " + unknown + " to put into the combo " + combo.id()
                            + "; put the move first.");
                });
    }

    /** What its sequence is to be, step by step, and which steps go. */
    private static List<Edit> steps(Tx tx, Combo combo) {
        Map<String, Combo.Step> wanted = new LinkedHashMap<>();
        Map<String, Long> before = new HashMap<>();
        for (Combo.Step step : sequence(combo)) {
            long count = before.merge(step.moveId(), 1L, Long::sum) - 1;
            wanted.put(LibraryEdits.stepId(combo.id(), step.moveId(), count), step);
        }
        List<Edit> changes = new ArrayList<>();
        wanted.forEach((id, step) ->
                changes.add(new Edit(LibraryTable.COMBO_MOVE, id, CombosDao.columns(combo.id(), step), false)));
        tx.combos().stepsById(combo.id()).keySet().stream()
                .filter(id -> !wanted.containsKey(id))
                .forEach(id -> changes.add(new Edit(LibraryTable.COMBO_MOVE, id, Map.of(), true)));
        return changes;
    }

    /**
     * Deletes a combo: it stays, with {@link Combo#deletedAt}, its sequence and its reviews.
     *
     * @return false if it was deleted already
     * @throws SyncException {@code USAGE} if no such combo was ever known
     */
    public boolean deleteCombo(String id) {
        return write(tx -> {
            Combo combo = tx.combos().find(id).orElseThrow(() -> usage("There is no combo " + id + "."));
            return !combo.isDeleted() && change(tx, delete(LibraryTable.COMBO, id)) > 0;
        });
    }

    // Reviews

    /** Empty where no such review is known. */
    public Optional<Review> review(String id) {
        return database.read(tx -> tx.reviews().find(id));
    }

    /** The reviews of a move, by time and id; none where it is not known. */
    public List<Review> reviewsOfMove(String moveId) {
        return database.read(tx -> tx.reviews().ofMove(moveId));
    }

    /** The reviews of a combo, by time and id; none where it is not known. */
    public List<Review> reviewsOfCombo(String comboId) {
        return database.read(tx -> tx.reviews().ofCombo(comboId));
    }

    /**
     * Adds a review. One that is there already is left as it is, if it is the same.
     *
     * @param review its id has 1 to 200 characters; it is of a move or of a combo, which has to be known, and not of
     *     both; it has a rating and a type. {@code entityName} null stands for the name of today
     * @return the review as it is stored
     * @throws SyncException {@code USAGE} also if another review has this id: reviews never change
     */
    public Review addReview(Review review) {
        checkId("review", review.id());
        if (review.rating() == null || review.type() == null) {
            throw usage("The review " + review.id() + " has no " + (review.rating() == null ? "rating." : "type."));
        }
        return write(tx -> {
            Map<String, @Nullable Object> columns = ReviewsDao.columns(review);
            columns.putIfAbsent("entity_display_name", nameOfEntity(tx, review));
            Optional<Review> before = tx.reviews().find(review.id());
            if (before.isPresent()) {
                return same(before.get(), review);
            }
            change(tx, List.of(new Edit(LibraryTable.REVIEW, review.id(), columns, false)));
            return tx.reviews().find(review.id()).orElseThrow();
        });
    }

    private static Review same(Review before, Review review) {
        Map<String, @Nullable Object> known = ReviewsDao.columns(before);
        Map<String, @Nullable Object> given = ReviewsDao.columns(review);
        given.put("reviewed_at", Instant.ofEpochMilli(review.reviewedAt().toEpochMilli()));
        if (review.entityName() == null) {
            given.put("entity_display_name", before.entityName());
        }
        if (!known.equals(given)) {
            throw usage("There is another review " + review.id() + " already, and reviews never change;"
                    + " give this one an id of its own.");
        }
        return before;
    }

    private static String nameOfEntity(Tx tx, Review review) {
        String moveId = review.moveId();
        String comboId = review.comboId();
        if ((moveId == null) == (comboId == null)) {
            throw usage("The review " + review.id() + " is to be of a move or of a combo, and of one of them.");
        }
        return moveId != null
                ? tx.moves()
                        .find(moveId)
                        .map(Move::name)
                        .orElseThrow(() -> usage("There is no move " + moveId + " to review."))
                : tx.combos()
                        .find(Objects.requireNonNull(comboId))
                        .map(Combo::name)
                        .orElseThrow(() -> usage("There is no combo " + comboId + " to review."));
    }

    // All of them

    private <T> T write(Function<Tx, T> work) {
        return database.write(tx -> {
            if (!tx.devices().self().orElse("").equals(deviceId)) {
                throw new SyncException(SyncException.Kind.REFUSED, PhaseOne.OPENED_AS_ANOTHER);
            }
            return work.apply(tx);
        });
    }

    private static List<Edit> delete(LibraryTable table, String id) {
        return List.of(new Edit(table, id, Map.of(), true));
    }

    private int change(Tx tx, List<Edit> changes) {
        checkTexts(changes);
        try {
            return edits.write(tx, changes);
        } catch (IllegalArgumentException e) {
            Edit first = changes.get(0);
            throw new SyncException(
                    SyncException.Kind.USAGE,
                    "The " + first.table().kind() + " " + first.id() + " was left as it is, since " + e.getMessage()
                            + ".",
                    e);
        }
    }

    /** A text that a database would not give back as it is would be another on each device. */
    private static void checkTexts(List<Edit> changes) {
        for (Edit edit : changes) {
            edit.columns().forEach((name, value) -> {
                if (value instanceof String text && text.indexOf('\0') >= 0) {
                    throw usage("The " + name + " of " + edit.table().kind() + " " + edit.id()
                            + " holds a zero character, which no database keeps; take it out.");
                }
            });
        }
    }

    private static void checkId(String what, String id) {
        if (id.isEmpty() || id.length() > LONGEST_ID || id.indexOf('\0') >= 0) {
            throw usage("The id of a " + what + " has 1 to " + LONGEST_ID + " characters and no zero among them; this"
                    + " one has " + id.length() + ".");
        }
    }

    private static void checkName(String what, String id, String name) {
        if (name.isBlank()) {
            throw usage("The " + what + " " + id + " needs a name.");
        }
    }

    private static SyncException usage(String sentence) {
        return new SyncException(SyncException.Kind.USAGE, sentence);
    }
}
