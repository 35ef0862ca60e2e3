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

/** The files that a query needs, listed once, and how they are read. */
final class CloudTrailScan implements Scan, Batch, SupportsReportStatistics {
  private static final int LISTING_THREADS = 32;

  /** About how much larger a log is than it is stored. */
  private static final long INFLATION = 8;

  private final ReadOptions options;
  private final FilterPushdown pushdown;
  private final StructType asked;
  private @Nullable List<LogFile> files;

  CloudTrailScan(ReadOptions options, FilterPushdown pushdown, StructType asked) {
    this.options = options;
    this.pushdown = pushdown;
    this.asked = asked;
  }

  @Override
  public StructType readSchema() {
    return asked;
  }

  /** What EXPLAIN shows. */
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
            asked.simpleString());
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
            RecordSelection.of(pushdown.eventNames(), ConnectorColumns.fields(asked)));
    SerializableConfiguration hadoop =
        new SerializableConfiguration(options.over(spark().sparkContext().hadoopConfiguration()));
    return new RecordReaderFactory(
        scan,
        options.badFiles(),
        asked,
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
            options.over(spark().sparkContext().hadoopConfiguration()), LISTING_THREADS);
    List<LogFile> found = new ArrayList<>();
    if (window.get().equals(new Window(Optional.empty(), Optional.empty(), 0, none(), none()))) {
      // That there is no log at all is worth a word.
      lister.list(options.path(), window.get(), soFar -> {}).forEach(found::add);
    } else {
      lister.listAny(options.path(), window.get()).forEach(found::add);
    }
    return found;
  }

  private static java.util.Set<String> none() {
    return java.util.Set.of();
  }

  private static SparkSession spark() {
    return SparkSession.active();
  }
}
