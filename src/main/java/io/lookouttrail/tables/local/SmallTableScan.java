package io.lookouttrail.tables.local;

import io.lookouttrail.run.ParallelWork;
import io.lookouttrail.tables.direct.DataFile;
import io.lookouttrail.tables.direct.TableVersion;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import org.apache.spark.sql.catalyst.CatalystTypeConverters;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.connector.read.LocalScan;
import org.apache.spark.sql.connector.read.Scan;
import org.apache.spark.sql.connector.read.ScanBuilder;
import org.apache.spark.sql.connector.read.Statistics;
import org.apache.spark.sql.connector.read.SupportsPushDownFilters;
import org.apache.spark.sql.connector.read.SupportsPushDownRequiredColumns;
import org.apache.spark.sql.connector.read.SupportsReportStatistics;
import org.apache.spark.sql.sources.Filter;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * Scan of a small table by the driver: reads the columns that a query needs, of the files that may
 * have rows for it.
 */
final class SmallTableScan
    implements ScanBuilder,
        SupportsPushDownFilters,
        SupportsPushDownRequiredColumns,
        SupportsReportStatistics,
        LocalScan {
  /** On S3 most of the time is spent waiting. */
  private static final int THREADS = 8;

  /** Approximate size of a value in memory. */
  private static final long BYTES_PER_VALUE = 16;

  private final TableVersion version;
  private final StructType declared;
  private StructType columns;
  private List<DataFile> files;

  SmallTableScan(TableVersion version, StructType declared) {
    this.version = version;
    this.declared = declared;
    this.columns = declared;
    this.files = version.files();
  }

  /** Leaves out files that the filters rule out; Spark applies all filters to the rows. */
  @Override
  public Filter[] pushFilters(Filter[] filters) {
    files =
        version.files().stream()
            .filter(file -> Arrays.stream(filters).allMatch(it -> FileFilter.mayMatch(it, file)))
            .toList();
    return filters;
  }

  @Override
  public Filter[] pushedFilters() {
    return new Filter[0];
  }

  /** Keeps the columns that are required, whole: of a structure every field is read. */
  @Override
  public void pruneColumns(StructType required) {
    columns =
        new StructType(
            Arrays.stream(required.fieldNames()).map(declared::apply).toArray(StructField[]::new));
  }

  @Override
  public Scan build() {
    return this;
  }

  @Override
  public StructType readSchema() {
    return columns;
  }

  @Override
  public Statistics estimateStatistics() {
    long rows = files.stream().mapToLong(file -> file.rows().orElse(0L)).sum();
    return new Statistics() {
      @Override
      public OptionalLong sizeInBytes() {
        return OptionalLong.of(Math.max(1, rows * columns.size() * BYTES_PER_VALUE));
      }

      @Override
      public OptionalLong numRows() {
        return OptionalLong.of(rows);
      }
    };
  }

  @Override
  public InternalRow[] rows() {
    List<Callable<List<InternalRow>>> work = new ArrayList<>();
    files.forEach(file -> work.add(() -> rows(file)));
    return ParallelWork.run(THREADS, work).stream()
        .flatMap(List::stream)
        .toArray(InternalRow[]::new);
  }

  private List<InternalRow> rows(DataFile file) {
    var convert = CatalystTypeConverters.createToCatalystConverter(columns);
    List<InternalRow> rows = new ArrayList<>();
    version.read(List.of(file), columns, row -> rows.add((InternalRow) convert.apply(row)));
    return rows;
  }
}
