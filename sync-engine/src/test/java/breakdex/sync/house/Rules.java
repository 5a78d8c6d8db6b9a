package breakdex.sync.house;

import breakdex.sync.house.Sources.Source;
import java.util.List;
import java.util.stream.Stream;

/** The rules for single sources. They may be added to and tightened; there is no list of exceptions. */
final class Rules {
    static final Rule TIME_COMES_IN = Rule.forCalls(
                    "time comes in through the constructor, so that a cycle runs on simulated time",
                    "(Instant|LocalDate|LocalDateTime|OffsetDateTime|ZonedDateTime)\\.now\\([0?]\\)"
                            + "|System\\.(currentTimeMillis|nanoTime)\\(.\\)"
                            + "|(Clock|InstantSource)\\.system\\w*\\(.\\)",
                    "java.time.Instant.now()")
            .in(Rules::isMainOutsideTheWiring);

    static final Rule CHANCE_COMES_IN = Rule.forCalls(
                    "chance comes in through the constructor, so that a run can be repeated from its seed",
                    "Math\\.random\\(.\\)|new (Secure)?Random\\(0\\)|(Secure)?Random\\.new\\(\\?\\)"
                            + "|ThreadLocalRandom\\.current\\(.\\)|UUID\\.randomUUID\\(.\\)",
                    "new Random()")
            .in(Rules::isMainOutsideTheWiring);

    static final Rule NOBODY_SLEEPS = Rule.forCalls(
            "nobody sleeps; waiting is a scheduled task or a lock with a deadline",
            "Thread\\.sleep\\(.\\)|(SECONDS|MILLISECONDS|TimeUnit)\\.sleep\\(.\\)",
            "Thread.sleep(1)");

    static final Rule NO_EXIT = Rule.forCalls(
                    "a library does not end its host, and a command ends in one place",
                    "System\\.exit\\(.\\)|Runtime\\.(halt|exit)\\(.\\)|Runtime\\.addShutdownHook\\(.\\)",
                    "System.exit(1)")
            .in(Rules::isMainOutsideTheWiring);

    static final Rule NO_STACK_TRACES = Rule.forCalls(
            "people get a sentence, the log gets the exception",
            "\\w+\\.printStackTrace\\([0?]\\)",
            "e.printStackTrace()");

    static final Rule NO_COPY_BY_THE_KERNEL = Rule.forCalls(
                    "a copy made by the kernel may be the same blocks under a new name, and its bytes pass no hash",
                    "Files\\.copy\\(.\\)|.*\\btransfer(To|From)\\(.\\)",
                    "in.transferTo(out)")
            .in(source -> source.path().contains("/src/main/java/breakdex/sync/provider/folder/"));

    static final Rule NO_SKIPPED_TEST = Rule.forCalls(
            "a skipped test is a gap that looks like a pass",
            "Assumptions\\.(\\w+|\\*)\\(.\\)",
            "Assumptions.assumeTrue(true)");

    static final Rule NO_TEST_SWITCHED_OFF = Rule.forPlaces(
            "no test is switched off, anywhere",
            Places::annotations,
            annotation -> annotation.what().matches("(Disabled|EnabledIf|EnabledOn|EnabledFor)\\w*"),
            "class A { @Disabled void a() {} }");

    static final Rule LINES_FIT = Rule.forLines(
            "no line is longer than 120 characters",
            line -> line.codePointCount(0, line.length()) > 120,
            "// " + "x".repeat(118));

    static final Rule NO_TABS = Rule.forLines("no tabs", line -> line.indexOf('\t') >= 0, "class A {\t}");

    static final Rule NO_TRAILING_SPACE =
            Rule.forLines("no space at the end of a line", line -> line.matches(".*\\h"), "class A {} ");

    static final Rule NOTHING_LEFT_FOR_LATER = Rule.forLines(
            "what is not done stands in no comment",
            line -> line.matches(".*\\b(TO" + "DO|FIX" + "ME)\\b.*"),
            "// TO" + "DO later");

    static final Rule FILES_FIT = new Rule(
            "no file is longer than 400 lines",
            Rule.EVERYWHERE,
            source -> source.text().lines().count() > 400 ? Stream.of(source.path()) : Stream.empty(),
            "//\n".repeat(401));

    static final Rule METHODS_FIT = Rule.forPlaces(
            "no method is longer than 60 lines",
            Places::methods,
            method -> method.lines() > 60,
            "class A { void a() {" + "\n".repeat(60) + "} }");

    static final Rule NO_SILENT_CATCH = Rule.forPlaces(
            "no exception is swallowed without a word",
            Places::silentCatches,
            caught -> true,
            "class A { void a() { try { b(); } catch (RuntimeException e) { } } }");

    static final Rule THE_ENGINE_IS_QUIET = Rule.forPlaces(
                    "the engine does not write to the console; it has events and a log",
                    Places::members,
                    member -> member.what().matches("System\\.(out|err)"),
                    "class A { Object a = System.out; }")
            .in(source -> source.isMain() && source.module().equals("sync-engine"));

    static final Rule NAMES_SAY_SOMETHING = Rule.forPlaces(
            "no Manager, Helper, Util or Impl, but for the name that the source document gave",
            Places::types,
            type -> type.what().matches("\\w*(Manager|Helper|Utils?|Impl)")
                    && !type.what().equals("BackgroundSyncManager"),
            "class FileUtils {}");

    static final Rule ONLY_THE_DAO_NAMES_ITS_TABLE = Rule.forPlaces(
                    "the table of operations is named in SyncOperationsDao only; everybody else calls its verbs",
                    Places::textLiterals,
                    literal -> literal.what().contains("sync_operations"),
                    "class A { /* sync_operations */ String sql = \"select * from sync_operations\"; }")
            .in(source -> source.isMain() && !source.fileName().equals("SyncOperationsDao.java"));

    private Rules() {}

    static List<Rule> all() {
        return List.of(
                TIME_COMES_IN,
                CHANCE_COMES_IN,
                NOBODY_SLEEPS,
                NO_EXIT,
                NO_STACK_TRACES,
                NO_COPY_BY_THE_KERNEL,
                NO_SKIPPED_TEST,
                NO_TEST_SWITCHED_OFF,
                LINES_FIT,
                NO_TABS,
                NO_TRAILING_SPACE,
                NOTHING_LEFT_FOR_LATER,
                FILES_FIT,
                METHODS_FIT,
                NO_SILENT_CATCH,
                THE_ENGINE_IS_QUIET,
                NAMES_SAY_SOMETHING,
                ONLY_THE_DAO_NAMES_ITS_TABLE);
    }

    /** The wiring is where the real clock and real chance come from: config in the engine, Main in a command. */
    private static boolean isMainOutsideTheWiring(Source source) {
        return source.isMain()
                && !source.path().contains("/breakdex/sync/config/")
                && !source.fileName().equals("Main.java")
                && !source.module().equals("sync-bench");
    }
}
