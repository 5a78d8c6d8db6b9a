package breakdex.bench;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerBuilder;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import com.github.kagkarlsson.scheduler.task.helper.OneTimeTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/** Works off as many one-time tasks with db-scheduler. */
final class PeerDrain {
    private static final Duration POLLS_EVERY = Duration.ofMillis(10);
    private static final long GIVES_UP_MINUTES = 30;
    private static final int PAGE = 1_000;

    /** As its documentation gives it, with all three indexes. */
    private static final String TABLE = """
            create table scheduled_tasks (
                task_name %1$s not null, task_instance %1$s not null, task_data %2$s, execution_time %3$s,
                picked boolean not null, picked_by %1$s, last_success %3$s, last_failure %3$s,
                consecutive_failures int, last_heartbeat %3$s, version bigint not null, priority smallint, state %1$s,
                primary key (task_name, task_instance))
            """;

    private PeerDrain() {}

    /**
     * Returns tasks a second, counted until the last was executed.
     *
     * @param now all tasks have been due since then or before
     */
    static double perSecond(
            Databases databases, Databases.Kind kind, PeerSettings settings, Instant now, int tasks, int threads)
            throws Exception {
        try (HikariDataSource source = databases.forPeer(kind, settings.connections())) {
            CountDownLatch left = new CountDownLatch(tasks);
            OneTimeTask<Void> task = Tasks.oneTime("upload").execute((instance, context) -> left.countDown());
            createTable(source, kind);
            SchedulerBuilder builder =
                    Scheduler.create(source, task).threads(threads).pollingInterval(POLLS_EVERY);
            settings.applyTo(builder);
            Scheduler scheduler = builder.build();
            fill(scheduler, task, now, tasks);
            databases.settle(kind);
            long started = System.nanoTime();
            scheduler.start();
            boolean ended = left.await(GIVES_UP_MINUTES, TimeUnit.MINUTES);
            double seconds = Figures.secondsSince(started);
            scheduler.stop();
            BenchedQueue.check(ended && remaining(source) == 0, "db-scheduler left tasks behind");
            return tasks / seconds;
        }
    }

    private static void createTable(HikariDataSource source, Databases.Kind kind) throws SQLException {
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(
                    kind == Databases.Kind.SQLITE
                            ? TABLE.formatted("varchar(100)", "blob", "timestamp")
                            : TABLE.formatted("text", "bytea", "timestamp with time zone"));
            statement.execute("create index execution_time_idx on scheduled_tasks (execution_time)");
            statement.execute("create index last_heartbeat_idx on scheduled_tasks (last_heartbeat)");
            statement.execute("create index priority_execution_time_idx"
                    + " on scheduled_tasks (priority desc, execution_time asc)");
        }
    }

    private static void fill(Scheduler scheduler, OneTimeTask<Void> task, Instant now, int tasks) {
        Instant due = now.minusSeconds(tasks);
        for (int at = 0; at < tasks; at += PAGE) {
            List<TaskInstance<?>> page = IntStream.range(at, Math.min(tasks, at + PAGE))
                    .<TaskInstance<?>>mapToObj(n -> task.instance(Integer.toString(n)))
                    .toList();
            scheduler.scheduleBatch(page, due.plusSeconds(at));
        }
    }

    private static int remaining(HikariDataSource source) throws SQLException {
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement();
                ResultSet count = statement.executeQuery("select count(*) from scheduled_tasks")) {
            count.next();
            return count.getInt(1);
        }
    }
}
