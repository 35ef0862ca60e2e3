package io.lookouttrail.integrity;

import static org.assertj.core.api.Assertions.assertThat;

import io.lookouttrail.integrity.digest.PublicKeys;
import io.lookouttrail.run.Window;
import io.lookouttrail.tables.DigestFinding;
import io.lookouttrail.tables.DigestFinding.Kind;
import io.lookouttrail.tables.DigestFinding.Proof;
import io.lookouttrail.tables.DigestFinding.Severity;
import io.lookouttrail.tables.DigestFinding.State;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What becomes of gaps, when digests of their times have come. */
class ClosedGapsTest {
  private static final DeliveryGroup GROUP =
      new DeliveryGroup("s3://trail-bucket/AWSLogs/111122223333", "111122223333", "us-east-1");
  private static final String FOLDER = GROUP.digestFolder() + "/";
  private static final String DIGEST =
      FOLDER
          + "2025/09/03/111122223333_CloudTrail-Digest_us-east-1_mine_us-east-1_20250903T050000Z";

  private static DigestFinding earlier(String object, Optional<String> trail, int from, int to) {
    return new DigestFinding(
        Kind.DIGEST,
        object,
        Optional.of(GROUP.account()),
        Optional.of(GROUP.region()),
        trail,
        Optional.of(hour(from)),
        Optional.of(hour(to)),
        State.GAP,
        Proof.NONE,
        Severity.HIGH,
        Optional.empty(),
        Optional.empty(),
        "no digest",
        Optional.empty());
  }

  private static Instant hour(int hour) {
    return Instant.parse("2025-09-03T%02d:00:00Z".formatted(hour));
  }

  private static DigestPeriod span(
      String trail, boolean backfill, int from, int to, boolean believed) {
    ChainId chain = new ChainId(GROUP, trail, "us-east-1", backfill);
    return new DigestPeriod(chain, hour(from), hour(to), believed);
  }

  private static DigestPeriod there(int from, int to) {
    return span("mine", false, from, to, true);
  }

  private static DigestPeriod lost(int from, int to) {
    return span("mine", false, from, to, false);
  }

  private static String answer(Window window, DigestFinding earlier, DigestPeriod... spans) {
    ValidationRules rules =
        ValidationRules.of(
            PublicKeys.none(), new OriginalLocations(Map.of()), window, "s3://trail-bucket/");
    return new ClosedGaps(rules, DigestCoverage.of(Arrays.asList(spans)))
        .answer(earlier)
        .map(now -> now.state().label() + " " + now.severity().label())
        .orElse("nothing");
  }

  private static String answer(DigestFinding earlier, DigestPeriod... spans) {
    return answer(Window.everything(), earlier, spans);
  }

  private static DigestFinding gap(int from, int to) {
    return earlier(FOLDER + "mine/" + hour(from) + "/" + hour(to), Optional.of("mine"), from, to);
  }

  @Test
  void aGapIsClosedByDigestsOfAllItsTime() {
    assertThat(answer(gap(4, 6), there(0, 9))).isEqualTo("valid ok");
    assertThat(answer(gap(4, 6), there(0, 5), there(5, 9))).isEqualTo("valid ok");
    assertThat(answer(gap(4, 6), there(4, 6))).isEqualTo("valid ok");
  }

  @Test
  void whatIsSaidOfAClosedGapCountsAsNoDigest() {
    ValidationRules rules =
        ValidationRules.of(
            PublicKeys.none(), new OriginalLocations(Map.of()), Window.everything(), "s3://b/");

    DigestFinding now =
        new ClosedGaps(rules, DigestCoverage.of(List.of(there(0, 9))))
            .answer(gap(4, 6))
            .orElseThrow();

    assertThat(now.object()).isEqualTo(gap(4, 6).object());
    assertThat(now.startTime()).isEmpty();
    assertThat(now.endTime()).isEmpty();
    assertThat(now.proof()).isEqualTo(Proof.NONE);
  }

  @Test
  void aGapOfWhichATimeIsLeftLeavesThatToItsOwnFinding() {
    assertThat(answer(gap(4, 6), there(0, 5), lost(5, 6), there(6, 9)))
        .isEqualTo("not_validated low");
  }

  @Test
  void aGapStaysWhereNothingIsKnownOfSomeOfItsTime() {
    assertThat(answer(gap(4, 6))).isEqualTo("nothing");
    assertThat(answer(gap(4, 6), there(5, 9))).isEqualTo("nothing");
    assertThat(answer(gap(4, 6), there(0, 4), there(6, 9))).isEqualTo("nothing");
    assertThat(answer(gap(4, 6), there(0, 4), lost(5, 9))).isEqualTo("nothing");
  }

  @Test
  void aGapIsNotClosedByOtherChains() {
    assertThat(answer(gap(4, 6), span("other", false, 0, 9, true))).isEqualTo("nothing");
    assertThat(answer(gap(4, 6), span("mine", true, 0, 9, true))).isEqualTo("nothing");
  }

  @Test
  void whatIsLeftMustHaveBeenInTheWindowToHaveAFinding() {
    Window dayBefore =
        new Window(
            Optional.of(LocalDate.of(2025, 9, 1)),
            Optional.of(LocalDate.of(2025, 9, 2)),
            0,
            Set.of(),
            Set.of());

    assertThat(answer(dayBefore, gap(4, 6), there(0, 5), lost(5, 6))).isEqualTo("nothing");
    assertThat(answer(dayBefore, gap(4, 6), there(0, 6))).isEqualTo("valid ok");
  }

  @Test
  void aMissingDigestIsFoundUnderAnotherName() {
    DigestFinding missing = earlier(DIGEST + ".json.gz", Optional.of("mine"), 4, 5);

    assertThat(answer(missing, there(0, 9))).isEqualTo("valid ok");
    assertThat(answer(missing, span("mine", true, 0, 9, true))).isEqualTo("nothing");
  }

  @Test
  void aMissingBackfilledDigestIsFoundAmongTheBackfilledOnes() {
    DigestFinding missing = earlier(DIGEST + "_backfill.json.gz", Optional.of("mine"), 4, 5);

    assertThat(answer(missing, span("mine", true, 0, 9, true))).isEqualTo("valid ok");
    assertThat(answer(missing, there(0, 9))).isEqualTo("nothing");
  }

  @Test
  void aDayOfLogsWithoutDigestsIsClosedByAnyTrails() {
    DigestFinding day = earlier(FOLDER + "2025/09/03", Optional.empty(), 4, 6);

    assertThat(answer(day, span("other", false, 0, 9, true))).isEqualTo("valid ok");
    assertThat(answer(day)).isEqualTo("nothing");
  }
}
