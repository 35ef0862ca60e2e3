package io.lookouttrail.integrity;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.count_if;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.to_date;

import io.lookouttrail.integrity.DigestCoverage.Answer;
import io.lookouttrail.tables.DigestFinding;
import io.lookouttrail.tables.DigestFinding.Kind;
import io.lookouttrail.tables.DigestFinding.Proof;
import io.lookouttrail.tables.DigestFinding.Severity;
import io.lookouttrail.tables.DigestFinding.State;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Times without digests, which only all chains and logs together tell. */
final class GapFinder {
  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("uuuu/MM/dd", Locale.ROOT);

  private GapFinder() {}

  /**
   * The logs of one day of which no digest could tell.
   *
   * @param folder canonical name of the folder that their digests would lie in
   * @param first when the first of them was delivered
   * @param afterChains how many of them came after the end of every chain
   */
  record Day(
      String folder,
      LocalDate day,
      Optional<String> account,
      Optional<String> region,
      Instant first,
      Instant last,
      long logs,
      long afterChains) {}

  /** The days with logs of which no digest could tell. */
  static List<Day> daysOf(Dataset<Row> judged) {
    return judged
        .where(col("answer").isin(Answer.AFTER.name(), Answer.OUTSIDE.name(), Answer.NONE.name()))
        .groupBy(
            col("folder"),
            to_date(col("finding.start_time")).as("day"),
            col("finding.account_id").as("account_id"),
            col("finding.region").as("region"))
        .agg(
            min("finding.start_time").as("first"),
            max("finding.start_time").as("last"),
            count(lit(1)).as("logs"),
            count_if(col("answer").equalTo(Answer.AFTER.name())).as("after"))
        .collectAsList()
        .stream()
        .map(
            row ->
                new Day(
                    row.getString(0),
                    row.getLocalDate(1),
                    Optional.ofNullable(row.getString(2)),
                    Optional.ofNullable(row.getString(3)),
                    row.getInstant(4),
                    row.getInstant(5),
                    row.getLong(6),
                    row.getLong(7)))
        .toList();
  }

  /** The hours of such a day. A chain that breaks off is worth a look; one that never was, less. */
  static DigestFinding of(Day day) {
    boolean brokenOff = day.afterChains() > 0;
    Instant start = day.first().truncatedTo(ChronoUnit.HOURS);
    Instant end = day.last().truncatedTo(ChronoUnit.HOURS).plus(1, ChronoUnit.HOURS);
    String why =
        brokenOff ? "the digests end before it" : "there is no digest of its account and Region";
    return new DigestFinding(
        Kind.DIGEST,
        day.folder() + "/" + DAY.format(day.day()),
        day.account(),
        day.region(),
        Optional.empty(),
        Optional.of(start),
        Optional.of(end),
        State.NOT_VALIDATED,
        Proof.NONE,
        brokenOff ? Severity.HIGH : Severity.LOW,
        Optional.empty(),
        Optional.empty(),
        "%,d log files of %d h: %s"
            .formatted(day.logs(), ChronoUnit.HOURS.between(start, end), why),
        Optional.empty());
  }

  /** A gap that backfilled digests cover needs nobody's eye. */
  static DigestFinding judged(DigestFinding gap, DigestCoverage coverage) {
    String object = gap.object();
    DeliveryGroup group =
        new DeliveryGroup(
            object.substring(0, object.lastIndexOf(DeliveryGroup.DIGESTS)),
            gap.account().orElse(""),
            gap.region().orElse(""));
    boolean backfilled =
        coverage.isBackfilled(
            group,
            gap.trail().orElse(""),
            gap.startTime().orElseThrow(),
            gap.endTime().orElseThrow());
    return backfilled
        ? gap.with(Severity.LOW, gap.detail() + "; backfilled digests cover it")
        : gap;
  }
}
