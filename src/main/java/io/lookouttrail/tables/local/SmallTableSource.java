package io.lookouttrail.tables.local;

import io.lookouttrail.tables.direct.TableVersion;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.connector.catalog.SupportsRead;
import org.apache.spark.sql.connector.catalog.Table;
import org.apache.spark.sql.connector.catalog.TableCapability;
import org.apache.spark.sql.connector.catalog.TableProvider;
import org.apache.spark.sql.connector.expressions.Transform;
import org.apache.spark.sql.connector.read.ScanBuilder;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.util.CaseInsensitiveStringMap;

/** Spark data source of one version of a small Delta table; Spark creates it by its class name. */
public final class SmallTableSource implements TableProvider {
  static final String VERSION = "version";

  /** Called by Spark. */
  public SmallTableSource() {}

  @Override
  public StructType inferSchema(CaseInsensitiveStringMap options) {
    return version(options).schema();
  }

  /** The schema is given, so that Spark does not have the log read once more. */
  @Override
  public boolean supportsExternalMetadata() {
    return true;
  }

  @Override
  public Table getTable(
      StructType schema, Transform[] partitioning, Map<String, String> properties) {
    return new VersionTable(version(new CaseInsensitiveStringMap(properties)), schema);
  }

  private static TableVersion version(CaseInsensitiveStringMap options) {
    String uri = Objects.requireNonNull(options.get("path"), "path");
    return TableVersion.at(
            SparkSession.active().sessionState().newHadoopConf(), uri, options.getLong(VERSION, -1))
        .orElseThrow(() -> new IllegalStateException("a version of " + uri + " is gone"));
  }

  private record VersionTable(TableVersion version, StructType declared) implements SupportsRead {
    @Override
    public String name() {
      return "version " + version.version();
    }

    // The deprecated method exists in Spark 3.5 and 4.0, its successor only in 4.0.
    @Override
    @SuppressWarnings("deprecation")
    public StructType schema() {
      return declared;
    }

    @Override
    public Set<TableCapability> capabilities() {
      return Set.of(TableCapability.BATCH_READ);
    }

    @Override
    public ScanBuilder newScanBuilder(CaseInsensitiveStringMap options) {
      return new SmallTableScan(version, declared);
    }
  }
}
