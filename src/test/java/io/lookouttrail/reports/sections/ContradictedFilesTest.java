package io.lookouttrail.reports.sections;

import static org.assertj.core.api.Assertions.assertThat;

import io.lookouttrail.fixtures.ExpectedFigures;
import io.lookouttrail.fixtures.TestSpark;
import io.lookouttrail.reports.findings.facts.Thresholds;
import io.lookouttrail.reports.memory.DigestCheck;
import io.lookouttrail.reports.memory.ReportMemory;
import io.lookouttrail.reports.model.Column;
import io.lookouttrail.reports.model.Table;
import io.lookouttrail.reports.query.QueryContext;
import io.lookouttrail.reports.query.QueryRunner;
import io.lookouttrail.reports.query.ReportOptions;
import java.time.Instant;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The contradicted files of September 2025, by Spark and by plain code. */
class ContradictedFilesTest {
  private static final String A = "111122223333";
  private static final String B = "444455556666";
  private static final String EU = "eu-central-1";
  private static final StructType COLUMNS =
      new StructType()
          .add("kind", DataTypes.StringType)
          .add("object", DataTypes.StringType)
          .add("account_id", DataTypes.StringType)
          .add("region", DataTypes.StringType)
          .add("start_time", DataTypes.TimestampType)
          .add("end_time", DataTypes.TimestampType)
          .add("state", DataTypes.StringType)
          .add("severity", DataTypes.StringType)
          .add("actual_hash", DataTypes.StringType)
          .add("checked_at", DataTypes.TimestampType);

  @BeforeAll
  static void useTimesOfJava() {
    // The session that opens the tables sets this.
    TestSpark.session().conf().set("spark.sql.datetime.java8API.enabled", "true");
  }

  private static DigestCheck log(String object, String account, String start, String state) {
    Instant at = Instant.parse(start);
    return check("log", object, account, EU, at, at.plusSeconds(3600), state, "high");
  }

  private static DigestCheck check(
      String kind,
      String object,
      @Nullable String account,
      @Nullable String region,
      @Nullable Instant start,
      @Nullable Instant end,
      String state,
      String severity) {
    Instant checked = Instant.parse("2025-10-02T05:00:00Z");
    return new DigestCheck(
        kind, object, account, region, start, end, state, "none", severity, null, checked, null);
  }

  private static Tables both(List<DigestCheck> checks) {
    ContradictedFiles files =
        new ContradictedFiles(
            new ReportOptions(
                "lookoutvision.amazonaws.com",
                YearMonth.of(2025, 9),
                YearMonth.of(2025, 9),
                3,
                Optional.empty(),
                Optional.empty(),
                List.of(),
                Thresholds.DEFAULTS,
                Map.of(),
                "1.0.0"));
    List<Row> rows =
        checks.stream()
            .map(
                check ->
                    RowFactory.create(
                        check.kind(),
                        check.object(),
                        check.accountId(),
                        check.region(),
                        check.startTime(),
                        check.endTime(),
                        check.state(),
                        check.severity(),
                        check.actualHash(),
                        check.checkedAt()))
            .toList();
    try (QueryContext context = new QueryContext(TestSpark.session())) {
      context.table("states", TestSpark.session().createDataFrame(rows, COLUMNS));
      ReportMemory memory =
          new ReportMemory(
              List.of(), List.of(), List.of(), List.of(), List.of(), checks, List.of(), List.of(),
              List.of());
      return new Tables(
          new QueryRunner(context).table(files.query()),
          new QueryRunner(context, Optional.of(memory)).table(files.query()));
    }
  }

  /** The table of Spark and that of plain code. */
  private record Tables(Table onSpark, Table inMemory) {
    List<String> rows() {
      assertThat(ExpectedFigures.text(inMemory)).isEqualTo(ExpectedFigures.text(onSpark));
      assertThat(inMemory.columns()).isEqualTo(onSpark.columns());
      return ExpectedFigures.text(inMemory);
    }
  }

