package io.lookouttrail.tables.local;

import io.lookouttrail.tables.direct.DataFile;
import java.sql.Date;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.function.IntPredicate;
import org.apache.spark.sql.sources.EqualTo;
import org.apache.spark.sql.sources.Filter;
import org.apache.spark.sql.sources.GreaterThan;
import org.apache.spark.sql.sources.GreaterThanOrEqual;
import org.apache.spark.sql.sources.In;
import org.apache.spark.sql.sources.IsNotNull;
import org.apache.spark.sql.sources.LessThan;
import org.apache.spark.sql.sources.LessThanOrEqual;
import org.apache.spark.unsafe.types.UTF8String;

/** Decision whether a data file may have rows that a filter lets through. */
final class FileFilter {
  private FileFilter() {}

  /** Whether the filter may be true for a row; always true for filters that are not known. */
  static boolean mayMatch(Filter filter, DataFile file) {
    if (filter instanceof EqualTo it) {
      return isWithin(file, it.attribute(), it.value(), order -> order == 0);
    } else if (filter instanceof GreaterThan it) {
      return isWithin(file, it.attribute(), it.value(), order -> order > 0);
    } else if (filter instanceof GreaterThanOrEqual it) {
      return isWithin(file, it.attribute(), it.value(), order -> order >= 0);
    } else if (filter instanceof LessThan it) {
      return isWithin(file, it.attribute(), it.value(), order -> order < 0);
    } else if (filter instanceof LessThanOrEqual it) {
      return isWithin(file, it.attribute(), it.value(), order -> order <= 0);
    } else if (filter instanceof In it) {
      return Arrays.stream(it.values())
          .anyMatch(value -> isWithin(file, it.attribute(), value, order -> order == 0));
    }
    return !(filter instanceof IsNotNull it) || !file.hasOnlyNulls(it.attribute());
  }

  /** Whether the order of a partition's value and a filter's is accepted; also if not known. */
  private static boolean isWithin(
      DataFile file, String column, Object value, IntPredicate accepted) {
    String stored = file.partition().get(column);
    if (stored == null) {
      return true;
    } else if (value instanceof LocalDate date) {
      return accepted.test(LocalDate.parse(stored).compareTo(date));
    } else if (value instanceof Date date) {
      return accepted.test(LocalDate.parse(stored).compareTo(date.toLocalDate()));
    } else if (value instanceof String text) {
      return accepted.test(UTF8String.fromString(stored).compareTo(UTF8String.fromString(text)));
    }
    return true;
  }
}
