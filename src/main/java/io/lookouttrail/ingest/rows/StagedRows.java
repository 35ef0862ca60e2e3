package io.lookouttrail.ingest.rows;

import static org.apache.spark.sql.types.DataTypes.BooleanType;
import static org.apache.spark.sql.types.DataTypes.LongType;

import io.lookouttrail.archive.LogFile;
import io.lookouttrail.scan.FileSummary;
import io.lookouttrail.scan.body.AfterFirstMember;
import io.lookouttrail.scan.body.Problem;
import io.lookouttrail.tables.IngestedFilesTable;
import io.lookouttrail.tables.QuarantineTable;
import io.lookouttrail.tables.RowMapping;
import java.util.Optional;
import java.util.SortedSet;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/** Mapping to the staged rows of problems and of file summaries. */
public final class StagedRows {
  private StagedRows() {}

  /** A problem of a file, and the run that found it. */
  private record FileProblem(LogFile file, Problem problem, RunStamp stamp) {}

  /**
   * A file that was scanned.
   *
   * @param delivery when it was delivered
   * @param eventSources the sources that it was scanned for
   * @param faulty whether the file or one of its records has a problem
   * @param refused whether access to it was denied
   */
  public record ScannedFile(
      LogFile file,
      FileDelivery delivery,
      SortedSet<String> eventSources,
      FileSummary summary,
      boolean faulty,
      boolean refused) {}

  private static final RowMapping<FileProblem> PROBLEM_ROW =
      RowMapping.<FileProblem>fill(QuarantineTable.SPEC.schema())
          .set("source_file", row -> row.file().sourceFile())
          .set("record_index", row -> recordIndex(row.problem()))
          .set("problem", row -> row.problem().kind().label())
          .set("detail", row -> row.problem().detail())
          .set("raw", row -> row.problem().raw())
          .set("account_id", row -> row.file().keyAccount())
          .set("region", row -> row.file().keyRegion())
          .set("run_id", row -> row.stamp().runId())
          .set("found_at", row -> row.stamp().ingestedAt())
          .set("resolved_at", row -> Optional.empty())
          .build();

  private static final RowMapping<ScannedFile> FILE_ROW =
      RowMapping.<ScannedFile>declare()
          .column(ledger("source_file"), row -> row.file().sourceFile())
          .column(ledger("bytes"), row -> row.file().bytes())
          .column(ledger("modified_at"), row -> row.file().modifiedAt())
          .column(ledger("account_id"), row -> row.file().keyAccount())
          .column(ledger("region"), row -> row.file().keyRegion())
          .column(ledger("delivered_at"), row -> row.delivery().at())
          .column(ledger("delivered_date"), row -> row.delivery().day())
          .column(ledger("oldest_event_at"), row -> row.delivery().oldestEvent())
          .column(ledger("event_sources"), row -> row.eventSources().toArray(String[]::new))
          .column(ledger("sha256"), row -> row.summary().sha256())
          .column(ledger("records"), row -> row.summary().records())
          .field("matched", LongType, row -> row.summary().matched())
          .column(ledger("other_sources"), row -> row.summary().otherSources())
          .column(ledger("rejected"), row -> row.summary().rejected())
          .column(
              ledger("after_first_member"),
              row -> row.summary().afterFirstMember().map(AfterFirstMember::label))
          .field("inflated_bytes", LongType, row -> row.summary().inflatedBytes())
          .field("faulty", BooleanType, ScannedFile::faulty)
          .field("refused", BooleanType, ScannedFile::refused)
          .build();

  public static final StructType PROBLEM = PROBLEM_ROW.schema();

  public static final StructType FILE = FILE_ROW.schema();

  public static Row problem(LogFile file, Problem problem, RunStamp stamp) {
    return PROBLEM_ROW.row(new FileProblem(file, problem, stamp));
  }

  public static Row file(ScannedFile file) {
    return FILE_ROW.row(file);
  }

  private static StructField ledger(String column) {
    return IngestedFilesTable.SPEC.schema().apply(column);
  }

  private static Optional<Integer> recordIndex(Problem problem) {
    return problem.recordIndex().isPresent()
        ? Optional.of(problem.recordIndex().getAsInt())
        : Optional.empty();
  }
}
