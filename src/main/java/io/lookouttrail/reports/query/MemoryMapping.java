package io.lookouttrail.reports.query;

import static java.util.Objects.requireNonNull;

import io.lookouttrail.reports.memory.DigestCheck;
import io.lookouttrail.reports.memory.LedgerFile;
import io.lookouttrail.reports.memory.MadeReport;
import io.lookouttrail.reports.memory.ModelRunPart;
import io.lookouttrail.reports.memory.QuarantineProblem;
import io.lookouttrail.tables.FileVersions;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;

/** Maps rows of the tables to the rows of a report in memory. */
final class MemoryMapping {
  private MemoryMapping() {}

  /** The columns of the ledger that a report reads. */
  static final List<String> LEDGER_COLUMNS =
      List.of(
          "source_file",
          "event_sources",
          "account_id",
          "region",
          "delivered_at",
          "delivered_date",
          "oldest_event_at",
          "ingested_at",
          "sha256",
          "bytes",
          "records",
          "kept",
          "duplicates",
          "other_sources",
          "rejected",
          "status",
          "superseded_at",
          FileVersions.VERSION);

  /** The columns of {@code job_runs} that a report reads. */
  static final List<String> JOB_COLUMNS =
      List.of(
          "command",
          "outcome",
          "started_at",
          "finished_at",
          "event_sources",
          "window_from",
          "window_to");

  static LedgerFile ledgerFile(Row row, String eventSource) {
    Integer version = row.getAs(FileVersions.VERSION);
    return new LedgerFile(
        row.getAs("source_file"),
        contains(row, "event_sources", eventSource),
        row.getAs("account_id"),
        row.getAs("region"),
        row.getAs("delivered_at"),
        row.getAs("delivered_date"),
        row.getAs("oldest_event_at"),
        row.getAs("ingested_at"),
        row.getAs("sha256"),
        row.getAs("bytes"),
        row.getAs("records"),
        row.getAs("kept"),
        row.getAs("duplicates"),
        row.getAs("other_sources"),
        row.getAs("rejected"),
        row.getAs("status"),
        row.getAs("superseded_at"),
        version == null ? FileVersions.FIRST : version);
  }

  private static boolean contains(Row row, String column, String text) {
    int place = row.fieldIndex(column);
    return !row.isNullAt(place) && row.getList(place).contains(text);
  }

  static ModelRunPart modelRunPart(Row row) {
    return new ModelRunPart(
        requireNonNull(row.<String>getAs("month")),
        row.getAs("event_source"),
        row.getAs("run_key"),
        row.getAs("account_id"),
        row.getAs("region"),
        row.getAs("project_name"),
        row.getAs("model_version"),
        row.getAs("run_started_at"),
        row.getAs("run_stopped_at"),
        row.getAs("open"),
        row.getAs("started_at"),
        row.getAs("stopped_at"),
        row.getAs("stopped_by"),
        row.getAs("started_by"),
        row.getAs("hours"),
        row.getAs("units_low"),
        row.getAs("units_high"),
        row.getAs("inference_hours_low"),
        row.getAs("inference_hours_high"),
        row.getAs("detections"),
        row.getAs("idle_hours"),
        row.getAs("notes"));
  }

  static DigestCheck digestCheck(Row row) {
    return new DigestCheck(
        row.getAs("kind"),
        row.getAs("object"),
        row.getAs("account_id"),
        row.getAs("region"),
        row.getAs("start_time"),
        row.getAs("end_time"),
        row.getAs("state"),
        row.getAs("proof"),
        row.getAs("severity"),
        row.getAs("actual_hash"),
        row.getAs("checked_at"),
        null);
  }

  /**
   * Maps a problem in quarantine.
   *
   * @param delivered the delivery day of its file; null where it is not known
   */
  static QuarantineProblem problem(Row row, @Nullable LocalDate delivered) {
    return new QuarantineProblem(
        row.getAs("source_file"),
        row.getAs("record_index"),
        row.getAs("problem"),
        row.getAs("detail"),
        row.getAs("account_id"),
        row.getAs("region"),
        row.getAs("found_at"),
        row.getAs("resolved_at"),
        delivered);
  }

  /** Maps a row of {@code job_runs}; empty unless it is a report that {@link ReportRows} counts. */
  static Optional<MadeReport> madeReport(Row row, String eventSource, ReportPeriods periods) {
    String command = row.getAs("command");
    String outcome = row.getAs("outcome");
    LocalDate from = row.getAs("window_from");
    LocalDate to = row.getAs("window_to");
    // The command monthly ingests before it reports: the report holds what that run ingested.
    boolean monthly = "monthly".equals(command);
    Instant madeAt = row.getAs(monthly ? "finished_at" : "started_at");
    boolean counts =
        (monthly || "report".equals(command))
            && outcome != null
            && outcome.startsWith("done")
            && contains(row, "event_sources", eventSource);
    return counts
            && madeAt != null
            && from != null
            && to != null
            && !from.isAfter(periods.lastDay())
            && !to.isBefore(periods.firstDayBefore())
        ? Optional.of(new MadeReport(madeAt, from, to))
        : Optional.empty();
  }
}
