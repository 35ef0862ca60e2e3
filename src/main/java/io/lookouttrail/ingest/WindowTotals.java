package io.lookouttrail.ingest;

import io.lookouttrail.run.RunId;
import io.lookouttrail.run.Window;
import io.lookouttrail.scan.body.Problem;
import io.lookouttrail.tables.DirectRows;
import io.lookouttrail.tables.IngestedFilesTable;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;

/** Adds up the {@link WindowSummary} from rows that are read without Spark. */
final class WindowTotals {
  private static final List<String> COUNTS =
      List.of("records", "kept", "duplicates", "other_sources", "rejected");

  private static final List<String> LEDGER_COLUMNS =
      List.of(
          "source_file",
          "account_id",
          "region",
          "delivered_at",
          "delivered_date",
          "run_id",
          "records",
          "kept",
          "duplicates",
          "other_sources",
          "rejected",
          "status",
          "superseded_at",
          "bytes");

  private final Window window;
  private final String runId;
  private final boolean allDated;
  private final Map<String, Long> ofRun = new HashMap<>();

  /** The unresolved problems of each file that has some, in and outside the window. */
  private final Map<String, List<String>> problemsOfFiles = new HashMap<>();

  private final SortedMap<String, Long> openProblems = new TreeMap<>();
  private long archivedBytes;

  private final SortedMap<String, RewrittenFile> rewritten = new TreeMap<>();
  private long quarantined;
  private long unbalanced;

  private WindowTotals(Window window, RunId runId, boolean allDated) {
    this.window = window;
    this.runId = runId.value();
    this.allDated = allDated;
  }

  /**
   * @param files the ledger's rows; may hold files outside the window
   * @param problems the rows of the table {@code quarantine}
   * @param allDated whether the key of every file of the run has a date
   */
  static WindowSummary of(
      DirectRows files, DirectRows problems, Window window, RunId runId, boolean allDated) {
    WindowTotals totals = new WindowTotals(window, runId, allDated);
    problems.read(List.of("source_file", "problem", "resolved_at"), totals::addProblem);
    files.read(LEDGER_COLUMNS, totals::add);
    return totals.summary();
  }

  private void add(Row file) {
    boolean own = runId.equals(file.<String>getAs("run_id"));
    if (!isInWindow(file) && (allDated || !(own || file.getAs("delivered_at") == null))) {
      return;
    }
    if (own) {
      COUNTS.forEach(name -> ofRun.merge(name, count(file, name), Long::sum));
    }
    long parts =
        count(file, "kept")
            + count(file, "duplicates")
            + count(file, "other_sources")
            + count(file, "rejected");
    unbalanced += count(file, "records") == parts ? 0 : 1;
    String name = file.getAs("source_file");
    if (file.getAs("superseded_at") != null) {
      Optional<String> account = Optional.ofNullable(file.<String>getAs("account_id"));
      rewritten.put(name, new RewrittenFile(name, account));
    } else {
      addNewest(name, file);
    }
  }

  private void addNewest(String name, Row file) {
    quarantined +=
        IngestedFilesTable.STATUS_QUARANTINED.equals(file.<String>getAs("status")) ? 1 : 0;
    for (String problem : problemsOfFiles.getOrDefault(name, List.of())) {
      openProblems.merge(problem, 1L, Long::sum);
      archivedBytes += Problem.Kind.ARCHIVED.label().equals(problem) ? count(file, "bytes") : 0;
    }
  }

  private void addProblem(Row problem) {
    if (problem.isNullAt(2)) {
      problemsOfFiles
          .computeIfAbsent(problem.getString(0), file -> new ArrayList<>())
          .add(problem.getString(1));
    }
  }

  private boolean isInWindow(Row file) {
    LocalDate day = file.getAs("delivered_date");
    return window.firstDeliveryDay().filter(day::isBefore).isEmpty()
        && window.lastDeliveryDay().filter(day::isAfter).isEmpty()
        && isAmong(window.accounts(), file.getAs("account_id"))
        && isAmong(window.regions(), file.getAs("region"));
  }

  /** A file whose key contains no account or Region matches any. */
  private static boolean isAmong(Collection<String> chosen, @Nullable String value) {
    return chosen.isEmpty() || value == null || chosen.contains(value);
  }

  private WindowSummary summary() {
    return new WindowSummary(
        ofRun.getOrDefault("records", 0L),
        ofRun.getOrDefault("kept", 0L),
        ofRun.getOrDefault("duplicates", 0L),
        ofRun.getOrDefault("other_sources", 0L),
        ofRun.getOrDefault("rejected", 0L),
        quarantined,
        unbalanced,
        openProblems,
        archivedBytes,
        List.copyOf(rewritten.values()));
  }

  private static long count(Row file, String column) {
    return Objects.requireNonNullElse(file.<Long>getAs(column), 0L);
  }
}
