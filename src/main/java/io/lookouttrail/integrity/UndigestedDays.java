package io.lookouttrail.integrity;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.count_if;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.to_date;

import io.lookouttrail.integrity.chain.LogCoverage;
import io.lookouttrail.integrity.chain.LogResult;
import io.lookouttrail.tables.DigestFinding;
import io.lookouttrail.tables.DigestFinding.Kind;
import io.lookouttrail.tables.DigestFinding.Proof;
import io.lookouttrail.tables.DigestFinding.Severity;
import io.lookouttrail.tables.DigestFinding.State;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Search for the days on which logs were delivered and no digest chain covers them. */
final class UndigestedDays {
  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("uuuu/MM/dd", Locale.ROOT);

  private static final Set<LogCoverage> OUTSIDE_CHAINS =
      EnumSet.of(LogCoverage.AFTER_CHAIN, LogCoverage.BEFORE_CHAINS, LogCoverage.NO_DIGESTS);

  private UndigestedDays() {}

  /**
   * The logs of one day that no digest chain covers.
   *
   * @param folder canonical name of the folder in which their digests would be
   * @param first delivery time of the first of them
   * @param last delivery time of the last of them
   * @param afterChains number of them that were delivered after the end of a chain
   * @param beforeChains number of them that were delivered before every chain
   */
  record Day(
      String folder,
      LocalDate day,
      Optional<String> account,
      Optional<String> region,
      Instant first,
      Instant last,
      long logs,
      long afterChains,
      long beforeChains) {

    /**
     * Finding for the day's hours. A chain that ended has high severity; an account and Region that
     * never had a chain has low severity.
     */
    DigestFinding finding() {
      boolean chainEnded = afterChains > 0;
      Instant start = first.truncatedTo(ChronoUnit.HOURS);
      Instant end = last.truncatedTo(ChronoUnit.HOURS).plus(1, ChronoUnit.HOURS);
      long hours = ChronoUnit.HOURS.between(start, end);
      return new DigestFinding(
          Kind.DIGEST,
          folder + "/" + DAY.format(day),
          account,
          region,
          Optional.empty(),
          Optional.of(start),
          Optional.of(end),
          State.NOT_VALIDATED,
          Proof.NONE,
          chainEnded ? Severity.HIGH : Severity.LOW,
          Optional.empty(),
          Optional.empty(),
          "%,d log %s in %d h: %s".formatted(logs, logs == 1 ? "file" : "files", hours, reason()),
          Optional.empty());
    }

    private String reason() {
      if (afterChains > 0) {
        return "the digests end before this time";
      }
      return beforeChains > 0
          ? "the digests begin after this time"
          : "there is no digest for its account and Region";
    }
  }

  /**
   * The days, by folder, account and Region.
   *
   * @param logResults rows of {@link VerifyRows#LOG_RESULT}
   */
  static List<Day> of(Dataset<Row> logResults) {
    return logResults
        .where(col("coverage").isin(OUTSIDE_CHAINS.stream().map(Enum::name).toArray()))
        .groupBy(
            col("folder"),
            to_date(col("finding.start_time")).as("day"),
            col("finding.account_id").as("account_id"),
            col("finding.region").as("region"))
        .agg(
            min("finding.start_time").as("first"),
            max("finding.start_time").as("last"),
            count(lit(1)).as("logs"),
            count_if(col("coverage").equalTo(LogCoverage.AFTER_CHAIN.name())).as("after_chains"),
            count_if(col("coverage").equalTo(LogCoverage.BEFORE_CHAINS.name())).as("before_chains"))
        .collectAsList()
        .stream()
        .map(UndigestedDays::day)
        .toList();
  }

  /** An unlisted log's finding and coverage, and the folder in which its digests would be. */
  record UnlistedLog(LogResult result, String folder) {}

  private record Key(
      String folder, LocalDate day, Optional<String> account, Optional<String> region) {}

  /** The days, by folder, account and Region. */
  static List<Day> of(List<UnlistedLog> logs) {
    Map<Key, List<UnlistedLog>> days = new LinkedHashMap<>();
    for (UnlistedLog log : logs) {
      if (log.result().coverage().filter(OUTSIDE_CHAINS::contains).isPresent()) {
        DigestFinding finding = log.result().finding();
        LocalDate day = LocalDate.ofInstant(start(log), ZoneOffset.UTC);
        days.computeIfAbsent(
                new Key(log.folder(), day, finding.account(), finding.region()),
                key -> new ArrayList<>())
            .add(log);
      }
    }
    return days.entrySet().stream().map(day -> day(day.getKey(), day.getValue())).toList();
  }

  private static Day day(Key key, List<UnlistedLog> logs) {
    List<Instant> times = logs.stream().map(UndigestedDays::start).sorted().toList();
    return new Day(
        key.folder(),
        key.day(),
        key.account(),
        key.region(),
        times.get(0),
        times.get(times.size() - 1),
        logs.size(),
        countOf(logs, LogCoverage.AFTER_CHAIN),
        countOf(logs, LogCoverage.BEFORE_CHAINS));
  }

  private static Instant start(UnlistedLog log) {
    return log.result().finding().startTime().orElseThrow();
  }

  private static long countOf(List<UnlistedLog> logs, LogCoverage coverage) {
    return logs.stream()
        .filter(log -> log.result().coverage().equals(Optional.of(coverage)))
        .count();
  }

  private static Day day(Row row) {
    return new Day(
        row.getAs("folder"),
        row.getAs("day"),
        Optional.ofNullable(row.<String>getAs("account_id")),
        Optional.ofNullable(row.<String>getAs("region")),
        row.getAs("first"),
        row.getAs("last"),
        row.<Long>getAs("logs"),
        row.<Long>getAs("after_chains"),
        row.<Long>getAs("before_chains"));
  }
}
