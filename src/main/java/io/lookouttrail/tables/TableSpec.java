package io.lookouttrail.tables;

import io.lookouttrail.tables.direct.TableLayout;
import java.util.List;
import org.apache.spark.sql.types.StructType;

/**
 * Name, schema and layout of a table.
 *
 * @param name also the table's folder under the tables' root
 * @param schema each column has a comment
 * @param statisticsOn columns for which Delta keeps minimum and maximum of each file: those that
 *     queries filter by
 */
public record TableSpec(
    String name, StructType schema, List<String> partitionedBy, List<String> statisticsOn) {

  public TableSpec {
    partitionedBy = List.copyOf(partitionedBy);
    statisticsOn = List.copyOf(statisticsOn);
  }

  TableLayout layout() {
    return new TableLayout(schema, partitionedBy, statisticsOn);
  }
}
