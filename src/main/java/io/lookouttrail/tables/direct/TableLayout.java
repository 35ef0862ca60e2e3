package io.lookouttrail.tables.direct;

import java.util.List;
import org.apache.spark.sql.types.StructType;

/**
 * Columns of a table and how its rows are stored.
 *
 * @param schema the columns
 * @param partitionedBy the partition columns
 * @param statisticsOn the columns with statistics: strings, dates and times
 */
public record TableLayout(
    StructType schema, List<String> partitionedBy, List<String> statisticsOn) {
  public TableLayout {
    partitionedBy = List.copyOf(partitionedBy);
    statisticsOn = List.copyOf(statisticsOn);
  }
}
