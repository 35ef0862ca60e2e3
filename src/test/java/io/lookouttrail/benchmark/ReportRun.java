package io.lookouttrail.benchmark;

import com.sun.management.OperatingSystemMXBean;
import io.lookouttrail.reports.ReportJob;
import io.lookouttrail.reports.findings.facts.Thresholds;
import io.lookouttrail.reports.model.Report;
import io.lookouttrail.reports.model.Table;
import io.lookouttrail.reports.publish.ReportFolder;
import io.lookouttrail.reports.query.ReportOptions;
import io.lookouttrail.reports.render.common.GenerationInfo;
import io.lookouttrail.tables.AllTables;
import io.lookouttrail.tables.TableStore;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Measured run of a month's report in every format.
 *
 * @param cpuSeconds CPU time of all threads of the process
 * @param querying Spark's jobs before the first file is rendered
 * @param rendering Spark's jobs for the tables that are too long to keep in memory
 * @param usedBytes maximum heap use, with garbage
 * @param keptBytes maximum heap use after a collection
 * @param totals totals of each table, by its name
 */
record ReportRun(
    double querySeconds,
    double renderSeconds,
    double cpuSeconds,
    SparkJobs.Count querying,
    SparkJobs.Count rendering,
    long usedBytes,
    long keptBytes,
    Map<String, Totals> totals) {
  private static final Instant NOW = Instant.parse("2025-11-02T10:00:00Z");
  private static final double NANOS = 1e9;
  private static final OperatingSystemMXBean MACHINE =
      ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

  double seconds() {
    return querySeconds + renderSeconds;
  }

  /**
   * Makes the report of {@link SyntheticMonth}.
   *
   * @param out folder of the report; an earlier one is replaced
   */
  static ReportRun measure(TableStore store, Path out) {
    ReportFolder folder =
        ReportFolder.at(out.toString(), store.spark().sparkContext().hadoopConfiguration());
    try (HeapPeak heap = new HeapPeak();
        SparkJobs jobs = new SparkJobs(store.spark().sparkContext())) {
      long start = System.nanoTime();
      long cpuStart = MACHINE.getProcessCpuTime();
      return new ReportJob(store, options(store), Clock.fixed(NOW, ZoneOffset.UTC))
          .run(report -> publish(report, folder, start, cpuStart, heap, jobs));
    }
  }

  /** Totals are computed after the measurement, because they query long tables again. */
  private static ReportRun publish(
      Report report,
      ReportFolder folder,
      long start,
      long cpuStart,
      HeapPeak heap,
      SparkJobs jobs) {
    double querySeconds = (System.nanoTime() - start) / NANOS;
    SparkJobs.Count querying = jobs.count();
    long renderStart = System.nanoTime();
    folder.publish(
        report, new GenerationInfo(NOW, "benchmark", "here", "benchmark", "run-2"), true);
    double renderSeconds = (System.nanoTime() - renderStart) / NANOS;
    double cpuSeconds = (MACHINE.getProcessCpuTime() - cpuStart) / NANOS;
    SparkJobs.Count rendering = jobs.count().since(querying);
    return new ReportRun(
        querySeconds,
        renderSeconds,
        cpuSeconds,
        querying,
        rendering,
        heap.used(),
        heap.kept(),
        report.tables().collect(Collectors.toMap(Table::name, Totals::of)));
  }

  private static ReportOptions options(TableStore store) {
    return new ReportOptions(
        SyntheticMonth.SOURCE,
        SyntheticMonth.MONTH,
        SyntheticMonth.MONTH,
        3,
        Optional.empty(),
        Optional.empty(),
        List.of(),
        Thresholds.DEFAULTS,
        AllTables.versions(store),
        "benchmark");
  }
}
