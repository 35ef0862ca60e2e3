package io.lookouttrail.reports.query;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.lower;

import io.lookouttrail.tables.DirectRows;
import io.lookouttrail.tables.TableSpec;
import io.lookouttrail.tables.TableStore;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Few rows among all rows of a table: found without Spark where the table is small. */
final class TraceRows {
  private TraceRows() {}

  /**
   * The rows with some values; none where there is no table.
   *
   * @param values the values of columns by name
   * @param sql a further condition on the rows
   * @param test the same condition on a row
   */
  static List<Row> of(
      TableStore store,
      TableSpec table,
      Map<String, String> values,
      Column sql,
      Predicate<Row> test) {
    Optional<DirectRows> few = DirectRows.of(store, table, file -> true);
    if (few.isPresent()) {
      return few
          .get()
          .where(
              List.copyOf(values.keySet()),
              row ->
                  values.entrySet().stream()
                      .allMatch(value -> value.getValue().equals(row.getAs(value.getKey()))))
          .stream()
          .filter(test)
          .toList();
    }
    if (!store.exists(table)) {
      return List.of();
    }
    Column condition =
        values.entrySet().stream()
            .map(value -> col(value.getKey()).equalTo(value.getValue()))
            .reduce(sql, Column::and);
    return store.read(table).where(condition).collectAsList();
  }

  /**
   * The rows of the table of events with an id in one of these columns, without regard to case.
   *
   * @throws io.lookouttrail.run.UserError where there is no table
   */
  static List<Row> withId(TableStore store, TableSpec events, List<String> columns, String id) {
    Optional<DirectRows> few =
        DirectRows.of(store, events, file -> true).filter(rows -> rows.version().isPresent());
    return few.isPresent()
        ? few.get()
            .where(
                columns,
                row -> columns.stream().anyMatch(name -> id.equalsIgnoreCase(row.getAs(name))))
        : withId(store.read(events), columns, id);
  }

  /**
   * The first query reads only the narrow columns of all events; the second reads whole rows, with
   * the records' text, but only in the partitions of the events that were found.
   */
  private static List<Row> withId(Dataset<Row> events, List<String> columns, String id) {
    Column condition =
        columns.stream()
            .map(name -> lower(col(name)).equalTo(id.toLowerCase(Locale.ROOT)))
            .reduce(lit(false), Column::or);
    List<Row> found = new ArrayList<>();
    events.where(condition).select("event_date", "action").distinct().collectAsList().stream()
        .map(
            partition ->
                col("event_date")
                    .equalTo(lit(partition.<LocalDate>getAs("event_date")))
                    .and(col("action").equalTo(partition.<String>getAs("action"))))
        .reduce(Column::or)
        .ifPresent(where -> found.addAll(events.where(where.and(condition)).collectAsList()));
    return found;
  }
}
