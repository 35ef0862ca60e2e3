package io.lookouttrail.benchmark;

import io.lookouttrail.reports.ReportJob;
import io.lookouttrail.reports.findings.facts.Thresholds;
import io.lookouttrail.reports.model.Report;
import io.lookouttrail.reports.model.Table;
import io.lookouttrail.reports.publish.ReportFolder;
import io.lookouttrail.reports.query.ReportOptions;
import io.lookouttrail.reports.render.common.GenerationInfo;
import io.lookouttrail.tables.AllTables;
import io.lookouttrail.tables.TableStore;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A month's report, made and drawn in every format, as it was measured.
 *
 * @param asking Spark's jobs before the first file was drawn
 * @param drawing Spark's jobs for the tables that are too long to be held
 * @param usedBytes the most that the heap held, garbage with it
 * @param keptBytes the most that a collection left in the heap
 * @param totals of each table, by its name
 */
record ReportRun(
    double askSeconds,
    double drawSeconds,
    SparkJobs.Count asking,
    SparkJobs.Count drawing,
    long usedBytes,
    long keptBytes,
    Map<String, Totals> totals) {
  private static final Instant NOW = Instant.parse("2025-11-02T10:00:00Z");
  private static final double NANOS = 1e9;

  double seconds() {
    return askSeconds + drawSeconds;
  }

  /**
   * Makes the report of {@link AMonth}.
   *
   * @param out where its folder is put, in place of the one that is there
   */
  static ReportRun measure(TableStore store, Path out) {
    ReportFolder folder =
        ReportFolder.at(out.toString(), store.spark().sparkContext().hadoopConfiguration());
    try (HeapPeak heap = new HeapPeak();
        SparkJobs jobs = new SparkJobs(store.spark().sparkContext())) {
      long start = System.nanoTime();
      return new ReportJob(store, options(store), Clock.fixed(NOW, ZoneOffset.UTC))
          .run(report -> drawn(report, folder, start, heap, jobs));
    }
  }

  /** The totals are taken when the clock has stopped: long tables are asked again for them. */
  private static ReportRun drawn(
      Report report, ReportFolder folder, long start, HeapPeak heap, SparkJobs jobs) {
    double asked = (System.nanoTime() - start) / NANOS;
    SparkJobs.Count asking = jobs.count();
    long drawStart = System.nanoTime();
    folder.publish(
        report, new GenerationInfo(NOW, "benchmark", "here", "benchmark", "run-2"), true);
    double drawn = (System.nanoTime() - drawStart) / NANOS;
    SparkJobs.Count drawing = jobs.count().since(asking);
    return new ReportRun(
        asked,
        drawn,
        asking,
        drawing,
        heap.used(),
        heap.kept(),
        report.tables().collect(Collectors.toMap(Table::name, Totals::of)));
  }

  private static ReportOptions options(TableStore store) {
    return new ReportOptions(
        AMonth.SOURCE,
        AMonth.MONTH,
        AMonth.MONTH,
        3,
        Optional.empty(),
        Optional.empty(),
        List.of(),
        Thresholds.DEFAULTS,
        AllTables.versions(store),
        "benchmark");
  }
}
