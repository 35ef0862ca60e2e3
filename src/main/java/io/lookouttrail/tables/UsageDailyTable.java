package io.lookouttrail.tables;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.count_if;
import static org.apache.spark.sql.functions.date_format;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.types.DataTypes.DateType;
import static org.apache.spark.sql.types.DataTypes.LongType;
import static org.apache.spark.sql.types.DataTypes.StringType;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.expressions.GenericRowWithSchema;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;

/** The table {@code usage_daily}: calls by day and caller, from events that none corrects. */
public final class UsageDailyTable {
  private UsageDailyTable() {}

  private static final List<String> KEYS =
      List.of(
          "date",
          "event_source",
          "account_id",
          "region",
          "action",
          "call_class",
          "credential_kind",
          "role_arn",
          "actor_kind");

  public static final TableSpec SPEC =
      new TableSpec(
          "usage_daily",
          new StructType()
              .add("month", StringType, false, "Month of the calls, YYYY-MM.")
              .add("date", DateType, true, "UTC day of the calls.")
              .add("event_source", StringType, true, "Service that was called.")
              .add("account_id", StringType, true, "Account of the events.")
              .add("region", StringType, true, "Region that was called.")
              .add("action", StringType, true, "Action as IAM spells it.")
              .add("call_class", StringType, true, "One of read, inference, change, unclassified.")
              .add("credential_kind", StringType, true, "Kind of the credentials, as in events.")
              .add("role_arn", StringType, true, "ARN of the role of a role session.")
              .add(
                  "actor_kind",
                  StringType,
                  true,
                  "One of human, workload, aws_service, root, unknown.")
              .add("calls", LongType, true, "Number of calls.")
              .add("succeeded", LongType, true, "Calls with outcome success.")
              .add("denied", LongType, true, "Calls with outcome denied.")
              .add("throttled", LongType, true, "Calls with outcome throttled.")
              .add("failed", LongType, true, "Calls with outcome failed."),
          List.of("month"),
          List.of("date", "event_source", "account_id", "region", "action"));

  private static final Column[] COLUMNS =
      Arrays.stream(SPEC.schema().fieldNames()).map(name -> col(name)).toArray(Column[]::new);

  /**
   * Computes the rows of these days again from the events, in one commit; the stored rows of the
   * other days stay.
   *
   * @param dates not empty
   */
  public static void rewrite(TableStore store, SortedSet<LocalDate> dates) {
    store.ensure(SPEC);
    String inMonths =
        dates.stream()
            .map(date -> "'" + YearMonth.from(date) + "'")
            .distinct()
            .collect(Collectors.joining(", ", "month IN (", ")"));
    Dataset<Row> usage = usage(store, dates).where(inMonths);
    if (!store.isUntouched(SPEC)) {
      Column rewritten = EventsTable.onDates(col("date"), dates);
      usage = usage.union(store.read(SPEC).where(inMonths).where(not(rewritten)).select(COLUMNS));
    }
    usage
        .repartition(col("month"))
        .write()
        .format("delta")
        .mode("overwrite")
        .option("replaceWhere", inMonths)
        .save(store.path(SPEC.name()));
  }

  /** The columns of an event that {@link #sum} reads. */
  public static final List<String> EVENT_COLUMNS =
      Stream.concat(
              Stream.of("event_date", "outcome"), KEYS.stream().filter(key -> !key.equals("date")))
          .toList();

  /**
   * The usage of some days, in the driver's memory.
   *
   * @param events every event of these days that no other corrects
   */
  public static List<Row> sum(Iterable<Row> events) {
    Map<List<@Nullable Object>, Map<String, Long>> calls = new LinkedHashMap<>();
    for (Row event : events) {
      List<@Nullable Object> key = new ArrayList<>();
      KEYS.forEach(name -> key.add(event.getAs(name.equals("date") ? "event_date" : name)));
      calls
          .computeIfAbsent(key, first -> new HashMap<>())
          .merge(event.<String>getAs("outcome"), 1L, Long::sum);
    }
    List<Row> rows = new ArrayList<>();
    calls.forEach((key, outcomes) -> rows.add(row(key, outcomes)));
    return rows;
  }

  private static Row row(List<@Nullable Object> key, Map<String, Long> outcomes) {
    List<@Nullable Object> cells = new ArrayList<>();
    cells.add(YearMonth.from((LocalDate) Objects.requireNonNull(key.get(0))).toString());
    cells.addAll(key);
    cells.add(outcomes.values().stream().mapToLong(count -> count).sum());
    for (String outcome : List.of("success", "denied", "throttled", "failed")) {
      cells.add(outcomes.getOrDefault(outcome, 0L));
    }
    return new GenericRowWithSchema(cells.toArray(), SPEC.schema());
  }

  private static Dataset<Row> usage(TableStore store, SortedSet<LocalDate> dates) {
    Column[] keys = KEYS.stream().map(name -> col(name)).toArray(Column[]::new);
    return Views.currentEvents(store)
        .where(EventsTable.onDates(col("event_date"), dates))
        .withColumnRenamed("event_date", "date")
        .groupBy(keys)
        .agg(
            count(lit(1)).as("calls"),
            count_if(col("outcome").equalTo("success")).as("succeeded"),
            count_if(col("outcome").equalTo("denied")).as("denied"),
            count_if(col("outcome").equalTo("throttled")).as("throttled"),
            count_if(col("outcome").equalTo("failed")).as("failed"))
        .withColumn("month", date_format(col("date"), "yyyy-MM"))
        .select(COLUMNS);
  }
}
