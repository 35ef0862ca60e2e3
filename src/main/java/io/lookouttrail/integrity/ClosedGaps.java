package io.lookouttrail.integrity;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max_by;
import static org.apache.spark.sql.functions.struct;

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
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Times without digests that an earlier check found and this one no longer finds. No object is
 * there of which a row would say that all is well again, so the newest row of such a time would
 * speak of a gap for ever.
 */
final class ClosedGaps {
  private static final String[] COLUMNS = DigestFindingsTable.SPEC.schema().fieldNames();

  private final ValidationRules rules;
  private final DigestCoverage coverage;

  ClosedGaps(ValidationRules rules, DigestCoverage coverage) {
    this.rules = rules;
    this.coverage = coverage;
  }

  /**
   * What is to be said of them now.
   *
   * @param found the digests and times that this check tells of, by their {@code object}
   */
  List<DigestFinding> answers(TableStore store, Dataset<Row> found) {
    if (!store.exists(DigestFindingsTable.SPEC)) {
      return List.of();
    }
    store.spark().sparkContext().setJobDescription("Look for gaps that earlier checks found");
    Dataset<Row> rows =
        store
            .read(DigestFindingsTable.SPEC)
            .where(col("kind").equalTo(Kind.DIGEST.label()))
            .where(col("object").startsWith(rules.root()));
    Dataset<Row> candidates = rows.where(isWithoutDigest()).where(touchesWindow());
    if (candidates.isEmpty()) {
      return List.of();
    }
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
        .flatMap(earlier -> answer(earlier).stream())
        .toList();
  }

  private static Column isWithoutDigest() {
    return col("state")
        .isin(State.GAP.label(), State.MISSING.label(), State.NOT_VALIDATED.label())
        .and(col("actual_hash").isNull())
        .and(col("start_time").isNotNull())
        .and(col("end_time").isNotNull());
  }

  /**
   * With a day to spare on either side: digests of the days around the window are looked at too.
   */
  private Column touchesWindow() {
    Column touches = lit(true);
    for (var from : rules.from()) {
      touches = touches.and(col("end_time").geq(lit(from.minusDays(1)).cast("timestamp")));
    }
    for (var to : rules.to()) {
      touches = touches.and(col("start_time").lt(lit(to.plusDays(2)).cast("timestamp")));
    }
    return touches;
  }

  /**
   * What this check says of a time of which an earlier one found no digests; empty where it knows
   * no better, because it did not look there or nothing came.
   */
  Optional<DigestFinding> answer(DigestFinding earlier) {
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
    DigestCoverage.Told told = coverage.told(group, earlier.trail(), backfill, start, end);
    if (told == DigestCoverage.Told.BELIEVED) {
      return Optional.of(
          answer(earlier, State.VALID, Severity.OK, "digests of all this time are there now"));
    }
    return told == DigestCoverage.Told.WHOLLY && rules.wantsAllOf(start, end)
        ? Optional.of(
            answer(
                earlier,
                State.NOT_VALIDATED,
                Severity.LOW,
                "some digests of this time are there now; what is left has findings of its own"))
        : Optional.empty();
  }

  /** Without times: it is no digest, and must not count as one that covers them. */
  private static DigestFinding answer(
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
