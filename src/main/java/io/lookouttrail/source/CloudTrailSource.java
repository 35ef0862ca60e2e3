package io.lookouttrail.source;

import java.util.Map;
import org.apache.spark.sql.connector.catalog.Table;
import org.apache.spark.sql.connector.catalog.TableProvider;
import org.apache.spark.sql.connector.expressions.Transform;
import org.apache.spark.sql.sources.DataSourceRegister;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.util.CaseInsensitiveStringMap;

/**
 * Spark data source of CloudTrail's log files: {@code
 * spark.read().format("cloudtrail").load("s3a://…")}.
 *
 * <p>The schema is declared: Spark reads no file to infer it.
 */
public final class CloudTrailSource implements TableProvider, DataSourceRegister {

  /** Called by Spark, which creates the source by its class name. */
  public CloudTrailSource() {}

  @Override
  public String shortName() {
    return "cloudtrail";
  }

  @Override
  public StructType inferSchema(CaseInsensitiveStringMap options) {
    return ConnectorColumns.columns();
  }

  @Override
  public Table getTable(
      StructType schema, Transform[] partitioning, Map<String, String> properties) {
    return new CloudTrailTable(ReadOptions.of(new CaseInsensitiveStringMap(properties)));
  }
}
