package io.lookouttrail.integrity;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.regexp_replace;

import org.apache.spark.sql.Column;

/** Columns of rows on digests. */
final class DigestColumns {
  private static final String TIME =
      "(?:/[0-9]{4}/[0-9]{2}/[0-9]{2})?/([^/]*)_[0-9]{8}T[0-9]{6}Z([^/]*)$";

  private DigestColumns() {}

  /** The name of a digest without its time: the same for all digests of a chain. */
  static Column chain() {
    return regexp_replace(col("object"), TIME, "/$1$2").as("chain");
  }
}