  @Test
  void objectsAreCountedByAccountRegionAndDayTheMostFilesFirst() {
    assertThat(
            both(List.of(
                    log("s3://b/p/2025/a.gz", A, "2025-09-02T14:00:00Z", "missing"),
                    log("s3://b/p/2025/ab.gz", A, "2025-09-02T14:59:59Z", "changed"),
                    log("s3://b/p/2025/b.gz", A, "2025-09-02T14:10:00Z", "changed"),
                    log("s3://b/p/x.gz", A, "2025-09-01T23:10:00Z", "undigested"),
                    log("s3://b/q/y.gz", B, "2025-09-02T03:10:00Z", "changed"),
                    log("s3://c/q/y.gz", B, "2025-09-02T05:10:00Z", "changed")))
                .rows())
        .containsExactly(
            A
                + "|eu-central-1|2025-09-02|3|changed 2, missing 1|14:00 to 15:00|s3://b/p/2025/|"
                + "s3://b/p/2025/a.gz|s3://b/p/2025/b.gz",
            B
                + "|eu-central-1|2025-09-02|2|changed 2|2 hours|s3://|"
                + "s3://b/q/y.gz|s3://c/q/y.gz",
            A
                + "|eu-central-1|2025-09-01|1|undigested 1|23:00 to 24:00|s3://b/p/|"
                + "s3://b/p/x.gz|s3://b/p/x.gz");
  }

  @Test
  void anObjectThatTwoDigestsContradictCountsOnce() {
    assertThat(
            both(List.of(
                    log("k/a.gz", A, "2025-09-02T14:00:00Z", "missing"),
                    log("k/a.gz", A, "2025-09-02T13:00:00Z", "changed"),
                    log("k/a.gz", A, "2025-09-02T12:00:00Z", "valid")))
                .rows())
        .containsExactly(
            A + "|eu-central-1|2025-09-02|1|changed 1|13:00 to 14:00|k/|k/a.gz|k/a.gz");
  }

  @Test
  void whatIsNotContradictedOrOfOtherMonthsDoesNotCount() {
    Instant lastHour = Instant.parse("2025-08-31T23:30:00Z");
    assertThat(
            both(List.of(
                    log("k/valid", A, "2025-09-02T14:00:00Z", "valid"),
                    log("k/gap", A, "2025-09-02T14:00:00Z", "gap"),
                    log("k/august", A, "2025-08-31T23:00:00Z", "changed"),
                    log("k/october", A, "2025-10-01T00:00:00Z", "changed"),
                    check("digest", "k/hole", A, EU, lastHour, lastHour, "missing", "high"),
                    log("k/into-september", A, "2025-08-31T23:30:00Z", "changed")))
                .rows())
        .containsExactly(
            A
                + "|eu-central-1|2025-08-31|1|changed 1|23:00 to 24:00|k/|"
                + "k/into-september|k/into-september");
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void plainCodeGivesWhatSparkGives(long seed) {
    Random random = new Random(seed);
    List<DigestCheck> checks = new ArrayList<>();
    for (int i = 0; i < 400; i++) {
      checks.add(anyCheck(random));
    }
    assertThat(both(checks).rows()).hasSizeGreaterThan(20);
  }

  private static DigestCheck anyCheck(Random random) {
    Instant start =
        Instant.parse("2025-08-30T00:00:00Z").plusSeconds(random.nextInt(33 * 24 * 12) * 300L);
    return check(
        pick(random, "log", "log", "digest"),
        pick(random, "", "a", "a/", "a/b/", "s3://x/", "s3://x/\uD83D\uDE00/", "\uFFFD/")
            + pick(random, "", "1", "22", "a/1", "\uD83D\uDE00", "\uFFFD")
            + random.nextInt(40),
        pick(random, A, B, null),
        pick(random, EU, EU, null),
        random.nextInt(8) == 0 ? null : start,
        random.nextInt(8) == 0 ? null : start.plusSeconds(random.nextInt(3) * 3600L),
        pick(random, "changed", "missing", "not_validated", "unreadable", "valid", "unknown_key"),
        pick(random, "high", "high", "low"));
  }

  private static @Nullable String pick(Random random, @Nullable String... some) {
    return some[random.nextInt(some.length)];
  }

  @ParameterizedTest
  @CsvSource({
    "a/b/c1, a/b/c2, a/b/",
    "a/b, a/b/c, a/",
    "a/b/, a/b/c, a/b/",
    "a/b/c, a/b/c, a/b/",
    "a, b, ''",
    "abc, abd, ''",
    "/a, /b, /",
  })
  void theFolderIsWhatBothNamesShare(String first, String last, String folder) {
    assertThat(ContradictedFiles.folder(first, last)).isEqualTo(folder);
  }

  @Test
  void withoutAContradictedFileTheTableIsEmpty() {
    assertThat(both(List.of()).inMemory().columns())
        .extracting(Column::name)
        .containsExactly(
            "account_id",
            "region",
            "day",
            "files",
            "states",
            "hours",
            "common_prefix",
            "first_object",
            "last_object");
    assertThat(both(List.of()).rows()).isEmpty();
  }
}
