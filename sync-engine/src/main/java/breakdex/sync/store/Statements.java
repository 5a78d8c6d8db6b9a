package breakdex.sync.store;

import javax.sql.DataSource;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.ColonPrefixSqlParser;
import org.jdbi.v3.core.statement.SqlParser;
import org.jdbi.v3.core.statement.SqlStatements;
import org.jdbi.v3.core.statement.TemplateEngine;

/**
 * How statements are taken apart: by named parameters alone, since none of ours is a template. What one was found to
 * be is kept for every database of this process, so that one that is opened again begins warm. Thread-safe.
 */
final class Statements {
    private static final SqlParser PARSER = new ColonPrefixSqlParser();

    private Statements() {}

    static Jdbi jdbi(DataSource pool) {
        Jdbi jdbi = Jdbi.create(pool);
        jdbi.getConfig(SqlStatements.class).setSqlParser(PARSER).setTemplateEngine(TemplateEngine.NOP);
        return jdbi;
    }
}
