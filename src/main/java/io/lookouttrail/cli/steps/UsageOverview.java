package io.lookouttrail.cli.steps;

import io.lookouttrail.cli.sql.ResultFormat;
import io.lookouttrail.cli.sql.ResultPrinter;
import io.lookouttrail.cli.sql.SqlExecutor;
import io.lookouttrail.cli.terminal.Console;
import io.lookouttrail.tables.SparkAccess;
import io.lookouttrail.tables.TableStore;
import java.util.List;
import java.util.Optional;

/** Prints the usage by account and by actor. */
public final class UsageOverview {
  private static final int MAX_ACTORS = 10;

  private UsageOverview() {}

  /** A query and the title of its result. */
  private record Part(String title, String query) {}

  private static final Part BY_MONTH_AND_ACCOUNT =
      new Part(
          "Usage by month and account",
          """
          SELECT month, account_id, sum(calls) AS calls,
            sum(if(action = 'DetectAnomalies', succeeded, 0)) AS images_analysed,
            sum(if(call_class = 'change', calls, 0)) AS changes,
            sum(denied) AS denied, sum(throttled) AS throttled, sum(failed) AS failed
          FROM usage_daily GROUP BY month, account_id ORDER BY month, account_id""");

  private static final Part BY_ACTOR =
      new Part(
          "Who used it most",
          """
          SELECT actor, actor_kind, count(*) AS calls,
            count_if(call_class = 'change') AS changes, count_if(outcome = 'denied') AS denied,
            count(DISTINCT source_ip) AS addresses, max(event_time) AS last_call
          FROM events_current GROUP BY actor, actor_kind ORDER BY calls DESC, actor LIMIT %d"""
              .formatted(MAX_ACTORS));

  public static void print(TableStore store, Console console) {
    Optional<UsageSums> few = UsageSums.of(store);
    if (few.isPresent()) {
      print(BY_MONTH_AND_ACCOUNT, few.get().byMonthAndAccount(), console);
      print(BY_ACTOR, few.get().byActor(MAX_ACTORS), console);
      return;
    }
    SqlExecutor executor = SqlExecutor.over(SparkAccess.of(store.spark()), store.root());
    for (Part part : List.of(BY_MONTH_AND_ACCOUNT, BY_ACTOR)) {
      printTitle(part, console);
      ResultPrinter.print(
          executor.query(part.query()), ResultFormat.TABLE, console.out(), console.outputColumns());
    }
  }

  private static void print(Part part, UsageSums.Table table, Console console) {
    printTitle(part, console);
    ResultPrinter.printTable(table.schema(), table.rows(), console.out(), console.outputColumns());
  }

  private static void printTitle(Part part, Console console) {
    console.out().println();
    console.out().println(part.title());
  }
}
