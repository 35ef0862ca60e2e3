package io.lookouttrail.cli.errors;

import io.lookouttrail.cli.product.ProductVersion;
import io.lookouttrail.run.UserError;
import io.lookouttrail.storage.StorageErrorMessages;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Messages in one line for the failures of Spark and Delta; those of stores are {@link
 * StorageErrorMessages}'s. A failure is recognized by a class name or by words anywhere among its
 * causes, because those libraries wrap each other's exceptions, or keep only their text.
 */
public final class ErrorMessages {
  private static final int MAX_CAUSES = 30;

  /** The remedy where Delta Lake is not on the class path. */
  public static final String ADD_DELTA =
      "Add --packages " + ProductVersion.deltaPackage() + ", or on EMR set delta.enabled to true.";

  private ErrorMessages() {}

  /**
   * One kind of failure.
   *
   * @param sign matched against {@code class name: message} of each cause
   */
  private record Rule(Pattern sign, String why, String remedy) {
    static Rule when(String sign, String why, String remedy) {
      return new Rule(Pattern.compile(sign), why, remedy);
    }
  }

  private static final String INTERRUPTED = "the run was interrupted";
  private static final String CONTINUE =
      "Run the same command again: it continues from the last commit.";

  /** Commands that write nothing, which therefore begin again. */
  private static final Set<String> READERS = Set.of("sql", "trace", "check-report", "the query");

  /** The first that matches applies, so the particular come before the general. */
  private static final List<Rule> RULES =
      List.of(
          Rule.when(
              "SparkContext was shut down|Job \\S+"
                  + " cancelled|InterruptedException|ClosedByInterrupt",
              INTERRUPTED,
              CONTINUE),
          Rule.when(
              "OutOfMemoryError",
              "it ran out of memory",
              "Give it more with --driver-memory, on a cluster also with --executor-memory."),
          Rule.when(
              "No space left on device|DiskOutOfSpace|Disk quota exceeded",
              "a disk is full",
              "Free some space, or give Spark another disk with --conf spark.local.dir=DIR, and run"
                  + " again."),
          Rule.when(
              "InvalidProtocolVersionException|DELTA_INVALID_PROTOCOL_VERSION"
                  + "|DELTA_UNSUPPORTED_FEATURES_FOR_(READ|WRITE)|UnsupportedTableFeatureException"
                  + "|Unsupported Delta (protocol )?(reader|writer|table)",
              "a newer version of Delta wrote or upgraded a table",
              "Use a version of Lookout Trail with that Delta, or let the engine that upgraded the"
                  + " table drop the feature again."),
          Rule.when(
              "FAILED_READ_FILE\\.\\w*FILE_NOT_EXIST|SparkFileNotFoundException"
                  + "|a data file of .* is deleted",
              "files of this version of a table are deleted",
              "Choose a newer run, or restore the files; 'lookout-trail maintain --retain' says how"
                  + " long versions are kept."),
          Rule.when(
              "Concurrent\\w*Exception:"
                  + " .*(?i:delta)|io\\.delta\\.\\S*Concurrent\\w+|DELTA_CONCURRENT_|DELTA_METADATA_CHANGED|DELTA_PROTOCOL_CHANGED|ConcurrentModificationException:"
                  + " .*commit|another writer has written version",
              "another writer changed a table at the same time",
              "Wait for it to end and run again: what was committed stays."),
          Rule.when(
              "Could not parse Master URL|Cannot load main class from|requires.*master URL",
              "Spark does not know this master",
              "Give --master local[4], yarn or another one of Spark, or leave it out."),
          Rule.when(
              "DELTA_CONFIGURE_SPARK_SESSION|Failed to find( the)? data source: delta"
                  + "|ClassNotFoundException: (io\\.delta|org\\.apache\\.spark\\.sql\\.delta)\\."
                  + "|NoClassDefFoundError: (io/delta|org/apache/spark/sql/delta)",
              "Delta Lake is not on the class path",
              ADD_DELTA),
          Rule.when(
              "(NoSuchMethodError|NoSuchFieldError|AbstractMethodError|IncompatibleClassChangeError"
                  + "|IllegalAccessError|ClassCastException): "
                  + ".*(io[./]delta|apache[./]spark[./]sql[./]delta)[./]",
              "the classes of Delta Lake are of two versions, or do not fit this version of Spark",
              "Use one version: on EMR delta.enabled without --packages, elsewhere --packages "
                  + ProductVersion.deltaPackage()
                  + "."));

  /** Returns the message and exit code for a failure of a command. */
  public static UserError of(Throwable thrown, String command) {
    List<Throwable> chain = chain(thrown);
    for (Throwable cause : chain) {
      if (cause instanceof UserError ours) {
        return ours;
      }
    }
    return known(thrown, chain, command)
        .orElseGet(
            () -> {
              Throwable root = chain.get(chain.size() - 1);
              return UserError.cannot(
                  "run " + command,
                  root.getClass().getName() + ": " + firstLine(root),
                  "This is a bug, or something that Lookout Trail does not know yet: run again with"
                      + " --stacktrace.",
                  thrown);
            });
  }

  /** Returns the message and exit code for a failure while the process ends. */
  public static UserError interrupted(Throwable thrown, String command) {
    return UserError.cannot("run " + command, INTERRUPTED, remedy(CONTINUE, command), thrown);
  }

  private static Optional<UserError> known(
      Throwable thrown, List<Throwable> chain, String command) {
    for (Rule rule : RULES) {
      for (Throwable cause : chain) {
        String text = cause.getClass().getName() + ": " + cause.getMessage();
        if (rule.sign.matcher(text).find()) {
          return Optional.of(
              UserError.cannot("run " + command, rule.why, remedy(rule.remedy, command), thrown));
        }
      }
    }
    return StorageErrorMessages.of("run " + command, thrown);
  }

  private static String remedy(String remedy, String command) {
    return remedy.equals(CONTINUE) && READERS.contains(command) ? "Run it again." : remedy;
  }

  private static List<Throwable> chain(Throwable thrown) {
    List<Throwable> chain = new ArrayList<>();
    for (Throwable t = thrown; t != null && chain.size() < MAX_CAUSES; t = t.getCause()) {
      chain.add(t);
    }
    return chain;
  }

  private static String firstLine(Throwable thrown) {
    String message = String.valueOf(thrown.getMessage()).strip();
    return message.lines().findFirst().orElse("no message").replaceAll("[.\\s]+$", "");
  }

  /** The whole stack trace, as Java prints it. */
  public static String trace(Throwable thrown) {
    StringWriter text = new StringWriter();
    PrintWriter writer = new PrintWriter(text);
    thrown.printStackTrace(writer);
    writer.flush();
    return text.toString();
  }
}
