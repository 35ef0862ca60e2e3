package io.lookouttrail.tables;

import java.time.LocalDate;
import org.apache.spark.sql.Row;
import org.apache.spark.unsafe.types.UTF8String;

/**
 * The key of an event in the table {@code events}. Event ids are UUIDs and compared without regard
 * to case.
 */
public record EventKey(LocalDate date, String action, String lowerId, String accountId) {
  /** Columns of a row that {@link #of} reads. */
  static final java.util.List<String> COLUMNS =
      java.util.List.of("event_date", "action", "event_id", "account_id");

  /** The key of a row that has the key's columns. */
  public static EventKey of(Row event) {
    return new EventKey(
        event.getAs("event_date"),
        event.getAs("action"),
        lower(event.getAs("event_id")),
        event.getAs("account_id"));
  }

  /** As Spark's SQL function {@code lower} does it. */
  static String lower(String id) {
    return UTF8String.fromString(id).toLowerCase().toString();
  }
}
