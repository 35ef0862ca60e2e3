package io.lookouttrail.cli;

import io.lookouttrail.cli.terminal.Console;
import io.lookouttrail.run.ExitCode;
import java.io.PrintWriter;
import java.time.Clock;
import org.apache.spark.SparkUserAppException;

/** The program's entry, for the local launcher and for spark-submit alike. */
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
      // Everything is said. Outside of spark-submit Java would still print this one's trace.
      Thread.currentThread().setUncaughtExceptionHandler((thread, thrown) -> {});
      throw new SparkUserAppException(code);
    }
  }

  /**
   * Runs a command with captured output; nothing is a terminal and nothing can be read.
   *
   * @return the exit code
   */
  public static int run(String[] args, PrintWriter out, PrintWriter err, Clock clock) {
    return run(args, Console.captured(out, err, clock));
  }

  static int run(String[] args, Console console) {
    int code = CommandTree.of(console).execute(args);
    console.out().flush();
    console.err().flush();
    return code;
  }
}
