package breakdex.sync.queue;

import static org.assertj.core.api.Assertions.assertThat;

import breakdex.sync.provider.Fault;
import breakdex.sync.provider.ProviderException;
import breakdex.sync.store.Claimant;
import breakdex.sync.store.OperationType;
import breakdex.sync.store.SyncOperation;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What workers do to the queue: those that live, those that lost their leases, and those that die. */
final class WorkerSteps {
    private static final int WORKERS = 4;
    private static final int REMEMBERED_CLAIMS = 40;
    private static final int MOST_DEATHS = 11;
    private static final Duration FIRST_DELAY = Duration.ofSeconds(5);
    private static final Duration LONGEST_DELAY = Duration.ofMinutes(5);
    private static final Duration DAY = Duration.ofDays(1);

    private static final List<Duration> WISHES_OF_PROVIDERS =
            List.of(Duration.ZERO, Duration.ofSeconds(90), Duration.ofHours(2), Duration.ofHours(40));

    private final QueueWorld world;
    private final QueueModel model;
    private final Draw draw;
    private final Verbs verbs;
    private final Runnable compare;
    private final List<Claimant> workers = new ArrayList<>();
    private final List<Claimant> everybody = new ArrayList<>();
    private final List<SyncOperation> claims = new ArrayList<>();

    /** @param compare for a step that is many */
    WorkerSteps(QueueWorld world, QueueModel model, Draw draw, Verbs verbs, Runnable compare) {
        this.world = world;
        this.model = model;
        this.draw = draw;
        this.verbs = verbs;
        this.compare = compare;
        for (int place = 0; place < WORKERS; place++) {
            workers.add(begin(place));
        }
    }

    List<Step> all() {
        return List.of(
                new Step(26, this::claim),
                new Step(8, () -> withAClaim("noted progress of", this::progress)),
                new Step(7, () -> withAClaim("completed", this::complete)),
                new Step(14, () -> withAClaim("failed", this::fail)),
                new Step(4, () -> withAClaim("gave back", this::giveBack)),
                new Step(3, () -> withAClaim("withdrew", this::withdraw)),
                new Step(3, () -> withAClaim("held", this::hold)),
                new Step(4, () -> withAClaim("asked about", this::ask)),
                new Step(4, this::beat),
                new Step(6, this::recover),
                new Step(1, this::dieAgainAndAgain));
    }

    private Instant now() {
        return world.clock.instant();
    }

    private Instant lease() {
        return now().plus(OperationQueue.LEASE);
    }

    /** A worker of each machine in turn, under a name that no other bears. */
    private Claimant begin(int place) {
        Claimant who = new Claimant(
                "worker-" + place + "-" + everybody.size(),
                QueueWorld.MACHINES.get(place % QueueWorld.MACHINES.size()));
        everybody.add(who);
        return who;
    }

    private String claim() {
        Set<OperationType> types = EnumSet.of(draw.type());
        while (draw.chance(60)) {
            types.add(draw.type());
        }
        return claim(draw.any(workers), draw.place(), types, 1 + draw.below(4));
    }

    private String claim(Claimant who, String place, Set<OperationType> types, int limit) {
        List<SyncOperation> taken = verbs.claim(who, place, types, limit);
        assertThat(Brief.of(taken))
                .as("%s claims %d of %s on %s", who, limit, types, place)
                .isEqualTo(Brief.of(model.claim(place, types, who, limit, now(), lease())));
        claims.addAll(taken);
        while (claims.size() > REMEMBERED_CLAIMS) {
            claims.remove(0);
        }
        return "%s claimed %s".formatted(who, Brief.of(taken));
    }

    @FunctionalInterface
    private interface Act {
        void by(Claimant who, SyncOperation operation);
    }

    private String withAClaim(String what, Act act) {
        if (claims.isEmpty()) {
            return "nobody " + what + " anything";
        }
        SyncOperation operation = claimOfAny();
        Claimant who =
                draw.chance(6) ? draw.any(everybody) : new Claimant(holder(operation), draw.any(QueueWorld.MACHINES));
        act.by(who, operation);
        return "%s %s %s".formatted(who.worker(), what, Brief.of(operation));
    }

    /** Mostly one that its worker still has; now and then one that it lost, or lost and has again by a later claim. */
    private SyncOperation claimOfAny() {
        List<SyncOperation> held = claims.stream()
                .filter(claim -> model.isHeld(claim, holder(claim)))
                .toList();
        List<SyncOperation> again = claims.stream()
                .filter(claim -> held.stream().anyMatch(later -> isLaterOf(later, claim)))
                .toList();
        if (!again.isEmpty() && draw.chance(25)) {
            return draw.any(again);
        }
        return held.isEmpty() || draw.chance(25) ? draw.any(claims) : draw.any(held);
    }

    private static boolean isLaterOf(SyncOperation later, SyncOperation claim) {
        return later.id().equals(claim.id())
                && later.fence() > claim.fence()
                && holder(later).equals(holder(claim));
    }

    private static String holder(SyncOperation claim) {
        return String.valueOf(claim.claimedBy());
    }

