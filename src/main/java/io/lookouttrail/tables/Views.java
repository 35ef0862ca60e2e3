package io.lookouttrail.tables;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lower;

import java.util.List;
import java.util.function.UnaryOperator;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** The named views over the tables. */
public final class Views {
  private Views() {}

  /** A query over tables and preceding views, by their bare names. */
  public record View(String name, String sql) {}

  private static final String CURRENT_EVENTS =
      """
      SELECT e.* FROM %1$s e LEFT ANTI JOIN
        (SELECT account_id, event_id, corrects_event_id FROM %1$s
         WHERE corrects_event_id IS NOT NULL) c
      ON c.account_id = e.account_id
        AND lower(c.corrects_event_id) = lower(e.event_id)
        AND lower(c.event_id) <> lower(e.event_id)""";

  private static final String DIGEST_STATES =
      """
      SELECT %s FROM
        (SELECT *, row_number() OVER (PARTITION BY kind, object
          ORDER BY checked_at DESC, run_id DESC) AS newest FROM %s)
      WHERE newest = 1""";

  private static final List<View> ALL = over(name -> name);

  /** All views; each comes after those that it uses. */
  public static List<View> all() {
    return ALL;
  }

  /**
   * All views, over tables and views with other names.
   *
   * @param named maps a bare name to the name in the SQL text
   */
  static List<View> over(UnaryOperator<String> named) {
    String current = named.apply(CURRENT);
    return List.of(
        new View(CURRENT, CURRENT_EVENTS.formatted(named.apply(EventsTable.SPEC.name()))),
        new View("denied_calls", "SELECT * FROM " + current + " WHERE outcome = 'denied'"),
        new View(
            "console_calls_without_mfa",
            "SELECT * FROM " + current + " WHERE client = 'console' AND NOT mfa_authenticated"),
        new View(
            "digest_states",
            DIGEST_STATES.formatted(
                String.join(", ", DigestFindingsTable.SPEC.schema().fieldNames()),
                named.apply(DigestFindingsTable.SPEC.name()))));
  }

  /** The name of the view of the events that no other event corrects. */
  public static final String CURRENT = "events_current";

  /** What {@link #CURRENT} is where no event corrects another. */
  public static final String UNCORRECTED = "SELECT * FROM " + EventsTable.SPEC.name();

  /** The column of an event that corrects another. */
  public static final String CORRECTION = "corrects_event_id";

  /** The events that no other event corrects; every figure is computed from them. */
  public static Dataset<Row> currentEvents(TableStore store) {
    String events = store.sqlName(EventsTable.SPEC.name());
    return store.spark().sql(CURRENT_EVENTS.formatted(events));
  }

  /**
   * The events that no other event corrects, in a given version of the table.
   *
   * @param events rows of {@link EventsTable#SPEC}
   */
  public static Dataset<Row> currentEvents(Dataset<Row> events) {
    Dataset<Row> corrections =
        events
            .where(col("corrects_event_id").isNotNull())
            .select(
                col("account_id").as("corrected_account"),
                col("event_id").as("correcting_id"),
                col("corrects_event_id").as("corrected_id"));
    return events.join(
        corrections,
        col("corrected_account")
            .equalTo(col("account_id"))
            .and(lower(col("corrected_id")).equalTo(lower(col("event_id"))))
            .and(lower(col("correcting_id")).notEqual(lower(col("event_id")))),
        "left_anti");
  }
}
