package io.lookouttrail.cli.commands;

import io.lookouttrail.cli.options.TablesOption;
import io.lookouttrail.cli.session.Session;
import io.lookouttrail.cli.session.SparkSessions;
import io.lookouttrail.cli.sql.ResultFormat;
import io.lookouttrail.cli.sql.ResultPrinter;
import io.lookouttrail.cli.sql.SqlExecutor;
import io.lookouttrail.cli.sql.SqlPrompt;
import io.lookouttrail.cli.sql.SqlStatements;
import io.lookouttrail.cli.terminal.Console;
import io.lookouttrail.run.ExitCode;
import io.lookouttrail.run.UserError;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The sql command: runs one query on the tables, or opens a prompt. */
@Command(
    name = "sql",
    description = {
      "Runs a read-only SQL query on the tables, or opens a prompt.",
      "It allows SELECT, WITH, VALUES, SHOW, DESCRIBE and EXPLAIN. Times are in UTC. The query is the",
      "argument, or standard input if that is a pipe or file; otherwise a prompt opens. Tables and views",
      "have bare names: SHOW TABLES lists them, DESCRIBE events lists the columns of a table.",
    },
    optionListHeading = "%nOptions:%n",
    footerHeading = "%nExamples:%n",
    footer = {
      "  Who used the service most, and from how many addresses:",
      "    lookout-trail sql --tables ./tables \"SELECT actor, actor_kind, count(*) AS calls,",
      "      count(DISTINCT source_ip) AS addresses FROM events_current",
      "      GROUP BY actor, actor_kind ORDER BY calls DESC LIMIT 10\"",
      "",
      "  All changes in September 2025, for a spreadsheet:",
      "    lookout-trail sql --tables ./tables --format csv \"SELECT event_time, actor, action,",
      "      account_id, region, outcome FROM events_current WHERE call_class = 'change'",
      "      AND event_date BETWEEN '2025-09-01' AND '2025-09-30' ORDER BY event_time\"",
      "",
      "  Denied calls, by role and action:",
      "    echo \"SELECT role_arn, action, count(*) AS denied, max(event_time) AS newest",
      "      FROM denied_calls GROUP BY role_arn, action ORDER BY denied DESC\" |",
      "      lookout-trail sql --tables ./tables --format json",
    })
public final class SqlCommand implements Callable<ExitCode> {
  @Mixin TablesOption tables = new TablesOption();

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      defaultValue = "table",
      description =
          "table (default), csv (RFC 4180 with a header) or json (one object on each line).",
      order = 3)
  ResultFormat format = ResultFormat.TABLE;

  @Parameters(arity = "0..1", paramLabel = "QUERY", description = "The query, in quotes.")
  @Nullable String query;

  private final Console console;

  public SqlCommand(Console console) {
    this.console = console;
  }

  @Override
  public ExitCode call() throws IOException {
    boolean opensPrompt = query == null && console.isTerminal(Console.Stream.IN);
    if (opensPrompt) {
      try (Session session = SparkSessions.open("sql")) {
        new SqlPrompt(executor(session), console, format).converse();
      }
      return ExitCode.DONE;
    }
    // Checked first, because Spark takes seconds to start.
    String text = oneStatement(query == null ? readAll() : query);
    try (Session session = SparkSessions.open("sql")) {
      executor(session)
          .queryOnce(
              text,
              rows -> ResultPrinter.print(rows, format, console.out(), console.outputColumns()));
    }
    return ExitCode.DONE;
  }

  private SqlExecutor executor(Session session) {
    return SqlExecutor.over(session, tables.uri);
  }

  private String readAll() throws IOException {
    return new String(console.in().readAllBytes(), StandardCharsets.UTF_8);
  }

  private static String oneStatement(String text) {
    List<String> statements = SqlStatements.split(text).whole();
    if (statements.size() != 1) {
      throw UserError.usage(
          "run the query",
          statements.isEmpty()
              ? "the query is empty"
              : "it has " + statements.size() + " statements",
          statements.isEmpty()
              ? "Give it as an argument in quotes or on standard input."
              : "Give one statement at a time, or use the prompt.");
    }
    return statements.get(0);
  }
}