    private long someBytes() {
        return draw.below(Math.toIntExact(QueueWorld.BYTES) + 1);
    }

    private void progress(Claimant who, SyncOperation operation) {
        long confirmed = someBytes();
        assertThat(verbs.progress(who, operation, confirmed))
                .as(() -> "progress of " + Brief.of(operation))
                .isEqualTo(model.progress(operation, who.worker(), confirmed));
    }

    private void complete(Claimant who, SyncOperation operation) {
        assertThat(verbs.complete(who, operation))
                .as(() -> "end of " + Brief.of(operation))
                .isEqualTo(model.complete(operation, who.worker(), now()));
    }

    private void giveBack(Claimant who, SyncOperation operation) {
        String why = draw.chance(50) ? null : "we stop";
        verbs.giveBack(who, operation, why);
        model.giveBack(operation, who.worker(), why);
    }

    private void withdraw(Claimant who, SyncOperation operation) {
        assertThat(verbs.withdraw(who, operation))
                .as(() -> "withdrawal of " + Brief.of(operation))
                .isEqualTo(model.withdraw(operation, who.worker()));
    }

    private void hold(Claimant who, SyncOperation operation) {
        assertThat(verbs.isOurs(who, operation))
                .as(() -> "hold on " + Brief.of(operation))
                .isEqualTo(model.hold(operation, who.worker()));
    }

    private void ask(Claimant who, SyncOperation operation) {
        assertThat(verbs.mayDestroy(who, operation))
                .as(() -> "time to destroy for " + Brief.of(operation))
                .isEqualTo(model.mayDestroy(operation, who.worker(), now(), OperationQueue.LEASE));
        assertThat(verbs.mayRemove(who, operation))
                .as(() -> "leave to remove for " + Brief.of(operation))
                .isEqualTo(model.mayRemove(operation, who.worker(), now(), OperationQueue.LEASE));
    }

    private void fail(Claimant who, SyncOperation operation) {
        Fault fault = draw.any(List.of(Fault.values()));
        long furthest = draw.chance(60) ? 0 : someBytes();
        Duration wish = draw.chance(80) ? null : draw.any(WISHES_OF_PROVIDERS);
        ProviderException why = new ProviderException("nas", "call", "answer", fault, wish, null);
        QueueModel.Ending ending = QueueModel.ending(operation, fault, furthest);
        Instant again = verbs.fail(who, operation, why, furthest, ending);
        boolean ours =
                model.fail(operation, who.worker(), ending, fault, String.valueOf(why.getMessage()), furthest, again);
        if (!ours) {
            assertThat(again).as("end of a lost claim").isNull();
        } else if (ending.unharmed()) {
            assertThat(again).as("%s costs nothing", fault).isEqualTo(Instant.MIN);
        } else if (ending.isPermanent()) {
            assertThat(again).as("%s with %s", fault, ending).isEqualTo(Instant.MAX);
        } else {
            checkDue(operation, wish, again);
        }
    }

    /** A place's own wish, though not for longer than a due time may be ahead; else a part of the doubled delay. */
    private void checkDue(SyncOperation operation, @Nullable Duration wish, @Nullable Instant again) {
        Duration delay = FIRST_DELAY.multipliedBy(1L << operation.retryCount());
        Duration longest = delay.compareTo(LONGEST_DELAY) < 0 ? delay : LONGEST_DELAY;
        if (wish == null) {
            assertThat(again).as("due again").isBetween(now(), now().plus(longest));
        } else {
            assertThat(again).as("due again").isEqualTo(now().plus(wish.compareTo(DAY) < 0 ? wish : DAY));
        }
    }

    private String beat() {
        Claimant who = draw.any(workers);
        assertThat(verbs.beat(who)).as("beat of %s", who).isEqualTo(model.beat(who.worker(), lease()));
        return who.worker() + " showed that it lives";
    }

    private String recover() {
        List<String> dead = new ArrayList<>();
        while (draw.chance(40)) {
            dead.add(draw.any(everybody).worker());
        }
        return recover(draw.any(workers), dead);
    }

    /** Whoever died begins under another name, or goes on where it was not dead after all. */
    private String recover(Claimant who, List<String> dead) {
        int back = verbs.recover(who, dead);
        assertThat(back)
                .as("back from %s", dead)
                .isEqualTo(model.recover(dead, now(), now().plus(OperationQueue.LONGEST_LEASE)));
        for (int place = 0; place < WORKERS; place++) {
            if (dead.contains(workers.get(place).worker()) && draw.chance(50)) {
                workers.set(place, begin(place));
            }
        }
        return back + " came back, " + dead + " being dead";
    }

    /** The same operation kills one worker after the other. */
    private String dieAgainAndAgain() {
        String place = draw.place();
        int deaths = draw.chance(25) ? MOST_DEATHS : 1 + draw.below(2);
        for (int death = 0; death < deaths; death++) {
            Claimant victim = draw.any(workers);
            claim(victim, place, EnumSet.allOf(OperationType.class), 1);
            recover(draw.any(workers), List.of(victim.worker()));
            compare.run();
        }
        return deaths + " workers died at " + place;
    }
}
