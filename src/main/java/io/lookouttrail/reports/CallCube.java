package io.lookouttrail.reports;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.when;

import java.time.YearMonth;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.storage.StorageLevel;

/**
 * The calls of some months, summed over everything that a report groups by: made by one reading of
 * the events, kept while the report is made, and what its tables are sums of.
 *
 * <p>A row is a day's calls of one kind by one session: {@link #DIMENSIONS}, {@code calls}, {@code
 * first_call}, {@code last_call}. Training images, inference and reads by the thousand become one
 * row.
 */
final class CallCube implements AutoCloseable {
  /**
   * What calls are told apart by. {@code session} tells one sign-in or assumed role from another.
   */
  static final List<String> DIMENSIONS =
      List.of(
          "event_date",
          "account_id",
          "region",
          "action",
          "access_level",
          "action_group",
          "call_class",
          "outcome",
          "actor",
          "actor_kind",
          "identity_type",
          "credential_kind",
          "temporary_credentials",
          "access_key_id",
          "role_arn",
          "permission_set",
          "session",
          "caller_account_id",
          "cross_account",
          "mfa_authenticated",
          "federated_provider",
          "invoked_by",
          "source_ip",
          "client",
          "project_name",
          "model_version",
          "resource_arn");

  private final Dataset<Row> rows;

  private CallCube(Dataset<Row> rows) {
    this.rows = rows;
  }

  /**
   * Sums the calls of a source from the first to the last of these months.
   *
   * @param tables at the report's versions
   */
  static CallCube of(TablesAsOf tables, String eventSource, YearMonth from, YearMonth to) {
    Column session =
        when(col("temporary_credentials"), coalesce(col("access_key_id"), col("session_name")))
            .otherwise(coalesce(col("principal_id"), col("access_key_id")));
    Dataset<Row> rows =
        tables
            .currentEvents()
            .where(col("event_source").equalTo(eventSource))
            .where(col("event_date").between(from.atDay(1), to.atEndOfMonth()))
            .withColumn("session", session)
            .groupBy(DIMENSIONS.stream().map(name -> col(name)).toArray(Column[]::new))
            .agg(
                count(lit(1)).as("calls"),
                min("event_time").as("first_call"),
                max("event_time").as("last_call"))
            .persist(StorageLevel.MEMORY_AND_DISK());
    return new CallCube(rows);
  }

  /** The sums of every month that was asked for. */
  Dataset<Row> rows() {
    return rows;
  }

  /** The sums of these months alone. */
  Dataset<Row> rows(YearMonth from, YearMonth to) {
    return rows.where(col("event_date").between(from.atDay(1), to.atEndOfMonth()));
  }

  @Override
  public void close() {
    rows.unpersist(false);
  }
}
