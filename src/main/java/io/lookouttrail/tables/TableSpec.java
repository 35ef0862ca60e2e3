package io.lookouttrail.tables;

import java.util.List;
import org.apache.spark.sql.types.StructType;

/**
 * What a table is: its name, which is its folder under the tables' root, its schema and layout.
 *
 * @param statisticsOn columns whose minimum and maximum Delta keeps per file: those people filter
 *     by
 */
public record TableSpec(
    String name, StructType schema, List<String> partitionedBy, List<String> statisticsOn) {

  public TableSpec {
    partitionedBy = List.copyOf(partitionedBy);
    statisticsOn = List.copyOf(statisticsOn);
  }
}
