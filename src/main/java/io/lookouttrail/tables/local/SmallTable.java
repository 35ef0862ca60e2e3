package io.lookouttrail.tables.local;

import io.lookouttrail.run.UserError;
import io.lookouttrail.tables.direct.DataFile;
import io.lookouttrail.tables.direct.TableVersion;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.MapType;
import org.apache.spark.sql.types.StructType;

/** The newest version of a small table of any program, for queries without a scan of Delta's. */
public final class SmallTable {
  /** The most rows: to read all columns of so many takes as long as Delta's scan. */
  static final long MAX_ROWS = 100_000;

  /** The most data files: each takes some milliseconds, and a request on S3. */
  static final int MAX_FILES = 2_000;

  private static final Set<DataType> READABLE =
      Set.of(
          DataTypes.StringType,
          DataTypes.LongType,
          DataTypes.IntegerType,
          DataTypes.BooleanType,
          DataTypes.DoubleType,
          DataTypes.TimestampType,
          DataTypes.DateType);

  private static final Set<DataType> PARTITIONS = Set.of(DataTypes.StringType, DataTypes.DateType);

  private final String uri;
  private final TableVersion version;
  private final List<DataFile> files;

  private SmallTable(String uri, TableVersion version, List<DataFile> files) {
    this.uri = uri;
    this.version = version;
    this.files = files;
  }

  /**
   * Opens a table; reads its log, and no row.
   *
   * @param uri the table's folder, as a qualified URI
   * @param mostRows the most rows that may be read without Spark, if {@link #MAX_ROWS} are more
   * @return empty where the table has too many rows or files, or what only Spark reads
   * @throws UserError where the table is damaged
   */
  public static Optional<SmallTable> open(Configuration hadoop, String uri, long mostRows) {
    long maxRows = Math.min(MAX_ROWS, mostRows);
    if (maxRows == 0) {
      return Optional.empty();
    }
    try {
      return TableVersion.newest(hadoop, uri)
          .filter(SmallTable::isReadable)
          .flatMap(version -> ofFew(uri, version, maxRows));
    } catch (UserError e) {
      throw e;
    } catch (RuntimeException e) {
      // Another program may use a feature of Delta that only Delta's own reader knows.
      return Optional.empty();
    }
  }

  private static Optional<SmallTable> ofFew(String uri, TableVersion version, long maxRows) {
    List<DataFile> files = version.files();
    long rows = 0;
    for (DataFile file : files) {
      rows += file.rows().orElse(maxRows + 1);
    }
    return rows > maxRows || files.size() > MAX_FILES
        ? Optional.empty()
        : Optional.of(new SmallTable(uri, version, files));
  }

  /**
   * Whether rows read without Spark are those that Delta reads. Kernel gives partition values of
   * other types inexactly, and does not find deleted rows under every path.
   */
  private static boolean isReadable(TableVersion version) {
    StructType schema = version.schema();
    return version.isPlain()
        && isReadable(schema)
        && version.partitionedBy().stream()
            .allMatch(column -> PARTITIONS.contains(schema.apply(column).dataType()));
  }

  private static boolean isReadable(DataType type) {
    if (type instanceof StructType struct) {
      return struct.forall(field -> isReadable(field.dataType()));
    } else if (type instanceof ArrayType array) {
      return isReadable(array.elementType());
    } else if (type instanceof MapType map) {
      return isReadable(map.keyType()) && isReadable(map.valueType());
    }
    return READABLE.contains(type);
  }

  /**
   * Whether the log says that a column is null in every row.
   *
   * @param column a column with statistics
   */
  public boolean hasOnlyNulls(String column) {
    for (DataFile file : files) {
      if (!file.hasOnlyNulls(column)) {
        return false;
      }
    }
    return true;
  }

  /** The rows of this version in a session, which reads them when a query needs them. */
  public Dataset<Row> in(SparkSession spark) {
    return spark
        .read()
        .format(SmallTableSource.class.getName())
        .schema(version.schema())
        .option(SmallTableSource.VERSION, version.version())
        .load(uri);
  }
}
