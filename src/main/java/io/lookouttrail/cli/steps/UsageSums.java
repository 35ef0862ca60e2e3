package io.lookouttrail.cli.steps;

import io.lookouttrail.reports.memory.Figure;
import io.lookouttrail.reports.memory.Grouping;
import io.lookouttrail.reports.memory.ResultColumn;
import io.lookouttrail.reports.memory.ResultRows;
import io.lookouttrail.reports.model.Column;
import io.lookouttrail.tables.Corrections;
import io.lookouttrail.tables.DirectRows;
import io.lookouttrail.tables.EventsTable;
import io.lookouttrail.tables.TableStore;
import io.lookouttrail.tables.UsageDailyTable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** The sums of {@link UsageOverview} over few rows, without Spark. */
final class UsageSums {
  /** The most events. Each takes at most about a kilobyte of heap. */
  private static final long MAX_EVENTS = 100_000;

  private static final List<String> EVENT_COLUMNS =
      Stream.concat(
              Corrections.COLUMNS.stream(),
              Stream.of("actor", "actor_kind", "call_class", "outcome", "source_ip", "event_time"))
          .toList();

  private final DirectRows usage;
  private final DirectRows events;

  private UsageSums(DirectRows usage, DirectRows events) {
    this.usage = usage;
    this.events = events;
  }

  /** A table to be printed; of the columns' types only whole numbers count. */
  record Table(StructType schema, List<Row> rows) {
    Table {
      rows = List.copyOf(rows);
    }
  }

  /** The sums over the tables; empty where they have too many rows. */
  static Optional<UsageSums> of(TableStore store) {
    Optional<DirectRows> usage =
        DirectRows.of(store, UsageDailyTable.SPEC, file -> true, MAX_EVENTS);
    Optional<DirectRows> events = DirectRows.of(store, EventsTable.SPEC, file -> true, MAX_EVENTS);
    return usage.flatMap(sums -> events.map(each -> new UsageSums(sums, each)));
  }

  Table byMonthAndAccount() {
    return table(
        new Grouping<Row>()
            .key("month", Column.Type.TEXT, row -> row.getAs("month"))
            .key("account_id", Column.Type.TEXT, row -> row.getAs("account_id"))
            .sum("calls", row -> number(row, "calls"))
            .sum(
                "images_analysed",
                row -> is(row, "action", "DetectAnomalies") ? number(row, "succeeded") : 0)
            .sum("changes", row -> is(row, "call_class", "change") ? number(row, "calls") : 0)
            .sum("denied", row -> number(row, "denied"))
            .sum("throttled", row -> number(row, "throttled"))
            .sum("failed", row -> number(row, "failed"))
            .of(usage.read()));
  }

  /**
   * The actors with the most calls.
   *
   * @param most number of actors
   */
  Table byActor(int most) {
    Corrections corrections = new Corrections();
    List<Row> current = new ArrayList<>();
    events.read(
        EVENT_COLUMNS,
        row -> {
          corrections.add(row);
          current.add(row);
        });
    current.removeIf(event -> !corrections.isCurrent(event));
    Table all =
        table(
            new Grouping<Row>()
                .key("actor", Column.Type.TEXT, row -> row.getAs("actor"))
                .key("actor_kind", Column.Type.TEXT, row -> row.getAs("actor_kind"))
                .sum("calls", row -> 1)
                .countIf("changes", row -> is(row, "call_class", "change"))
                .countIf("denied", row -> is(row, "outcome", "denied"))
                .distinct("addresses", row -> row.getAs("source_ip"))
                .figure(
                    "last_call",
                    Column.Type.MOMENT,
                    Figure.<Row>max(row -> row.getAs("event_time")))
                .of(current));
    int calls = all.schema().fieldIndex("calls");
    // The rows are sorted by actor, and stay so among those with equal calls.
    return new Table(
        all.schema(),
        all.rows().stream()
            .sorted(Comparator.comparingLong((Row row) -> row.getLong(calls)).reversed())
            .limit(most)
            .toList());
  }

  private static boolean is(Row row, String column, String value) {
    return value.equals(row.getAs(column));
  }

  private static long number(Row row, String column) {
    return row.<Long>getAs(column);
  }

  private static Table table(ResultRows result) {
    StructType schema = new StructType();
    for (ResultColumn column : result.columns()) {
      schema =
          schema.add(
              column.name(),
              column.type() == Column.Type.WHOLE ? DataTypes.LongType : DataTypes.StringType);
    }
    return new Table(
        schema,
        result.rows().stream().map(row -> RowFactory.create(row.cells().toArray())).toList());
  }
}
