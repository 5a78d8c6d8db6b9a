package breakdex.bench;

import breakdex.bench.Databases.Kind;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Measures the queue of operations, beside db-scheduler and beside itself when it is short, and prints a table. */
public final class QueueBenchmark {
    private static final int THREADS = 4;
    private static final double MILLIS_A_SECOND = 1e3;

    private final Databases databases;
    private final Clock clock;
    private final Map<String, String> options;
    private final Figures figures = new Figures();

    private QueueBenchmark(Databases databases, Clock clock, Map<String, String> options) {
        this.databases = databases;
        this.clock = clock;
        this.options = options;
    }

    /** @param args the folder for the databases, and pairs of option and value, all of which must be there */
    public static void main(String[] args) throws Exception {
        Map<String, String> options = new HashMap<>();
        for (int i = 1; i < args.length; i += 2) {
            options.put(args[i], args[i + 1]);
        }
        try (Databases databases = new Databases(Path.of(args[0]))) {
            new QueueBenchmark(databases, Clock.systemUTC(), options).run();
        }
    }

    private void run() throws Exception {
        for (Kind kind : kinds()) {
            if (measures("drain")) {
                drain(kind);
            }
            if (measures("claim")) {
                claim(kind);
            }
            if (measures("enqueue")) {
                enqueue(kind);
            }
            if (measures("progress")) {
                progress(kind);
            }
        }
        System.out.println(figures.table());
    }

    private Set<Kind> kinds() {
        return switch (option("--database")) {
            case "sqlite" -> EnumSet.of(Kind.SQLITE);
            case "postgresql" -> EnumSet.of(Kind.POSTGRESQL);
            default -> EnumSet.allOf(Kind.class);
        };
    }

    private boolean measures(String part) {
        return option("--only").equals("all") || option("--only").equals(part);
    }

    private String option(String name) {
        String value = options.get(name);
        if (value == null) {
            throw new IllegalArgumentException("no option " + name);
        }
        return value;
    }

    private int number(String name) {
        return Integer.parseInt(option(name));
    }

    private BenchedQueue queue(Kind kind) {
        return new BenchedQueue(databases.forQueue(kind), clock);
    }

    /** The two take turns, so that what else the machine does falls on both. */
    private void drain(Kind kind) throws Exception {
        PeerSettings fastest = fastestOfPeer(kind);
        ourDrain(kind);
        List<Double> ours = new ArrayList<>();
        double longestMillis = 0;
        List<Double> theirs = new ArrayList<>();
        for (int run = 0; run < number("--runs"); run++) {
            QueueDrain.Result result = ourDrain(kind);
            ours.add(result.perSecond());
            longestMillis = Math.max(longestMillis, result.longestMillis());
            theirs.add(theirDrain(kind, fastest, number("--peer-operations")));
        }
        figures.row(
                "drain of " + Figures.count(number("--operations")) + " operations, " + kind + ", " + kind.durability
                        + ", beside db-scheduler with " + fastest + ", "
                        + Figures.count(number("--peer-operations")) + " tasks",
                Figures.rate(Figures.median(ours)),
                Figures.rate(Figures.median(theirs)),
                Figures.times(Figures.median(ours) / Figures.median(theirs)),
                kind == Kind.SQLITE ? "at least 5" : "at least 3");
        figures.row(
                "longest wait of one of these for its commit, " + kind,
                Figures.milliseconds(longestMillis / MILLIS_A_SECOND),
                "",
                "",
                "");
    }

    private double theirDrain(Kind kind, PeerSettings settings, int tasks) throws Exception {
        return PeerDrain.perSecond(databases, kind, settings, clock.instant(), tasks, THREADS);
    }

    private QueueDrain.Result ourDrain(Kind kind) throws Exception {
        int operations = number("--operations");
        try (BenchedQueue benched = queue(kind)) {
            benched.contents(0, operations);
            benched.enqueue(0, operations);
            databases.settle(kind);
            return QueueDrain.run(benched, THREADS);
        }
    }

