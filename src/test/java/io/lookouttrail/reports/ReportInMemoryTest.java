package io.lookouttrail.reports;

import static io.lookouttrail.fixtures.WorldReports.NOVEMBER;
import static io.lookouttrail.fixtures.WorldReports.SEPTEMBER;
import static org.assertj.core.api.Assertions.assertThat;

import io.lookouttrail.fixtures.ReportWorld;
import io.lookouttrail.fixtures.ReportWorldGrants;
import io.lookouttrail.fixtures.ReportWorldTables;
import io.lookouttrail.fixtures.SparkWork;
import io.lookouttrail.fixtures.TestSpark;
import io.lookouttrail.fixtures.WorldReports;
import io.lookouttrail.reports.memory.ReportMemory;
import io.lookouttrail.reports.query.MemoryReader;
import io.lookouttrail.reports.query.PinnedTables;
import io.lookouttrail.reports.query.ReportLimits;
import io.lookouttrail.reports.query.ReportOptions;
import io.lookouttrail.reports.render.ReportFiles;
import io.lookouttrail.reports.render.common.GenerationInfo;
import io.lookouttrail.run.Period;
import io.lookouttrail.tables.DigestFindingsTable;
import io.lookouttrail.tables.IngestedFilesTable;
import io.lookouttrail.tables.ModelRunsTable;
import io.lookouttrail.tables.QuarantineTable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.YearMonth;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A report that is computed in memory and one that Spark computes have the same bytes. */
class ReportInMemoryTest {
  private static final int FEW_JOBS = 3;

  /**
   * Jobs of a report that Spark computes, in every format; Delta reads its log in more of them on
   * Spark 3.5. A new table takes the job of another.
   */
  private static int mostJobs() {
    return TestSpark.session().version().startsWith("3.") ? 83 : 79;
  }

  private static final long MANY = 1_000_000;
  private static final GenerationInfo GENERATED =
      new GenerationInfo(Instant.parse("2025-11-02T08:00:00Z"), "ines", "host-7", "report", "r-1");

  @TempDir Path folder;

  static Stream<ReportOptions> reports() {
    YearMonth august = SEPTEMBER.minusMonths(1);
    YearMonth june = YearMonth.of(2025, 6);
    return Stream.of(
        WorldReports.options(ReportWorld.LOOKOUT, SEPTEMBER, SEPTEMBER),
        withPrice(WorldReports.options(ReportWorld.LOOKOUT, august, SEPTEMBER)),
        withPrice(WorldReports.options(ReportWorld.LOOKOUT, august, august)),
        WorldReports.options(ReportWorld.LOOKOUT, SEPTEMBER, SEPTEMBER)
            .compareTo(new Period(august, SEPTEMBER)),
        WorldReports.options(ReportWorld.LOOKOUT, june, june),
        granted(WorldReports.options(ReportWorld.LOOKOUT, SEPTEMBER, SEPTEMBER)),
        granted(WorldReports.options(ReportWorld.CODEBUILD, SEPTEMBER, SEPTEMBER)),
        WorldReports.options(ReportWorld.CODEBUILD, SEPTEMBER, SEPTEMBER));
  }

  private static ReportOptions granted(ReportOptions options) {
    return options.withAuthorization(ReportWorldGrants.details());
  }

  private static ReportOptions withPrice(ReportOptions options) {
    return new ReportOptions(
        options.eventSource(),
        options.from(),
        options.to(),
        options.latenessDays(),
        Optional.of(new BigDecimal("4.10")),
        options.scope(),
        options.accepted(),
        options.thresholds(),
        options.versions(),
        options.productVersion());
  }

  @ParameterizedTest
  @MethodSource("reports")
  void hasTheBytesOfSpark(ReportOptions options) throws IOException {
    Path inMemory = write(options, ReportLimits.DEFAULTS, "memory");
    Path onSpark = write(options, ReportLimits.SPARK_ALWAYS, "spark");
    assertThat(checksums(inMemory)).isEqualTo(checksums(onSpark)).contains("changes.csv");
  }

  private static String checksums(Path report) throws IOException {
    return Files.readString(report.resolve(ReportFiles.SUMS));
  }

