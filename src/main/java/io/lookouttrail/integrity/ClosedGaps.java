package io.lookouttrail.integrity;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max_by;
import static org.apache.spark.sql.functions.struct;

import io.lookouttrail.integrity.chain.DeliveryGroup;
import io.lookouttrail.integrity.chain.DigestCoverage;
import io.lookouttrail.integrity.chain.PeriodCoverage;
import io.lookouttrail.integrity.chain.ValidationContext;
import io.lookouttrail.integrity.digest.DigestDocument;
import io.lookouttrail.integrity.digest.DigestName;
import io.lookouttrail.tables.DigestFinding;
import io.lookouttrail.tables.DigestFinding.Kind;
import io.lookouttrail.tables.DigestFinding.Proof;
import io.lookouttrail.tables.DigestFinding.Severity;
import io.lookouttrail.tables.DigestFinding.State;
import io.lookouttrail.tables.DigestFindingsTable;
import io.lookouttrail.tables.TableStore;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Findings that close gaps of earlier runs. A gap has no object, so no later finding of an object
 * replaces it: without a finding of its own, its newest row would report the gap for ever.
 */
final class ClosedGaps {
  private static final String[] COLUMNS = DigestFindingsTable.SPEC.schema().fieldNames();

  private final ValidationContext context;
  private final DigestCoverage coverage;

  ClosedGaps(ValidationContext context, DigestCoverage coverage) {
    this.context = context;
    this.coverage = coverage;
  }

  /**
   * New findings for the gaps that earlier runs found and this run does not find.
   *
   * @param found findings of this run for digests and periods
   */
  List<DigestFinding> findings(TableStore store, EarlierChecks earlier, Dataset<Row> found) {
    if (earlier.gapCount() == 0) {
      return List.of();
    }
    store.describe("Look for gaps that earlier runs found");
    Dataset<Row> rows =
        store
            .read(DigestFindingsTable.SPEC)
            .where(col("kind").equalTo(Kind.DIGEST.label()))
            .where(col("object").startsWith(context.root()));
    Dataset<Row> candidates = rows.where(isWithoutDigest()).where(overlapsWindow(context));
    return findings(rows, candidates, found);
  }

  private List<DigestFinding> findings(
      Dataset<Row> rows, Dataset<Row> candidates, Dataset<Row> found) {
    String[] object = {"object"};
    Column[] row = Arrays.stream(COLUMNS).map(name -> col(name)).toArray(Column[]::new);
    return rows
        .join(candidates.select("object").distinct(), object, "left_semi")
        .groupBy("object")
        .agg(max_by(struct(row), struct("checked_at", "run_id")).as("newest"))
        .select("newest.*")
        .where(isWithoutDigest())
        .join(found.select("object"), object, "left_anti")
        .select(row)
        .collectAsList()
        .stream()
        .map(DigestFindingsTable::finding)
        .flatMap(earlier -> closing(earlier).stream())
        .toList();
  }

  /**
   * New findings for gaps that this run does not find, without Spark.
   *
   * @param earlier the newest findings of periods without digests
   * @param found findings of this run for digests and periods
   */
  List<DigestFinding> findings(List<DigestFinding> earlier, List<DigestFinding> found) {
    Set<String> objects = found.stream().map(DigestFinding::object).collect(Collectors.toSet());
    return earlier.stream()
        .filter(gap -> !objects.contains(gap.object()))
        .flatMap(gap -> closing(gap).stream())
        .toList();
  }

  /** Condition for a finding of a period without digests. */
  static Column isWithoutDigest() {
    return col("state")
        .isin(State.GAP.label(), State.MISSING.label(), State.NOT_VALIDATED.label())
        .and(col("actual_hash").isNull())
        .and(col("start_time").isNotNull())
        .and(col("end_time").isNotNull());
  }

  /** With one day more on either side, because the digests of these days are validated too. */
  static Column overlapsWindow(ValidationContext context) {
    Column overlaps = lit(true);
    for (LocalDate first : context.firstDay()) {
      overlaps = overlaps.and(col("end_time").geq(lit(first.minusDays(1)).cast("timestamp")));
    }
    for (LocalDate last : context.lastDay()) {
      overlaps = overlaps.and(col("start_time").lt(lit(last.plusDays(2)).cast("timestamp")));
    }
    return overlaps;
  }

  /**
   * The finding that replaces an earlier run's finding of a gap; empty if this run did not validate
   * the whole period, or the period still has no digests.
   */
  Optional<DigestFinding> closing(DigestFinding earlier) {
    int folder = earlier.object().lastIndexOf(DeliveryGroup.DIGESTS);
    if (folder < 0 || earlier.startTime().isEmpty() || earlier.endTime().isEmpty()) {
      return Optional.empty();
    }
    DeliveryGroup group =
        new DeliveryGroup(
            earlier.object().substring(0, folder),
            earlier.account().orElse(""),
            earlier.region().orElse(""));
    boolean backfill =
        DigestName.of(DigestDocument.fileName(earlier.object()))
            .filter(DigestName::backfill)
            .isPresent();
    Instant start = earlier.startTime().get();
    Instant end = earlier.endTime().get();
    PeriodCoverage now = coverage.ofPeriod(group, earlier.trail(), backfill, start, end);
    return switch (now) {
      case COVERED ->
          Optional.of(
              closing(earlier, State.VALID, Severity.OK, "digests now cover the whole period"));
      case KNOWN ->
          context.containsInWindow(start, end)
              ? Optional.of(
                  closing(
                      earlier,
                      State.NOT_VALIDATED,
                      Severity.LOW,
                      "digests now cover a part of the period; the rest has findings of its own"))
              : Optional.empty();
      case PARTLY_UNKNOWN -> Optional.empty();
    };
  }

  /** Without times, so that it does not count as a digest that covers its period. */
  private static DigestFinding closing(
      DigestFinding earlier, State state, Severity severity, String detail) {
    return new DigestFinding(
        Kind.DIGEST,
        earlier.object(),
        earlier.account(),
        earlier.region(),
        earlier.trail(),
        Optional.empty(),
        Optional.empty(),
        state,
        Proof.NONE,
        severity,
        Optional.empty(),
        Optional.empty(),
        detail,
        Optional.empty());
  }
}
