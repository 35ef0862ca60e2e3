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

/** Interactive SQL prompt. Statements end in a semicolon; an error does not end the prompt. */
public final class SqlPrompt {
  private static final String FIRST = "sql> ";
  private static final String NEXT = "  -> ";
  private static final Set<String> EXIT_WORDS = Set.of("exit", "quit", "\\q");
  private static final String HELP =
      """
      A statement ends in a semicolon and can have several lines. Ctrl-C discards it, or stops it while
      it runs. exit, quit or Ctrl-D end the prompt.
        SHOW TABLES;             the tables and views
        DESCRIBE events;         the columns of a table
        SELECT * FROM denied_calls LIMIT 10;
      """;

  /** Source of the lines that the user types. */
  interface Lines extends AutoCloseable {
    /**
     * Returns the next line; empty at the end of the input.
     *
     * @throws Discarded where the user discards the statement
     */
    Optional<String> next(String prompt);

    /** Sets what to call when the user interrupts a running statement; replaces the one before. */
    void onInterrupt(Runnable stop);

    @Override
    void close();
  }

  /** The user discarded the statement that was typed so far. */
  static final class Discarded extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  private final SqlExecutor executor;
  private final Console console;
  private final ResultFormat format;
  private volatile boolean stopped;

  public SqlPrompt(SqlExecutor executor, Console console, ResultFormat format) {
    this.executor = executor;
    this.console = console;
    this.format = format;
  }

  /** Reads and runs statements on the process's terminal until the user leaves. */
  public void converse() {
    try (Lines lines = TerminalLineReader.open(console, words())) {
      console.err().println("Type a query and a semicolon, help for help, or exit to leave.");
      console.err().flush();
      converse(lines);
    }
  }

  public void converse(Lines lines) {
    lines.onInterrupt(
        () -> {
          stopped = true;
          executor.spark().sparkContext().cancelAllJobs();
        });
    String typed = "";
    while (true) {
      Optional<String> line;
      try {
        line = lines.next(typed.isEmpty() ? FIRST : NEXT);
      } catch (Discarded e) {
        typed = "";
        continue;
      }
      if (line.isEmpty() || (typed.isEmpty() && isWord(line.get(), EXIT_WORDS))) {
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

  /** Runs the statements that the line completes; returns the text that is not complete yet. */
  private String add(String typed, String line) {
    String text = typed.isEmpty() ? line : typed + "\n" + line;
    SqlStatements statements = SqlStatements.split(text);
    if (!statements.ended()) {
      return text;
    }
    statements.whole().forEach(this::execute);
    return "";
  }

  // The prompt continues after any error.
  @SuppressWarnings("CatchingUnchecked")
  private void execute(String statement) {
    stopped = false;
    Instant began = console.clock().instant();
    try {
      Dataset<Row> rows = executor.query(statement);
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

  /** Keywords and the names of tables, views and columns, for completion. */
  private Set<String> words() {
    executor.tables().prepare(executor.spark(), "SHOW TABLES");
    Set<String> words = new java.util.TreeSet<>(TerminalLineReader.KEYWORDS);
    List<Row> tables = executor.spark().sql("SHOW TABLES").collectAsList();
    List<String> names = new ArrayList<>();
    tables.forEach(row -> names.add(row.getString(1)));
    names.forEach(name -> words.addAll(List.of(executor.spark().table(name).columns())));
    words.addAll(names);
    return words;
  }
}
