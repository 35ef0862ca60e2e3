package io.lookouttrail.reports.sections;

import io.lookouttrail.reports.memory.CallCount;
import io.lookouttrail.reports.memory.Figure;
import io.lookouttrail.reports.memory.FileCalls;
import io.lookouttrail.reports.memory.Grouping;
import io.lookouttrail.reports.memory.LedgerFile;
import io.lookouttrail.reports.memory.ReportMemory;
import io.lookouttrail.reports.memory.ResultColumn;
import io.lookouttrail.reports.memory.ResultRow;
import io.lookouttrail.reports.memory.ResultRows;
import io.lookouttrail.reports.model.Column;
import io.lookouttrail.reports.query.ReportOptions;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The tables of the evidence as plain code; {@link EvidenceQueries} has their SQL. */
record EvidenceTables(ReportOptions options) {

  ResultRows reconciliation(ReportMemory memory) {
    return new Grouping<LedgerFile>()
        .key("account_id", Column.Type.TEXT, LedgerFile::accountId)
        .key("region", Column.Type.TEXT, LedgerFile::region)
        .countIf("files", LedgerFile::isNewest)
        .sum("bytes", file -> orZero(file.bytes()))
        .sum("records", file -> orZero(file.records()))
        .sum("kept", file -> orZero(file.kept()))
        .sum("duplicates", file -> orZero(file.duplicates()))
        .sum("other_sources", file -> orZero(file.otherSources()))
        .sum("rejected", file -> orZero(file.rejected()))
        .countIf("files_not_balanced", LedgerFile::isUnbalanced)
        .countIf("files_quarantined", file -> "quarantined".equals(file.status()))
        .countIf("files_rewritten", file -> !file.isNewest())
        .figure("first_delivery", Column.Type.MOMENT, Figure.min(LedgerFile::deliveredAt))
        .figure("last_delivery", Column.Type.MOMENT, Figure.max(LedgerFile::deliveredAt))
        .of(LedgerWindow.of(memory, options).files());
  }

  private static long orZero(@Nullable Long number) {
    return number == null ? 0 : number;
  }

  /** What a file, or the calls of a file, add to a proof. */
  private record Part(
      String proof, long files, long bytes, long kept, long calls, long elsewhere) {}

  ResultRows proof(ReportMemory memory) {
    LedgerWindow window = LedgerWindow.of(memory, options);
    Map<String, String> proofs = window.proofByFile();
    Set<String> newest = window.newest();
    Stream<Part> files =
        window.files().stream()
            .map(
                file ->
                    new Part(
                        LedgerWindow.proof(proofs, file.sourceFile()),
                        file.isNewest() ? 1 : 0,
                        orZero(file.bytes()),
                        orZero(file.kept()),
                        0,
                        0));
    Stream<Part> calls =
        memory.callsByFile().stream()
            .filter(FileCalls::counts)
            .filter(row -> isInPeriod(row.eventDate()))
            .map(
                row ->
                    new Part(
                        LedgerWindow.proof(proofs, row.sourceFile()),
                        0,
                        0,
                        0,
                        row.calls(),
                        row.sourceFile() != null && newest.contains(row.sourceFile())
                            ? 0
                            : row.calls()));
    return withPercents(
        new Grouping<Part>()
            .key("proof", Column.Type.TEXT, Part::proof)
            .sum("files", Part::files)
            .sum("bytes", Part::bytes)
            .sum("kept", Part::kept)
            .sum("calls", Part::calls)
            .sum("calls_from_elsewhere", Part::elsewhere)
            .of(Stream.concat(files, calls).toList()));
  }

  private boolean isInPeriod(LocalDate day) {
    return !day.isBefore(options.firstDay()) && !day.isAfter(options.lastDay());
  }

  /** The places of files, bytes and calls in a row of the proof. */
  private static final Map<String, Integer> SHARES =
      Map.of("files_percent", 1, "bytes_percent", 2, "calls_percent", 4);

  private static ResultRows withPercents(ResultRows sums) {
    List<String> names = List.of("files_percent", "bytes_percent", "calls_percent");
    List<ResultColumn> columns = new ArrayList<>(sums.columns());
    names.forEach(name -> columns.add(new ResultColumn(name, Column.Type.DECIMAL)));
    List<ResultRow> rows = new ArrayList<>();
    for (ResultRow row : sums.rows()) {
      List<@Nullable Object> cells = new ArrayList<>(row.cells());
      for (String name : names) {
        int place = Objects.requireNonNull(SHARES.get(name));
        long total = sums.rows().stream().mapToLong(other -> number(other, place)).sum();
        cells.add(total == 0 ? null : 100.0 * number(row, place) / total);
      }
      rows.add(new ResultRow(cells));
    }
    return new ResultRows(columns, rows);
  }

  private static long number(ResultRow row, int place) {
    return (Long) Objects.requireNonNull(row.cells().get(place));
  }

  /** What a file or a call adds to an account. */
  private record OfAccount(
      String accountId, long files, long records, @Nullable Instant deliveredAt, long calls) {}

