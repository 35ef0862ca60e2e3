package io.lookouttrail.reports.query;

import static org.apache.spark.sql.functions.col;

import io.lookouttrail.run.UserError;
import io.lookouttrail.tables.JobRunsTable;
import io.lookouttrail.tables.TableStore;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Row;

/**
 * The table versions at the end of a run. With them, an old report can be made again.
 *
 * @param versions the version of each table by name, without tables that did not exist yet
 */
public record RunTableVersions(String runId, Instant finishedAt, Map<String, Long> versions) {
  public RunTableVersions {
    versions = Map.copyOf(new TreeMap<>(versions));
  }

  /**
   * Finds a run by its id or by a time.
   *
   * @param text a run's id, or a time: the newest run that had ended by then. A date means the end
   *     of that day, and a time without a zone is in UTC.
   * @throws UserError where no run matches
   */
  public static RunTableVersions of(TableStore store, String text) {
    Optional<Instant> time = time(text);
    Column condition =
        time.map(at -> col("finished_at").leq(at)).orElseGet(() -> col("run_id").equalTo(text));
    store.describe("Find the run in job_runs");
    List<Row> newest =
        store
            .read(JobRunsTable.SPEC)
            .where(condition)
            .where("size(table_versions) > 0")
            .orderBy(col("finished_at").desc(), col("run_id").desc())
            .select("run_id", "finished_at", "table_versions")
            .limit(1)
            .collectAsList();
    if (newest.isEmpty()) {
      throw UserError.cannot(
          "report on the tables as of " + text,
          time.isPresent()
              ? "no run had ended by then"
              : "no run with that id has ended over the tables at " + store.root(),
          "The table job_runs lists the runs: SELECT run_id, command, finished_at FROM job_runs.");
    }
    Row run = newest.get(0);
    return new RunTableVersions(
        run.getAs("run_id"),
        run.getAs("finished_at"),
        run.getJavaMap(run.fieldIndex("table_versions")));
  }

  /** Parses a time with a zone, a time in UTC, or a date; empty where the text is none of them. */
  static Optional<Instant> time(String text) {
    return Stream.<Function<String, Instant>>of(
            given -> OffsetDateTime.parse(given).toInstant(),
            given -> LocalDateTime.parse(given).toInstant(ZoneOffset.UTC),
            given ->
                LocalDate.parse(given)
                    .plusDays(1)
                    .atStartOfDay()
                    .toInstant(ZoneOffset.UTC)
                    .minusNanos(1_000))
        .flatMap(parse -> parsed(parse, text).stream())
        .findFirst();
  }

  private static Optional<Instant> parsed(Function<String, Instant> parse, String text) {
    try {
      return Optional.of(parse.apply(text));
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }
}
