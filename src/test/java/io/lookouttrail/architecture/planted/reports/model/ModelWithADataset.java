package io.lookouttrail.architecture.planted.reports.model;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Violates that the model is plain Java. */
public final class ModelWithADataset {
  private ModelWithADataset() {}

  static long count(Dataset<Row> rows) {
    return rows.count();
  }
}
