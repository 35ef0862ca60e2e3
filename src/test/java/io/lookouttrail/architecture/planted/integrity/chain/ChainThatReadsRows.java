package io.lookouttrail.architecture.planted.integrity.chain;

import org.apache.spark.sql.Row;

/** Violates that the validation of chains is plain Java. */
public final class ChainThatReadsRows {
  private ChainThatReadsRows() {}

  static String first(Row row) {
    return row.getString(0);
  }
}
