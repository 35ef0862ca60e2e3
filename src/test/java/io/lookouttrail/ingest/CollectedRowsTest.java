package io.lookouttrail.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.lookouttrail.archive.LogFile;
import io.lookouttrail.fixtures.TestSpark;
import io.lookouttrail.ingest.rows.BatchStats;
import io.lookouttrail.ingest.rows.RunStamp;
import io.lookouttrail.ingest.rows.StagedKind;
import io.lookouttrail.ingest.rows.StagedRows;
import io.lookouttrail.scan.body.Problem;
import io.lookouttrail.tables.staging.ParquetRowFileFormat;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rows of a scan, in memory and in files. */
class CollectedRowsTest {
  private static final Instant TIME = Instant.parse("2025-09-03T10:05:00Z");

  /** Heap that a row of {@link #problem} counts for. */
  private static final long ROW = 1_000 + 1;

  @TempDir Path folder;

  private CollectedRows rows(RowBudget budget, String name) {
    ParquetRowFileFormat.Prepared staging =
        ParquetRowFileFormat.prepareStaging(new Configuration(false));
    String uri = folder.toUri().toString();
    return new CollectedRows(
        budget, () -> new StagedFileWriters(staging.format(), staging.settings(), uri, name));
  }

  private static Row problem(int index) {
    LogFile file =
        new LogFile("file:///a.json.gz", "/a.json.gz", 10, TIME, null, "us-east-1", TIME);
    return StagedRows.problem(
        file,
        new Problem(Problem.Kind.BAD_RECORD, OptionalInt.of(index), "why", Optional.of("{")),
        new RunStamp("a run", TIME));
  }

  private static void add(CollectedRows rows, int... indexes) {
    for (int index : indexes) {
      rows.add(StagedKind.PROBLEM, problem(index));
    }
  }

  private static List<Integer> indexes(List<Row> problems) {
    return problems.stream().map(row -> row.<Integer>getAs("record_index")).toList();
  }

  @Test
  void staysInMemoryWhileItFits() {
    RowBudget budget = new RowBudget(2 * ROW);
    try (CollectedRows rows = rows(budget, "0")) {
      add(rows, 1, 2);

      assertThat(budget.isExceeded()).isFalse();
      assertThat(indexes(rows.of(StagedKind.PROBLEM))).containsExactly(1, 2);
      assertThat(folder).isEmptyDirectory();
    }
  }

  /** One thread ended before the rows of another were too many. */
  @Test
  void hasEachRowInAFileOnceWhereTheRowsOfAllThreadsDoNotFit() {
    RowBudget budget = new RowBudget(3 * ROW);
    try (CollectedRows early = rows(budget, "0");
        CollectedRows late = rows(budget, "1")) {
      add(early, 1, 2);
      add(late, 3, 4, 5);

      assertThat(budget.isExceeded()).isTrue();
      assertThat(late.of(StagedKind.PROBLEM)).isEmpty();
      List<ScanTaskResult> staged =
          List.of(
              new ScanTaskResult("0", early.stage(), BatchStats.of(List.of())),
              new ScanTaskResult("1", late.stage(), BatchStats.of(List.of())));
      StagedBatch batch = StagedBatch.read(TestSpark.session(), folder.toUri().toString(), staged);
      assertThat(indexes(batch.problems().collectAsList()))
          .containsExactlyInAnyOrder(1, 2, 3, 4, 5);
      assertThat(batch.events().isEmpty()).isTrue();
    }
  }
}
