package io.lookouttrail.integrity;

import io.lookouttrail.integrity.chain.ChainId;
import io.lookouttrail.integrity.chain.ProofEnds;
import io.lookouttrail.tables.DigestFinding;
import io.lookouttrail.tables.DigestFinding.Kind;
import io.lookouttrail.tables.DigestFinding.Proof;
import io.lookouttrail.tables.DigestFinding.Severity;
import io.lookouttrail.tables.DigestFinding.State;
import io.lookouttrail.tables.DigestFindingsTable;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.apache.spark.sql.Row;

/**
 * An object that an earlier check saw and that is not there now: {@link GoneObjects} without Spark.
 *
 * @param before its newest finding
 * @param checkedAt the time of that check
 */
record GoneObject(DigestFinding before, Instant checkedAt) {
  /** What CloudTrail did not deliver there, so that it may well be removed. */
  private static final Set<State> NEVER_DELIVERED =
      EnumSet.of(State.BAD_SIGNATURE, State.MOVED, State.UNDIGESTED);

  private static final DateTimeFormatter SECOND =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);

  /** The object of a row of {@link DigestFindingsTable#SPEC}. */
  static GoneObject of(Row row) {
    return new GoneObject(DigestFindingsTable.finding(row), row.getAs("checked_at"));
  }

  /** Its finding now. */
  DigestFinding finding() {
    return new DigestFinding(
        before.kind(),
        before.object(),
        before.account(),
        before.region(),
        before.trail(),
        before.startTime(),
        before.endTime(),
        State.MISSING,
        Proof.NONE,
        NEVER_DELIVERED.contains(before.state()) ? Severity.LOW : Severity.HIGH,
        before.expectedHash().or(before::actualHash),
        Optional.empty(),
        "it was there at the check of %s (%s), and it is gone"
            .formatted(SECOND.format(checkedAt), before.state().label()),
        before.digest());
  }

  /** The newest of the digests that are gone, by chain. */
  static ProofEnds.Evidence evidence(List<GoneObject> gone) {
    ProofEnds.Evidence evidence = new ProofEnds.Evidence();
    for (GoneObject object : gone) {
      DigestFinding before = object.before();
      boolean isOfChain =
          before.kind() == Kind.DIGEST
              && before.account().isPresent()
              && before.region().isPresent()
              && before.trail().isPresent();
      if (isOfChain) {
        ChainId chain =
            ChainId.of(
                before.object(),
                before.account().get(),
                before.region().get(),
                before.trail().get());
        evidence
            .digests()
            .merge(chain, before.endTime().orElseThrow(), (a, b) -> a.isAfter(b) ? a : b);
      }
    }
    return evidence;
  }
}
