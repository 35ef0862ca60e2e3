package io.lookouttrail.source;

import java.util.HashMap;
import java.util.Map;
import org.apache.spark.sql.catalyst.analysis.NoSuchTableException;
import org.apache.spark.sql.connector.catalog.Identifier;
import org.apache.spark.sql.connector.catalog.Table;
import org.apache.spark.sql.connector.catalog.TableCatalog;
import org.apache.spark.sql.connector.catalog.TableChange;
import org.apache.spark.sql.connector.expressions.Transform;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.util.CaseInsensitiveStringMap;

/**
 * Catalog whose tables are archives, named by their paths: with {@code
 * spark.sql.catalog.cloudtrail=io.lookouttrail.source.CloudTrailCatalog}, {@code SELECT * FROM
 * cloudtrail.`s3a://bucket/prefix`}. The reader's options are options of the catalog: {@code
 * spark.sql.catalog.cloudtrail.lateness=3}.
 *
 * <p>It is read-only and lists no table: tables cannot be created, altered or dropped.
 */
public final class CloudTrailCatalog implements TableCatalog {
  private String name = "cloudtrail";
  private Map<String, String> options = Map.of();

  /** Called by Spark, which creates the catalog by its class name. */
  public CloudTrailCatalog() {}

  @Override
  public void initialize(String catalogName, CaseInsensitiveStringMap catalogOptions) {
    name = catalogName;
    options = Map.copyOf(catalogOptions.asCaseSensitiveMap());
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public Identifier[] listTables(String[] namespace) {
    return new Identifier[0];
  }

  @Override
  public Table loadTable(Identifier table) throws NoSuchTableException {
    if (table.namespace().length > 0) {
      throw new NoSuchTableException(table);
    }
    Map<String, String> all = new HashMap<>(options);
    all.put("path", table.name());
    return new CloudTrailTable(ReadOptions.of(new CaseInsensitiveStringMap(all)));
  }

  // The deprecated method exists in Spark 3.5 and 4.0, its successor only in 4.0.
  @Override
  @SuppressWarnings("deprecation")
  public Table createTable(
      Identifier table, StructType schema, Transform[] partitions, Map<String, String> properties) {
    throw readOnly();
  }

  @Override
  public Table alterTable(Identifier table, TableChange... changes) {
    throw readOnly();
  }

  @Override
  public boolean dropTable(Identifier table) {
    return false;
  }

  @Override
  public void renameTable(Identifier from, Identifier to) {
    throw readOnly();
  }

  private static UnsupportedOperationException readOnly() {
    return new UnsupportedOperationException("CloudTrail archives are read, never written");
  }
}
