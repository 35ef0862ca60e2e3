package io.lookouttrail.source;

import org.apache.spark.sql.connector.read.Scan;
import org.apache.spark.sql.connector.read.ScanBuilder;
import org.apache.spark.sql.connector.read.SupportsPushDownFilters;
import org.apache.spark.sql.connector.read.SupportsPushDownRequiredColumns;
import org.apache.spark.sql.sources.Filter;
import org.apache.spark.sql.types.StructType;

/** Builder of a scan from the filters and columns that Spark pushes down. */
final class CloudTrailScanBuilder
    implements ScanBuilder, SupportsPushDownFilters, SupportsPushDownRequiredColumns {
  private final ReadOptions options;
  private FilterPushdown pushdown;
  private StructType requiredSchema = ConnectorColumns.columns();

  CloudTrailScanBuilder(ReadOptions options) {
    this.options = options;
    pushdown = new FilterPushdown(options);
  }

  @Override
  public Filter[] pushFilters(Filter[] filters) {
    pushdown = new FilterPushdown(options);
    for (Filter filter : filters) {
      pushdown.add(filter);
    }
    return pushdown.leftToSpark();
  }

  @Override
  public Filter[] pushedFilters() {
    return pushdown.pushed();
  }

  @Override
  public void pruneColumns(StructType requiredSchema) {
    this.requiredSchema = requiredSchema;
  }

  @Override
  public Scan build() {
    return new CloudTrailScan(options, pushdown, requiredSchema);
  }
}
