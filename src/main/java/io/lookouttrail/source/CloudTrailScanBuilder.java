package io.lookouttrail.source;

import org.apache.spark.sql.connector.read.Scan;
import org.apache.spark.sql.connector.read.ScanBuilder;
import org.apache.spark.sql.connector.read.SupportsPushDownFilters;
import org.apache.spark.sql.connector.read.SupportsPushDownRequiredColumns;
import org.apache.spark.sql.sources.Filter;
import org.apache.spark.sql.types.StructType;

/** Takes from Spark which rows and which columns are wanted. */
final class CloudTrailScanBuilder
    implements ScanBuilder, SupportsPushDownFilters, SupportsPushDownRequiredColumns {
  private final ReadOptions options;
  private FilterPushdown pushdown;
  private StructType asked = ConnectorColumns.columns();

  CloudTrailScanBuilder(ReadOptions options) {
    this.options = options;
    pushdown = new FilterPushdown(options);
  }

  @Override
  public Filter[] pushFilters(Filter[] filters) {
    pushdown = new FilterPushdown(options);
    for (Filter filter : filters) {
      pushdown.take(filter);
    }
    return pushdown.leftToSpark();
  }

  @Override
  public Filter[] pushedFilters() {
    return pushdown.pushed();
  }

  @Override
  public void pruneColumns(StructType requiredSchema) {
    asked = requiredSchema;
  }

  @Override
  public Scan build() {
    return new CloudTrailScan(options, pushdown, asked);
  }
}
