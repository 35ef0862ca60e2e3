package io.lookouttrail.source;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.apache.spark.sql.connector.catalog.MetadataColumn;
import org.apache.spark.sql.connector.catalog.SupportsMetadataColumns;
import org.apache.spark.sql.connector.catalog.SupportsRead;
import org.apache.spark.sql.connector.catalog.TableCapability;
import org.apache.spark.sql.connector.read.ScanBuilder;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.util.CaseInsensitiveStringMap;

/** Table of an archive's records, for batch reads. */
final class CloudTrailTable implements SupportsRead, SupportsMetadataColumns {
  private final ReadOptions options;

  CloudTrailTable(ReadOptions options) {
    this.options = options;
  }

  @Override
  public String name() {
    return "cloudtrail " + options.path();
  }

  // The deprecated method exists in Spark 3.5 and 4.0, its successor only in 4.0.
  @Override
  @SuppressWarnings("deprecation")
  public StructType schema() {
    return ConnectorColumns.columns();
  }

  @Override
  public Set<TableCapability> capabilities() {
    return Set.of(TableCapability.BATCH_READ);
  }

  @Override
  public MetadataColumn[] metadataColumns() {
    return Arrays.stream(ConnectorColumns.metadata().fields())
        .map(MetadataOf::new)
        .toArray(MetadataColumn[]::new);
  }

  @Override
  public ScanBuilder newScanBuilder(CaseInsensitiveStringMap more) {
    Map<String, String> all = new HashMap<>(more.asCaseSensitiveMap());
    all.putIfAbsent("path", options.path());
    boolean asGiven = more.size() == 0;
    return new CloudTrailScanBuilder(
        asGiven ? options : ReadOptions.of(new CaseInsensitiveStringMap(all)));
  }

  private record MetadataOf(StructField field) implements MetadataColumn {
    @Override
    public String name() {
      return field.name();
    }

    @Override
    public DataType dataType() {
      return field.dataType();
    }
  }
}
