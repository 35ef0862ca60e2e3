package io.lookouttrail.cli.sql;

import io.lookouttrail.run.UserError;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.spark.QueryContext;
import org.apache.spark.SparkThrowable;
import org.apache.spark.sql.AnalysisException;
import org.apache.spark.sql.catalyst.parser.ParseException;
import org.apache.spark.sql.catalyst.trees.SQLQueryContext;

/** Turns Spark's errors about a query into one line with the position and Spark's suggestion. */
public final class SqlErrors {
  private static final Pattern PLACE =
      Pattern.compile("\\(line ([0-9]+), position ([0-9]+)\\)|line ([0-9]+),? pos ([0-9]+)");

  private SqlErrors() {}

  // Scala code throws checked exceptions without saying so: AnalysisException is one.
  @SuppressWarnings("CatchingUnchecked")
  public static <T> T during(Callable<T> work) {
    try {
      return work.call();
    } catch (UserError e) {
      throw e;
    } catch (Exception e) {
      throw toUserError(e);
    }
  }

  private static RuntimeException toUserError(Exception thrown) {
    if (thrown instanceof AnalysisException wrong) {
      return UserError.usage(
          "run the query",
          place(wrong) + message(wrong),
          wrong instanceof ParseException
              ? "Correct the statement there."
              : "SHOW TABLES and DESCRIBE list the names.");
    }
    for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
      if (cause instanceof SparkThrowable spark && isAboutTheQuery(spark)) {
        return UserError.cannot(
            "finish the query",
            place(cause) + message(cause),
            "Filter such rows out, or handle them in the query.",
            thrown);
      }
    }
    return thrown instanceof RuntimeException unchecked
        ? unchecked
        : new IllegalStateException(thrown);
  }

  private static boolean isAboutTheQuery(SparkThrowable thrown) {
    QueryContext[] contexts = thrown.getQueryContext();
    return contexts != null && contexts.length > 0 && contexts[0] instanceof SQLQueryContext;
  }

  private static String place(Throwable thrown) {
    if (thrown instanceof AnalysisException wrong && wrong.line().isDefined()) {
      // Spark counts columns from 0 here; people and editors count from 1.
      int column =
          wrong.startPosition().isDefined() ? (Integer) wrong.startPosition().get() + 1 : 1;
      return "line %d, column %d: ".formatted((Integer) wrong.line().get(), column);
    }
    Matcher matcher = PLACE.matcher(String.valueOf(thrown.getMessage()));
    return matcher.find() && matcher.group(1) != null
        ? "line %s, column %s: ".formatted(matcher.group(1), matcher.group(2))
        : "";
  }

  /** The first sentences, without Spark's error code, SQL state, plan and hints about settings. */
  private static String message(Throwable thrown) {
    String text =
        thrown instanceof AnalysisException wrong
            ? wrong.getSimpleMessage()
            : String.valueOf(thrown.getMessage());
    String first = text.strip().lines().findFirst().orElse("");
    first = first.replaceFirst("^(\\{LINE:[0-9]+} )?\\[[A-Z0-9_.]+] ", "");
    first = first.replaceFirst("\\s*SQLSTATE: .*$", "");
    first = first.replaceFirst("; line [0-9]+ pos [0-9]+.*$", "");
    first = first.replaceFirst(" If necessary set \"spark\\.sql\\.ansi.*$", "");
    first = first.replaceFirst(" Verify the spelling and correctness.*$", "");
    first = first.strip().replaceFirst("[.]+$", "");
    return Optional.of(first)
        .filter(line -> !line.isEmpty())
        .orElse(thrown.getClass().getSimpleName().toLowerCase(Locale.ROOT));
  }
}
