package io.lookouttrail.cli.sql;

import io.lookouttrail.cli.errors.ErrorMessages;
import io.lookouttrail.cli.errors.SecretMasking;
import io.lookouttrail.cli.terminal.Console;
import io.lookouttrail.cli.terminal.NumberFormats;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** A conversation in SQL: statements end in a semicolon, errors do not end it. */
public final class SqlPrompt {
  private static final String FIRST = "sql> ";
  private static final String NEXT = "  -> ";
  private static final Set<String> LEAVE = Set.of("exit", "quit", "\\q");
  private static final String HELP =
      """
      A statement ends in a semicolon and may take several lines; Ctrl-C drops it, or stops it while
      it runs. exit, quit or Ctrl-D leave.
        SHOW TABLES;             the tables and views
        DESCRIBE events;         a table's columns
        SELECT * FROM denied_calls LIMIT 10;
      """;

  /** Where lines come from. */
  interface Lines extends AutoCloseable {
    /**
     * The next line; nothing at the end.
     *
     * @throws Dropped where the user gave up the statement
     */
    Optional<String> next(String prompt);

    /** Calls back when the user interrupts what runs, until another is set. */
    void onInterrupt(Runnable stop);

    @Override
    void close();
  }

  /** The user gave up what was typed so far. */
  static final class Dropped extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  private final SqlExecutor asker;
  private final Console console;
  private final ResultFormat format;
  private volatile boolean stopped;

  public SqlPrompt(SqlExecutor asker, Console console, ResultFormat format) {
    this.asker = asker;
    this.console = console;
    this.format = format;
  }

  /** Talks on the process's terminal until the user leaves. */
  public void converse() {
    try (Lines lines = TerminalLineReader.open(console, words())) {
      console.err().println("Type a query and a semicolon; help for help, exit to leave.");
      console.err().flush();
      converse(lines);
    }
  }

  public void converse(Lines lines) {
    lines.onInterrupt(
        () -> {
          stopped = true;
          asker.spark().sparkContext().cancelAllJobs();
        });
    String typed = "";
    while (true) {
      Optional<String> line;
      try {
        line = lines.next(typed.isEmpty() ? FIRST : NEXT);
      } catch (Dropped e) {
        typed = "";
        continue;
      }
      if (line.isEmpty() || (typed.isEmpty() && isWord(line.get(), LEAVE))) {
        return;
      }
      typed =
          typed.isEmpty() && isWord(line.get(), Set.of("help", "?"))
              ? help()
              : add(typed, line.get());
    }
  }

  private static boolean isWord(String line, Set<String> words) {
    return words.contains(line.strip().replaceAll(";$", "").strip().toLowerCase(Locale.ROOT));
  }

  private String help() {
    console.err().print(HELP);
    console.err().flush();
    return "";
  }

  /** Runs the statements that the line completes; gives what is not complete yet. */
  private String add(String typed, String line) {
    String text = typed.isEmpty() ? line : typed + "\n" + line;
    SqlStatements statements = SqlStatements.split(text);
    if (!statements.ended()) {
      return text;
    }
    statements.whole().forEach(this::answer);
    return "";
  }

  // Whatever a statement ends in, the prompt goes on.
  @SuppressWarnings("CatchingUnchecked")
  private void answer(String statement) {
    stopped = false;
    Instant began = console.clock().instant();
    try {
      Dataset<Row> rows = asker.ask(statement);
      long written =
          SqlErrors.during(
              () -> ResultPrinter.print(rows, format, console.out(), console.outputColumns()));
      Duration took = Duration.between(began, console.clock().instant());
      console
          .err()
          .printf(
              Locale.ROOT,
              "%s in %.1f s%n%n",
              NumberFormats.count(written, "row"),
              took.toMillis() / 1000.0);
    } catch (Exception e) {
      console.out().flush();
      String line = String.valueOf(ErrorMessages.of(e, "the query").getMessage());
      console.err().println(stopped ? "Stopped." : SecretMasking.mask(line));
    }
    console.err().flush();
  }

  /** Names of tables, views and columns, for completion. */
  private Set<String> words() {
    asker.tables().prepareAll();
    Set<String> words = new java.util.TreeSet<>(TerminalLineReader.KEYWORDS);
    List<Row> tables = asker.spark().sql("SHOW TABLES").collectAsList();
    List<String> names = new ArrayList<>();
    tables.forEach(row -> names.add(row.getString(1)));
    names.forEach(name -> words.addAll(List.of(asker.spark().table(name).columns())));
    words.addAll(names);
    return words;
  }
}
