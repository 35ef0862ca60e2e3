package io.lookouttrail.reports.query;

import io.lookouttrail.reports.memory.DigestCheck;
import io.lookouttrail.reports.memory.LedgerFile;
import io.lookouttrail.reports.memory.MadeReport;
import io.lookouttrail.reports.memory.ModelRunPart;
import io.lookouttrail.reports.memory.QuarantineProblem;
import io.lookouttrail.reports.memory.ReportMemory;
import io.lookouttrail.tables.DigestFindingsTable;
import io.lookouttrail.tables.EventsTable;
import io.lookouttrail.tables.IngestedFilesTable;
import io.lookouttrail.tables.JobRunsTable;
import io.lookouttrail.tables.ModelRunsTable;
import io.lookouttrail.tables.QuarantineTable;
import io.lookouttrail.tables.TableSpec;
import io.lookouttrail.tables.direct.DataFile;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;

/**
 * Reads the rows of a report into memory, without Spark. Reading and grouping some hundred thousand
 * events takes less time than planning the Spark queries that would do the same.
 */
public final class MemoryReader {
  private final ReportOptions options;
  private final ReportLimits limits;
  private final TableFiles events;
  private final TableFiles modelRuns;
  private final TableFiles checks;
  private final TableFiles quarantine;
  private final TableFiles jobRuns;
  private final List<LedgerFile> files;

  private MemoryReader(
      ReportOptions options,
      ReportLimits limits,
      Map<TableSpec, TableFiles> tables,
      List<LedgerFile> files) {
    this.options = options;
    this.limits = limits;
    this.events = get(tables, EventsTable.SPEC);
    this.modelRuns = get(tables, ModelRunsTable.SPEC);
    this.checks = get(tables, DigestFindingsTable.SPEC);
    this.quarantine = get(tables, QuarantineTable.SPEC);
    this.jobRuns = get(tables, JobRunsTable.SPEC);
    this.files = files;
  }

  private static TableFiles get(Map<TableSpec, TableFiles> tables, TableSpec spec) {
    TableFiles table = tables.get(spec);
    if (table == null) {
      throw new IllegalArgumentException("the table " + spec.name() + " is not open");
    }
    return table;
  }

  /**
   * Opens the tables and reads the ledger.
   *
   * @return empty where the tables have more rows than the limits allow, or where only Spark can
   *     read them
   */
  public static Optional<MemoryReader> open(
      PinnedTables tables, ReportOptions options, ReportLimits limits) {
    Map<TableSpec, TableFiles> open = new HashMap<>();
    for (TableSpec spec : PINNED) {
      Optional<TableFiles> table =
          TableFiles.open(
              tables.store(), spec, Optional.ofNullable(tables.versions().get(spec.name())));
      table.ifPresent(found -> open.put(spec, found));
    }
    // The table versions of a report leave job_runs out; newer runs change no fact.
    TableFiles.openNewest(tables.store(), JobRunsTable.SPEC)
        .ifPresent(found -> open.put(JobRunsTable.SPEC, found));
    if (open.size() <= PINNED.size()) {
      return Optional.empty();
    }
    open.computeIfPresent(
        EventsTable.SPEC,
        (spec, events) -> events.where(file -> !isAfter(file, options.lastDay())));
    boolean few =
        open.values().stream()
            .allMatch(
                table ->
                    table.rows().filter(rows -> rows <= limits.maxRows(table.spec())).isPresent());
    return few
        ? Optional.of(
            new MemoryReader(
                options, limits, open, ledger(get(open, IngestedFilesTable.SPEC), options)))
        : Optional.empty();
  }

  private static final List<TableSpec> PINNED =
      List.of(
          EventsTable.SPEC,
          ModelRunsTable.SPEC,
          DigestFindingsTable.SPEC,
          QuarantineTable.SPEC,
          IngestedFilesTable.SPEC);

  private static boolean isAfter(DataFile events, LocalDate day) {
    return date(events).filter(date -> date.isAfter(day)).isPresent()
        && events.hasOnlyNulls("corrects_event_id");
  }

  private static Optional<LocalDate> date(DataFile events) {
    return Optional.ofNullable(events.partition().get("event_date")).map(LocalDate::parse);
  }

