package io.lookouttrail.reports.query;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Row;

/**
 * A row of a query's result, read by column name.
 *
 * <p>Every method throws {@link IllegalArgumentException} where the result has no such column, and
 * {@link ClassCastException} where the column is of another type.
 */
public record NamedRow(Row row) {
  public static List<NamedRow> all(List<Row> rows) {
    return rows.stream().map(NamedRow::new).toList();
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
    int at = row.fieldIndex(column);
    return row.isNullAt(at) ? List.of() : row.getList(at);
  }

  private <T> Optional<T> cell(String column) {
    return Optional.ofNullable(row.<T>getAs(column));
  }
}
