package io.lookouttrail.cli.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.lookouttrail.cli.CliRun;
import io.lookouttrail.cli.terminal.Console;
import io.lookouttrail.fixtures.TestSpark;
import io.lookouttrail.tables.SparkAccess;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerTaskStart;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqlPromptTest {
  private static final String CTRL_C = "^C";

  @TempDir Path tables;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private final List<String> prompts = new ArrayList<>();

  /** Someone who types these lines, and Ctrl-D at their end. */
  private final class Typed implements SqlPrompt.Lines {
    private final Deque<String> lines;
    private Runnable stop = () -> {};

    Typed(String... lines) {
      this.lines = new ArrayDeque<>(List.of(lines));
    }

    @Override
    public Optional<String> next(String prompt) {
      prompts.add(prompt);
      String line = lines.poll();
      if (line != null && line.contains("range(100000)")) {
        interruptWhileItRuns();
      }
      if (CTRL_C.equals(line)) {
        throw new SqlPrompt.Discarded();
      }
      return Optional.ofNullable(line);
    }

    @Override
    public void onInterrupt(Runnable onCtrlC) {
      stop = onCtrlC;
    }

    /** Gives up what runs, once it runs. */
    private void interruptWhileItRuns() {
      TestSpark.session()
          .sparkContext()
          .addSparkListener(
              new SparkListener() {
                @Override
                public void onTaskStart(SparkListenerTaskStart start) {
                  stop.run();
                  TestSpark.session().sparkContext().removeSparkListener(this);
                }
              });
    }

    @Override
    public void close() {}
  }

  private void type(String... lines) {
    type(new Typed(lines));
  }

  private void type(Typed typed) {
    TestSpark.session().range(3).write().format("delta").save(tables.resolve("things").toString());
    Console console = Console.captured(new PrintWriter(out), new PrintWriter(err), CliRun.NEW_YEAR);
    SqlExecutor executor = SqlExecutor.over(SparkAccess.of(TestSpark.session()), tables.toString());
    new SqlPrompt(executor, console, ResultFormat.CSV).converse(typed);
    console.out().flush();
    console.err().flush();
  }

  @Test
  void takesStatementsOverSeveralLinesAndSeveralInOne() {
    type("select count(*) as n", "from things;", "select 1 as a; select 2 as b;");
    assertThat(out.toString()).isEqualTo("n\n3\na\n1\nb\n2\n");
    assertThat(err.toString()).contains("1 row in 0.0 s");
    assertThat(prompts).containsExactly("sql> ", "  -> ", "sql> ", "sql> ");
  }

  @Test
  void goesOnAfterAnError() {
    type("selec 1;", "drop table things;", "select 1/0;", "select 7 as n;");
    assertThat(err.toString())
        .contains("Cannot run the query: line 1, column 1: Syntax error")
        .contains("Cannot run the statement: it is not a query (DropTable)")
        .contains("Cannot finish the query: line 1, column 8: Division by zero");
    assertThat(out.toString()).endsWith("n\n7\n");
  }

  @Test
  void dropsWhatWasTypedOnCtrlC() {
    type("select nonsense", CTRL_C, "select 1 as a;");
    assertThat(out.toString()).isEqualTo("a\n1\n");
    assertThat(prompts).containsExactly("sql> ", "  -> ", "sql> ", "sql> ");
  }

  @Test
  void stopsWhatRunsOnCtrlCAndGoesOn() {
    Typed typed =
        new Typed(
            "select sum(a.id * b.id * c.id) from range(100000) a, range(100000) b, range(1000) c;",
            "select 1 as a;");
    type(typed);
    assertThat(err.toString()).contains("Stopped.").doesNotContain("Cannot");
    assertThat(out.toString()).endsWith("a\n1\n");
  }

  @Test
  void leavesOnExitAndQuit() {
    for (String word : new String[] {"exit", "QUIT;", " quit "}) {
      prompts.clear();
      new SqlPrompt(
              new SqlExecutor(SparkAccess.of(TestSpark.session()), null),
              Console.captured(new PrintWriter(out), new PrintWriter(err), CliRun.NEW_YEAR),
              ResultFormat.TABLE)
          .converse(new Typed(word, "select 1;"));
      assertThat(prompts).as(word).hasSize(1);
    }
    assertThat(out.toString()).isEmpty();
  }

  @Test
  void helps() {
    type("help");
    assertThat(err.toString()).contains("SHOW TABLES;", "Ctrl-D");
  }

  @Test
  void seesATableAsItStandsAtEachQuery() {
    TestSpark.session().range(1).write().format("delta").save(tables.resolve("grows").toString());
    SqlExecutor executor = SqlExecutor.over(SparkAccess.of(TestSpark.session()), tables.toString());
    assertThat(executor.query("select * from grows").count()).isEqualTo(1);
    TestSpark.session()
        .range(1)
        .write()
        .format("delta")
        .mode("append")
        .save(tables.resolve("grows").toString());
    assertThat(executor.query("select * from grows").count()).isEqualTo(2);
  }
}
