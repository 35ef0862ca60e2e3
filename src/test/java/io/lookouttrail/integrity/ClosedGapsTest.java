package io.lookouttrail.integrity;

import static org.assertj.core.api.Assertions.assertThat;

import io.lookouttrail.integrity.chain.ChainId;
import io.lookouttrail.integrity.chain.DeliveryGroup;
import io.lookouttrail.integrity.chain.DigestCoverage;
import io.lookouttrail.integrity.chain.DigestPeriod;
import io.lookouttrail.integrity.chain.ListedNames;
import io.lookouttrail.integrity.chain.OriginalLocations;
import io.lookouttrail.integrity.chain.ValidationContext;
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

/** Findings that close gaps when digests of their periods were delivered later. */
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

  private static DigestPeriod period(
      String trail, boolean backfill, int from, int to, boolean credible) {
    ChainId chain = new ChainId(GROUP, trail, "us-east-1", backfill);
    return new DigestPeriod(chain, hour(from), hour(to), credible);
  }

  private static DigestPeriod present(int from, int to) {
    return period("mine", false, from, to, true);
  }

  private static DigestPeriod missing(int from, int to) {
    return period("mine", false, from, to, false);
  }

  private static String closing(Window window, DigestFinding earlier, DigestPeriod... periods) {
    ValidationContext context =
        ValidationContext.of(
            PublicKeys.none(),
            new OriginalLocations(Map.of()),
            window,
            "s3://trail-bucket/",
            ListedNames.none());
    return new ClosedGaps(context, DigestCoverage.of(Arrays.asList(periods)))
        .closing(earlier)
        .map(now -> now.state().label() + " " + now.severity().label())
        .orElse("nothing");
  }

  private static String closing(DigestFinding earlier, DigestPeriod... periods) {
    return closing(Window.everything(), earlier, periods);
  }

  private static DigestFinding gap(int from, int to) {
    return earlier(FOLDER + "mine/" + hour(from) + "/" + hour(to), Optional.of("mine"), from, to);
  }

  @Test
  void aGapIsClosedByDigestsOfItsWholePeriod() {
    assertThat(closing(gap(4, 6), present(0, 9))).isEqualTo("valid ok");
    assertThat(closing(gap(4, 6), present(0, 5), present(5, 9))).isEqualTo("valid ok");
    assertThat(closing(gap(4, 6), present(4, 6))).isEqualTo("valid ok");
  }

  @Test
  void aClosingFindingDoesNotCountAsADigest() {
    ValidationContext context =
        ValidationContext.of(
            PublicKeys.none(),
            new OriginalLocations(Map.of()),
            Window.everything(),
            "s3://b/",
            ListedNames.none());

    DigestFinding now =
        new ClosedGaps(context, DigestCoverage.of(List.of(present(0, 9))))
            .closing(gap(4, 6))
            .orElseThrow();

    assertThat(now.object()).isEqualTo(gap(4, 6).object());
    assertThat(now.startTime()).isEmpty();
    assertThat(now.endTime()).isEmpty();
    assertThat(now.proof()).isEqualTo(Proof.NONE);
  }

  @Test
  void aPartlyClosedGapLeavesTheRestToAFindingOfItsOwn() {
    assertThat(closing(gap(4, 6), present(0, 5), missing(5, 6), present(6, 9)))
        .isEqualTo("not_validated low");
  }

  @Test
  void aGapStaysIfNothingIsKnownOfAPartOfItsPeriod() {
    assertThat(closing(gap(4, 6))).isEqualTo("nothing");
    assertThat(closing(gap(4, 6), present(5, 9))).isEqualTo("nothing");
    assertThat(closing(gap(4, 6), present(0, 4), present(6, 9))).isEqualTo("nothing");
    assertThat(closing(gap(4, 6), present(0, 4), missing(5, 9))).isEqualTo("nothing");
  }

  @Test
  void aGapIsNotClosedByOtherChains() {
    assertThat(closing(gap(4, 6), period("other", false, 0, 9, true))).isEqualTo("nothing");
    assertThat(closing(gap(4, 6), period("mine", true, 0, 9, true))).isEqualTo("nothing");
  }

  @Test
  void theRestOfAGapMustBeInTheWindow() {
    Window dayBefore =
        new Window(
            Optional.of(LocalDate.of(2025, 9, 1)),
            Optional.of(LocalDate.of(2025, 9, 2)),
            0,
            Set.of(),
            Set.of());

    assertThat(closing(dayBefore, gap(4, 6), present(0, 5), missing(5, 6))).isEqualTo("nothing");
    assertThat(closing(dayBefore, gap(4, 6), present(0, 6))).isEqualTo("valid ok");
  }

  @Test
  void aMissingDigestIsClosedByAnyDigestOfItsPeriod() {
    DigestFinding missing = earlier(DIGEST + ".json.gz", Optional.of("mine"), 4, 5);

    assertThat(closing(missing, present(0, 9))).isEqualTo("valid ok");
    assertThat(closing(missing, period("mine", true, 0, 9, true))).isEqualTo("nothing");
  }

  @Test
  void aMissingBackfilledDigestIsClosedByBackfilledDigests() {
    DigestFinding missing = earlier(DIGEST + "_backfill.json.gz", Optional.of("mine"), 4, 5);

    assertThat(closing(missing, period("mine", true, 0, 9, true))).isEqualTo("valid ok");
    assertThat(closing(missing, present(0, 9))).isEqualTo("nothing");
  }

  @Test
  void aDayOfLogsWithoutDigestsIsClosedByTheDigestsOfAnyTrail() {
    DigestFinding day = earlier(FOLDER + "2025/09/03", Optional.empty(), 4, 6);

    assertThat(closing(day, period("other", false, 0, 9, true))).isEqualTo("valid ok");
    assertThat(closing(day)).isEqualTo("nothing");
  }
}
