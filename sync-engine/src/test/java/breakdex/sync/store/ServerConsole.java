package breakdex.sync.store;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * A PostgreSQL on loopback for scripts that try the command: {@code ServerConsole FOLDER PORT}. Says {@code ready} and
 * then obeys one line after the other: {@code restart}, or {@code query DATABASE SQL}, which prints rows and then an
 * empty line. Stops with its standard input.
 */
public final class ServerConsole {
    private final Path folder;
    private final int port;
    private EmbeddedPostgres server;

    private ServerConsole(Path folder, int port) throws IOException {
        this.folder = folder;
        this.port = port;
        this.server = start();
    }

    public static void main(String[] arguments) throws IOException, SQLException {
        ServerConsole console = new ServerConsole(Path.of(arguments[0]), Integer.parseInt(arguments[1]));
        console.obey(new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)), System.out);
    }

    private EmbeddedPostgres start() throws IOException {
        return EmbeddedPostgres.builder()
                .setPort(port)
                .setDataDirectory(folder)
                .setCleanDataDirectory(false)
                .setPGStartupWait(Duration.ofSeconds(60))
                .setServerConfig("max_connections", "300")
                .start();
    }

    private void obey(BufferedReader lines, PrintStream out) throws IOException, SQLException {
        out.println("ready");
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            if (line.equals("restart")) {
                server.close();
                server = start();
                out.println("ready");
            } else {
                String[] words = line.split(" ", 3);
                query(words[1], words[2]).forEach(out::println);
                out.println();
            }
        }
        server.close();
    }

    private List<String> query(String database, String sql) throws SQLException {
        try (Connection connection = server.getDatabase("postgres", database).getConnection();
                Statement statement = connection.createStatement()) {
            List<String> rows = new ArrayList<>();
            if (statement.execute(sql)) {
                ResultSet result = statement.getResultSet();
                while (result.next()) {
                    List<String> row = new ArrayList<>();
                    for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
                        row.add(String.valueOf(result.getString(i)));
                    }
                    rows.add(String.join("|", row));
                }
            }
            return rows;
        }
    }
}