  ResultRows accounts(ReportMemory memory) {
    Stream<OfAccount> files =
        LedgerWindow.of(memory, options).files().stream()
            .map(
                file ->
                    new OfAccount(
                        Objects.requireNonNullElse(file.accountId(), "unknown"),
                        file.isNewest() ? 1 : 0,
                        orZero(file.records()),
                        file.deliveredAt(),
                        0));
    Stream<OfAccount> calls =
        memory.calls().stream()
            .filter(CallCount::inPeriod)
            .map(call -> new OfAccount(call.accountId(), 0, 0, null, call.calls()));
    return new Grouping<OfAccount>()
        .key("account_id", Column.Type.TEXT, OfAccount::accountId)
        .sum("files", OfAccount::files)
        .sum("records", OfAccount::records)
        .figure("first_delivery", Column.Type.MOMENT, Figure.min(OfAccount::deliveredAt))
        .figure("last_delivery", Column.Type.MOMENT, Figure.max(OfAccount::deliveredAt))
        .sum("calls", OfAccount::calls)
        .of(Stream.concat(files, calls).toList());
  }

  ResultRows quarantine(ReportMemory memory) {
    List<ResultRow> rows =
        memory.problems().stream()
            .filter(problem -> problem.isOpen() && isInWindow(problem.deliveredDate()))
            .map(
                problem ->
                    ResultRow.of(
                        problem.sourceFile(),
                        problem.recordIndex(),
                        problem.problem(),
                        problem.detail(),
                        problem.accountId(),
                        problem.region(),
                        problem.foundAt()))
            .toList();
    return new ResultRows(PROBLEM_COLUMNS, rows)
        .orderedBy("source_file", "record_index", "problem");
  }

  private boolean isInWindow(@Nullable LocalDate day) {
    return day == null
        || (!day.isBefore(options.firstDay()) && !day.isAfter(options.lastDelivery()));
  }

  private static final List<ResultColumn> PROBLEM_COLUMNS =
      List.of(
          new ResultColumn("source_file", Column.Type.TEXT),
          new ResultColumn("record_index", Column.Type.WHOLE),
          new ResultColumn("problem", Column.Type.TEXT),
          new ResultColumn("detail", Column.Type.TEXT),
          new ResultColumn("account_id", Column.Type.TEXT),
          new ResultColumn("region", Column.Type.TEXT),
          new ResultColumn("found_at", Column.Type.MOMENT));

  /** A day of an account and Region, and its state. */
  record CoverageDay(
      @Nullable String accountId,
      @Nullable String region,
      LocalDate date,
      String state,
      long files) {}

  static ResultRows coverage(List<CoverageDay> days) {
    Grouping<CoverageDay> all =
        new Grouping<CoverageDay>()
            .key("account_id", Column.Type.TEXT, CoverageDay::accountId)
            .key("region", Column.Type.TEXT, CoverageDay::region)
            .key("date", Column.Type.DAY, CoverageDay::date)
            .key("state", Column.Type.TEXT, CoverageDay::state)
            .key("files", Column.Type.WHOLE, CoverageDay::files);
    return all.of(days);
  }

  static ResultRows coverageByRegion(List<CoverageDay> days) {
    return new Grouping<CoverageDay>()
        .key("account_id", Column.Type.TEXT, CoverageDay::accountId)
        .key("region", Column.Type.TEXT, CoverageDay::region)
        .countIf("logs", has("logs"))
        .countIf("empty_proven", has("empty, proven by digest"))
        .countIf("unproven", has("no file, unproven"))
        .countIf("gap", has("gap"))
        .countIf("not_ingested", has("not ingested"))
        .of(days);
  }

  private static Predicate<CoverageDay> has(String state) {
    return day -> day.state().equals(state);
  }

  /** Returns the changes of the report's months, with the proof of their files. */
  ResultRows changes(ReportMemory memory) {
    Map<String, String> proofs = LedgerWindow.of(memory, options).proofByFile();
    List<ResultRow> rows =
        memory.changes().stream()
            .filter(change -> isInPeriod(change.eventDate()))
            .map(
                change ->
                    ResultRow.of(
                        change.eventTime(),
                        change.eventId(),
                        change.actor(),
                        change.accountId(),
                        change.region(),
                        change.action(),
                        change.resourceArn(),
                        change.outcome(),
                        change.sourceIp(),
                        change.sourceFile(),
                        change.recordIndex(),
                        LedgerWindow.proof(proofs, change.sourceFile())))
            .toList();
    return new ResultRows(CHANGE_COLUMNS, rows).orderedBy("event_time", "event_id", "account_id");
  }

  private static final List<ResultColumn> CHANGE_COLUMNS =
      List.of(
          new ResultColumn("event_time", Column.Type.MOMENT),
          new ResultColumn("event_id", Column.Type.TEXT),
          new ResultColumn("actor", Column.Type.TEXT),
          new ResultColumn("account_id", Column.Type.TEXT),
          new ResultColumn("region", Column.Type.TEXT),
          new ResultColumn("action", Column.Type.TEXT),
          new ResultColumn("resource_arn", Column.Type.TEXT),
          new ResultColumn("outcome", Column.Type.TEXT),
          new ResultColumn("source_ip", Column.Type.TEXT),
          new ResultColumn("source_file", Column.Type.TEXT),
          new ResultColumn("record_index", Column.Type.WHOLE),
          new ResultColumn("proof", Column.Type.TEXT));
}
