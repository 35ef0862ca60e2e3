package io.lookouttrail.source;

import io.lookouttrail.archive.ArchiveLister;
import io.lookouttrail.archive.LogFile;
import io.lookouttrail.run.Window;
import io.lookouttrail.scan.RecordSelection;
import io.lookouttrail.scan.ScanOptions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.connector.metric.CustomMetric;
import org.apache.spark.sql.connector.read.Batch;
import org.apache.spark.sql.connector.read.InputPartition;
import org.apache.spark.sql.connector.read.PartitionReaderFactory;
import org.apache.spark.sql.connector.read.Scan;
import org.apache.spark.sql.connector.read.Statistics;
import org.apache.spark.sql.connector.read.SupportsReportStatistics;
import org.apache.spark.sql.sources.Filter;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.util.SerializableConfiguration;
import org.jspecify.annotations.Nullable;

/** Batch scan of the files that a query needs; it lists them once. */
final class CloudTrailScan implements Scan, Batch, SupportsReportStatistics {
  private static final int LISTING_THREADS = 32;

  /** Estimated ratio of a log file's uncompressed size to its stored size. */
  private static final long INFLATION = 8;

  private final ReadOptions options;
  private final FilterPushdown pushdown;
  private final StructType requiredSchema;
  private @Nullable List<LogFile> files;

  CloudTrailScan(ReadOptions options, FilterPushdown pushdown, StructType requiredSchema) {
    this.options = options;
    this.pushdown = pushdown;
    this.requiredSchema = requiredSchema;
  }

  @Override
  public StructType readSchema() {
    return requiredSchema;
  }

  /** Returns the text that EXPLAIN shows. */
  @Override
  public String description() {
    String filters =
        Arrays.stream(pushdown.pushed()).map(Filter::toString).collect(Collectors.joining(", "));
    return "cloudtrail %s, PushedFilters: [%s], files: %,d (%,d bytes) delivered %s, ReadSchema: %s"
        .formatted(
            options.path(),
            filters,
            files().size(),
            bytes(),
            pushdown.window().map(Window::describe).orElse("never"),
            requiredSchema.simpleString());
  }

  @Override
  public Batch toBatch() {
    return this;
  }

  @Override
  public Statistics estimateStatistics() {
    return new Statistics() {
      @Override
      public OptionalLong sizeInBytes() {
        return OptionalLong.of(bytes() * INFLATION);
      }

      @Override
      public OptionalLong numRows() {
        return OptionalLong.empty();
      }
    };
  }

  @Override
  public InputPartition[] planInputPartitions() {
    return FilePartition.pack(files(), spark().sparkContext().defaultParallelism());
  }

  @Override
  public PartitionReaderFactory createReaderFactory() {
    ScanOptions scan =
        new ScanOptions(
            pushdown.eventSources(),
            options.maxFileBytes(),
            false,
            RecordSelection.of(pushdown.eventNames(), ConnectorColumns.fields(requiredSchema)));
    SerializableConfiguration hadoop =
        new SerializableConfiguration(
            options.applyTo(spark().sparkContext().hadoopConfiguration()));
    return new RecordReaderFactory(
        scan,
        options.mode(),
        requiredSchema,
        JavaSparkContext.fromSparkContext(spark().sparkContext()).broadcast(hadoop));
  }

  @Override
  public CustomMetric[] supportedCustomMetrics() {
    return ReadMetrics.all();
  }

  private long bytes() {
    return files().stream().mapToLong(LogFile::bytes).sum();
  }

  private List<LogFile> files() {
    List<LogFile> known = files;
    if (known == null) {
      known = list();
      files = known;
    }
    return known;
  }

  private List<LogFile> list() {
    Optional<Window> window = pushdown.window();
    if (pushdown.isImpossible() || window.isEmpty()) {
      return List.of();
    }
    ArchiveLister lister =
        new ArchiveLister(
            options.applyTo(spark().sparkContext().hadoopConfiguration()), LISTING_THREADS);
    List<LogFile> found = new ArrayList<>();
    if (window.get().equals(new Window(Optional.empty(), Optional.empty(), 0, none(), none()))) {
      // Without a filter, an archive without log files is an error for the user.
      lister.list(options.path(), window.get(), soFar -> {}).forEach(found::add);
    } else {
      lister.listAny(options.path(), window.get()).forEach(found::add);
    }
    return found;
  }

  private static Set<String> none() {
    return Set.of();
  }

  private static SparkSession spark() {
    return SparkSession.active();
  }
}