  private Path write(ReportOptions options, ReportLimits limits, String name) throws IOException {
    Path out = Files.createDirectory(folder.resolve(name));
    return new ReportJob(ReportWorldTables.store(), options, NOVEMBER, limits)
        .run(
            report -> {
              try {
                ReportFiles.write(report, GENERATED, out);
                return out;
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            });
  }

  /** A month's report in every format needs a handful of Spark jobs at most. */
  @Test
  void aMonthNeedsAHandfulOfSparkJobs() throws IOException {
    ReportOptions options = WorldReports.options(ReportWorld.LOOKOUT, SEPTEMBER, SEPTEMBER);
    assertThat(jobs(options, ReportLimits.DEFAULTS, "memory")).isLessThanOrEqualTo(FEW_JOBS);
    // The first report reads the tables' logs, in jobs of Delta.
    jobs(options, ReportLimits.SPARK_ALWAYS, "first");
    assertThat(jobs(options, ReportLimits.SPARK_ALWAYS, "spark"))
        .isGreaterThan(FEW_JOBS)
        .isLessThanOrEqualTo(mostJobs());
    ReportOptions period =
        WorldReports.options(ReportWorld.LOOKOUT, SEPTEMBER.minusMonths(1), SEPTEMBER);
    assertThat(jobs(period, ReportLimits.SPARK_ALWAYS, "period")).isLessThanOrEqualTo(mostJobs());
  }

  /** What is granted is compared with the calls in one Spark job, or in none. */
  @Test
  void authorizationDetailsNeedOneMoreSparkJobAtMost() throws IOException {
    ReportOptions plain = WorldReports.options(ReportWorld.LOOKOUT, SEPTEMBER, SEPTEMBER);
    // The first report reads the tables' logs, in jobs of Delta.
    write(plain, ReportLimits.SPARK_ALWAYS, "first");
    assertThat(jobs(granted(plain), ReportLimits.DEFAULTS, "memory"))
        .isEqualTo(jobs(plain, ReportLimits.DEFAULTS, "memory-plain"));
    assertThat(jobs(granted(plain), ReportLimits.SPARK_ALWAYS, "spark"))
        .isEqualTo(jobs(plain, ReportLimits.SPARK_ALWAYS, "spark-plain") + 1);
  }

  private int jobs(ReportOptions options, ReportLimits limits, String name) throws IOException {
    AtomicInteger jobs = new AtomicInteger();
    SparkWork.during(
        TestSpark.session(),
        () -> {
          try {
            return write(options, limits, name);
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        },
        work -> jobs.set(work.jobs()));
    return jobs.get();
  }

  /** Each limit is the largest number of rows with which a report is computed in memory. */
  @Test
  void isInMemoryUpToItsLimits() {
    ReportOptions options = WorldReports.options(ReportWorld.LOOKOUT, SEPTEMBER, SEPTEMBER);
    PinnedTables tables = new PinnedTables(ReportWorldTables.store(), options.versions());
    long events =
        ReportWorld.calls().stream().filter(call -> !call.day().isAfter(options.lastDay())).count();
    long others = largestOtherTable(tables);
    assertThat(fits(tables, options, new ReportLimits(events, others, MANY))).isTrue();
    assertThat(fits(tables, options, new ReportLimits(events - 1, others, MANY))).isFalse();
    assertThat(fits(tables, options, new ReportLimits(events, others - 1, MANY))).isFalse();
    long groups = groups(tables, options);
    assertThat(fits(tables, options, new ReportLimits(events, others, groups - 1))).isFalse();
  }

  private static long largestOtherTable(PinnedTables tables) {
    return Stream.of(
            IngestedFilesTable.SPEC,
            DigestFindingsTable.SPEC,
            ModelRunsTable.SPEC,
            QuarantineTable.SPEC)
        .mapToLong(table -> tables.read(table).count())
        .max()
        .orElseThrow();
  }

  private static long groups(PinnedTables tables, ReportOptions options) {
    ReportMemory memory =
        MemoryReader.open(tables, options, ReportLimits.DEFAULTS)
            .flatMap(MemoryReader::read)
            .orElseThrow();
    return (long) memory.calls().size()
        + memory.callsByFile().size()
        + memory.changes().size()
        + memory.history().size();
  }

  private static boolean fits(PinnedTables tables, ReportOptions options, ReportLimits limits) {
    return MemoryReader.open(tables, options, limits).flatMap(MemoryReader::read).isPresent();
  }
}
