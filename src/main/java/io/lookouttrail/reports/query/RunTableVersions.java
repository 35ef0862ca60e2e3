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
 * The tables as a run left them, which is what an old report can be made of again.
 *
 * @param versions the version of each table by name; a table that was not there yet is left out
 */
public record RunTableVersions(String runId, Instant finishedAt, Map<String, Long> versions) {
  public RunTableVersions {
    versions = Map.copyOf(new TreeMap<>(versions));
  }

  /**
   * Finds the run that is meant.
   *
   * @param text a run's id, or a time (a day means its end, UTC): then the newest run that had
   *     ended by then
   * @throws UserError where there is no such run
   */
  public static RunTableVersions of(TableStore store, String text) {
    Optional<Instant> moment = moment(text);
    Column which =
        moment.map(at -> col("finished_at").leq(at)).orElseGet(() -> col("run_id").equalTo(text));
    store.spark().sparkContext().setJobDescription("Look the run up");
    List<Row> newest =
        store
            .read(JobRunsTable.SPEC)
            .where(which)
            .where("size(table_versions) > 0")
            .orderBy(col("finished_at").desc(), col("run_id").desc())
            .select("run_id", "finished_at", "table_versions")
            .limit(1)
            .collectAsList();
    if (newest.isEmpty()) {
      throw UserError.cannot(
          "report on the tables as of " + text,
          moment.isPresent()
              ? "no run had ended by then"
              : "no run of that id has ended over the tables at " + store.root(),
          "Their table job_runs lists the runs: SELECT run_id, command, finished_at FROM job_runs.");
    }
    Row run = newest.get(0);
    return new RunTableVersions(run.getString(0), run.getInstant(1), run.getJavaMap(2));
  }

  /** The time that a text tells, with the zone or in UTC; empty where it tells none. */
  static Optional<Instant> moment(String text) {
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