    private PeerSettings fastestOfPeer(Kind kind) throws Exception {
        List<PeerSettings> candidates = PeerSettings.candidates(kind);
        PeerSettings fastest = candidates.get(0);
        theirDrain(kind, fastest, number("--peer-trial"));
        double best = 0;
        for (PeerSettings settings : candidates) {
            double rate = theirDrain(kind, settings, number("--peer-trial"));
            System.err.println(kind + ", db-scheduler with " + settings + ": " + Figures.rate(rate));
            if (rate > best) {
                best = rate;
                fastest = settings;
            }
        }
        return fastest;
    }

    private void claim(Kind kind) throws Exception {
        int few = number("--few");
        int many = number("--many");
        double withFew;
        try (BenchedQueue benched = queue(kind)) {
            benched.contents(0, few + ClaimCost.FURTHER_CONTENTS);
            benched.enqueue(0, few);
            databases.settle(kind);
            withFew = ClaimCost.seconds(benched, few);
        }
        try (BenchedQueue benched = queue(kind)) {
            int contents = many + ClaimCost.FURTHER_CONTENTS;
            benched.contents(0, contents);
            benched.enqueue(0, many);
            databases.settle(kind);
            double withMany = ClaimCost.seconds(benched, many);
            claimRow(kind, many, "", withMany, withFew, "at most 2");
            double rate = QueueDrain.run(benched, THREADS).perSecond();
            figures.row("drain of the " + Figures.count(many) + " operations, " + kind, Figures.rate(rate), "", "", "");
            benched.enqueue(0, many);
            databases.settle(kind);
            double besideCompleted = ClaimCost.seconds(benched, many);
            claimRow(kind, many, " beside " + Figures.count(contents) + " completed", besideCompleted, withFew, "");
        }
    }

    private void claimRow(Kind kind, int many, String where, double ours, double beside, String wanted) {
        figures.row(
                "claim of " + BenchedQueue.CLAIM + " among " + Figures.count(many) + where + ", " + kind
                        + ", beside one among " + Figures.count(number("--few")),
                Figures.milliseconds(ours),
                Figures.milliseconds(beside),
                Figures.times(ours / beside),
                wanted);
    }

    private void enqueue(Kind kind) {
        int operations = number("--enqueued");
        List<Double> taken = new ArrayList<>();
        for (int run = 0; run < number("--runs"); run++) {
            try (BenchedQueue benched = queue(kind)) {
                benched.contents(0, operations);
                databases.settle(kind);
                long started = System.nanoTime();
                benched.enqueue(0, operations);
                taken.add(Figures.secondsSince(started));
            }
        }
        figures.row(
                "enqueueing " + Figures.count(operations) + " operations, " + kind,
                Figures.seconds(Figures.median(taken)),
                "",
                "",
                kind == Kind.SQLITE ? "at most 2 s" : "");
    }

    private void progress(Kind kind) throws Exception {
        try (BenchedQueue benched = queue(kind)) {
            benched.contents(0, number("--few"));
            benched.enqueue(0, number("--few"));
            ProgressCost.Costs costs = ProgressCost.measure(benched, databases);
            String what = "progress of " + ProgressCost.TRANSFERS + " transfers, " + kind + ", of one core";
            String server = kind == Kind.SQLITE ? "" : "; beside: the server";
            progressRow(what + ", as it comes" + server, kind, costs.cadence(), "below 1 %");
            progressRow(what + ", by the cost of many writes" + server, kind, costs.manyWrites(), "");
        }
    }

    private void progressRow(String what, Kind kind, ProgressCost.Cost cost, String wanted) {
        String server = kind == Kind.SQLITE ? "" : Figures.percent(cost.server());
        figures.row(what, Figures.percent(cost.ours()), server, "", wanted);
    }
}