  private static List<LedgerFile> ledger(TableFiles table, ReportOptions options) {
    List<LedgerFile> files = new ArrayList<>();
    table.read(
        table.files(),
        MemoryMapping.LEDGER_COLUMNS,
        row -> files.add(MemoryMapping.ledgerFile(row, options.eventSource())));
    return files;
  }

  /** Returns the months of the ledger. */
  public IngestedMonths ledger() {
    return MonthsInMemory.of(files);
  }

  /**
   * Reads the other tables.
   *
   * @return empty where there are more kinds of calls or more changes than the limits allow
   */
  public Optional<ReportMemory> read() {
    Optional<EventTotals> totals = new EventReader(events, options, limits).read();
    return totals.map(
        found ->
            new ReportMemory(
                found.calls(),
                found.callsByFile(),
                found.changes(),
                found.history(),
                modelRuns(),
                newestChecks(),
                problems(),
                files,
                madeReports()));
  }

  private List<ModelRunPart> modelRuns() {
    String first = options.periods().monthBefore().toString();
    String last = options.to().toString();
    List<ModelRunPart> parts = new ArrayList<>();
    modelRuns.read(
        row -> {
          ModelRunPart part = MemoryMapping.modelRunPart(row);
          if (options.eventSource().equals(part.eventSource())
              && part.month().compareTo(first) >= 0
              && part.month().compareTo(last) <= 0) {
            parts.add(part);
          }
        });
    return parts;
  }

  /** A check and its place in the order of checks of one object. */
  private record OrderedCheck(DigestCheck check, @Nullable String runId) {
    private static final Comparator<OrderedCheck> BY_AGE =
        Comparator.<OrderedCheck, @Nullable Instant>comparing(
                ordered -> ordered.check().checkedAt(),
                Comparator.nullsFirst(Comparator.naturalOrder()))
            .thenComparing(OrderedCheck::runId, Comparator.nullsFirst(Comparator.naturalOrder()));
  }

  /** The checks of one object. */
  private static final class ObjectChecks {
    private final List<OrderedCheck> newest = new ArrayList<>(1);
    private @Nullable Instant contradictedAt;

    void add(OrderedCheck ordered) {
      int age = newest.isEmpty() ? 1 : OrderedCheck.BY_AGE.compare(ordered, newest.get(0));
      if (age > 0) {
        newest.clear();
      }
      if (age >= 0) {
        newest.add(ordered);
      }
      Instant at = ordered.check().checkedAt();
      if (at != null
          && ordered.check().isContradicted()
          && (contradictedAt == null || at.isAfter(contradictedAt))) {
        contradictedAt = at;
      }
    }

    Stream<DigestCheck> newest() {
      return newest.stream().map(ordered -> ordered.check().withContradictedAt(contradictedAt));
    }
  }

  private List<DigestCheck> newestChecks() {
    Map<List<@Nullable String>, ObjectChecks> byObject = new HashMap<>();
    checks.read(
        row -> {
          DigestCheck check = MemoryMapping.digestCheck(row);
          byObject
              .computeIfAbsent(
                  Arrays.asList(check.kind(), check.object()), object -> new ObjectChecks())
              .add(new OrderedCheck(check, row.getAs("run_id")));
        });
    return byObject.values().stream().flatMap(ObjectChecks::newest).toList();
  }

  private List<QuarantineProblem> problems() {
    List<Row> found = new ArrayList<>();
    quarantine.read(
        quarantine.files(),
        Stream.of(quarantine.spec().schema().fieldNames())
            .filter(name -> !name.equals("raw"))
            .toList(),
        found::add);
    Set<String> names = new HashSet<>();
    found.forEach(row -> names.add(row.getAs("source_file")));
    Map<String, LocalDate> delivered = new HashMap<>();
    for (LedgerFile file : files) {
      LocalDate day = file.deliveredDate();
      if (file.isNewest()
          && file.deliveredAt() != null
          && day != null
          && names.contains(file.sourceFile())) {
        delivered.put(file.sourceFile(), day);
      }
    }
    return found.stream()
        .map(row -> MemoryMapping.problem(row, delivered.get(row.<String>getAs("source_file"))))
        .toList();
  }

  private List<MadeReport> madeReports() {
    List<MadeReport> reports = new ArrayList<>();
    jobRuns.read(
        jobRuns.files(),
        MemoryMapping.JOB_COLUMNS,
        row ->
            MemoryMapping.madeReport(row, options.eventSource(), options.periods())
                .ifPresent(reports::add));
    return reports;
  }
}
