package io.lookouttrail.reports.facts;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.array_compact;
import static org.apache.spark.sql.functions.array_distinct;
import static org.apache.spark.sql.functions.array_sort;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_set;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.slice;
import static org.apache.spark.sql.functions.when;

import io.lookouttrail.identity.Outcome;
import org.apache.spark.sql.Column;

/** Column expressions that several queries for facts use. */
final class FactColumns {
  /** The kind of a fact, where one query gives facts of several kinds. */
  static final String KIND = "kind";

  /** The number of a row's calls that succeeded. */
  static final Column SUCCEEDED =
      when(col("outcome").equalTo(Outcome.SUCCESS.label()), col("calls")).otherwise(lit(0L));

  /** A fact has at most this many names as details. */
  static final int MAX_NAMES = 5;

  private FactColumns() {}

  /** Aggregates a column to its first distinct values, in alphabetical order. */
  static Column firstNames(String column) {
    return firstNames(collect_set(col(column)));
  }

  /** Returns the first elements of an array, in alphabetical order. */
  static Column firstNames(Column names) {
    return slice(array_sort(names), 1, MAX_NAMES);
  }

  /** Aggregates a column to its smallest and its largest value; needs no memory for the others. */
  static Column minAndMax(String column) {
    return array_distinct(array_compact(array(min(col(column)), max(col(column)))));
  }
}
