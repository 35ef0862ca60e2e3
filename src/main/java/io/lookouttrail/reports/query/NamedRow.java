package io.lookouttrail.reports.query;

import io.lookouttrail.reports.memory.ResultRows;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;

/**
 * A row of a query's result, read by column name.
 *
 * <p>Every method throws {@link IllegalArgumentException} where the result has no such column, and
 * {@link ClassCastException} where the column is of another type.
 *
 * @param cells the value of a column by its name
 */
public record NamedRow(Function<String, @Nullable Object> cells) {

  /** Returns the rows of a Spark query. */
  public static List<NamedRow> all(List<Row> rows) {
    return rows.stream().map(row -> new NamedRow(name -> cell(row, name))).toList();
  }

  private static @Nullable Object cell(Row row, String name) {
    int place = row.fieldIndex(name);
    Object cell = row.get(place);
    return cell instanceof scala.collection.Seq ? row.getList(place) : cell;
  }

  /** Returns the rows of a query that was computed in memory. */
  static List<NamedRow> all(ResultRows result) {
    Map<String, Integer> places = new HashMap<>();
    result.columns().forEach(column -> places.put(column.name(), places.size()));
    return result.rows().stream()
        .map(row -> new NamedRow(name -> row.cells().get(place(places, name))))
        .toList();
  }

  private static int place(Map<String, Integer> places, String name) {
    Integer place = places.get(name);
    if (place == null) {
      throw new IllegalArgumentException("no column " + name);
    }
    return place;
  }

  /** Returns a text; empty where the cell is null. */
  public Optional<String> text(String column) {
    return cell(column);
  }

  /** Returns a whole number, of either width; 0 where the cell is null. */
  public long whole(String column) {
    Object number = this.<Object>cell(column).orElse(0L);
    return number instanceof Integer narrow ? narrow : (Long) number;
  }

  /** Returns a floating-point number; 0 where the cell is null. */
  public double fraction(String column) {
    return this.<Double>cell(column).orElse(0.0);
  }

  /** Returns a decimal number with the column's scale; 0 where the cell is null. */
  public BigDecimal decimal(String column) {
    return this.<BigDecimal>cell(column).orElse(BigDecimal.ZERO);
  }

  /** Returns a boolean; false where the cell is null. */
  public boolean flag(String column) {
    return this.<Boolean>cell(column).orElse(false);
  }

  /** Returns a timestamp; empty where the cell is null. */
  public Optional<Instant> timestamp(String column) {
    return cell(column);
  }

  /** Returns a date; empty where the cell is null. */
  public Optional<LocalDate> date(String column) {
    return cell(column);
  }

  /** Returns an array of texts; empty where the cell is null. */
  public List<String> texts(String column) {
    return this.<List<String>>cell(column).orElse(List.of());
  }

  @SuppressWarnings("unchecked") // The caller knows the column's type.
  private <T> Optional<T> cell(String column) {
    return Optional.ofNullable((T) cells.apply(column));
  }
}
