package io.lookouttrail.cli;

import io.lookouttrail.cli.terminal.Console;
import io.lookouttrail.run.ExitCode;
import java.io.PrintWriter;
import java.time.Clock;
import java.util.Locale;
import org.apache.spark.SparkUserAppException;

/** Entry point of the program, for the local launcher and for spark-submit. */
public final class Main {
  private Main() {}

  /**
   * Runs a command and ends by returning, or by throwing what Spark's submit class and YARN's
   * application master turn into the exit status.
   *
   * @throws SparkUserAppException with the exit code, where that is not 0
   */
  public static void main(String[] args) throws SparkUserAppException {
    int code = run(args, Console.ofProcess());
    if (code != ExitCode.DONE.code()) {
      // The error is already printed. Without spark-submit, Java would add a stack trace.
      Thread.currentThread().setUncaughtExceptionHandler((thread, thrown) -> {});
      throw new SparkUserAppException(code);
    }
  }

  /**
   * Runs a command with captured output, no terminal, and empty standard input.
   *
   * @return the exit code
   */
  public static int run(String[] args, PrintWriter out, PrintWriter err, Clock clock) {
    return run(args, Console.captured(out, err, clock));
  }

  static int run(String[] args, Console console) {
    // Delta and Spark format the names of files in the default locale, which may have digits of its
    // own; readers in another locale would not find the files. Derby, which holds an embedded
    // metastore of Hive, makes no database where there is no language.
    Locale.setDefault(Locale.ENGLISH);
    Locale.setDefault(Locale.Category.FORMAT, Locale.ROOT);
    int code = CommandTree.of(console).execute(args);
    console.out().flush();
    console.err().flush();
    return code;
  }
}
