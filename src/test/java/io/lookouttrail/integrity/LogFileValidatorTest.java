package io.lookouttrail.integrity;

import static org.assertj.core.api.Assertions.assertThat;

import io.lookouttrail.archive.LogFile;
import io.lookouttrail.integrity.LogFileValidator.Content;
import io.lookouttrail.integrity.LogFileValidator.Judged;
import io.lookouttrail.tables.DigestFinding;
import io.lookouttrail.tables.DigestFinding.Proof;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What is said of a log, from what digests claim and what is there. */
class LogFileValidatorTest {
  private static final String ROOT = "s3://trail-bucket/AWSLogs/111122223333";
  private static final DeliveryGroup GROUP = new DeliveryGroup(ROOT, "111122223333", "us-east-1");

  private final List<DigestPeriod> spans = new ArrayList<>();

  private LogFileValidatorTest digests(String trail, String start, String end) {
    spans.add(span(trail, start, end, true));
    return this;
  }

  private LogFileValidatorTest hole(String trail, String start, String end) {
    spans.add(span(trail, start, end, false));
    return this;
  }

  private static DigestPeriod span(String trail, String start, String end, boolean believed) {
    ChainId chain = new ChainId(GROUP, trail, "us-east-1", false);
    return new DigestPeriod(chain, at(start), at(end), believed);
  }

  private static Instant at(String time) {
    return Instant.parse("2025-09-03T" + time + ":00Z");
  }

  private static LogFile log(String delivered) {
    String name = "111122223333_CloudTrail_us-east-1_x.json.gz";
    String place = ROOT + "/CloudTrail/us-east-1/2025/09/03/" + name;
    return new LogFile(place, place, 1, Instant.EPOCH, "111122223333", "us-east-1", at(delivered));
  }

  private static DigestLogEntry claim(Proof proof, boolean believed) {
    return new DigestLogEntry(
        log("10:05").sourceFile(),
        "ab12",
        "s3://trail-bucket/digest",
        "111122223333",
        "us-east-1",
        "t",
        at("10:00"),
        at("11:00"),
        proof,
        believed);
  }

  private static String named(Proof proof, boolean believed, boolean there, Content content) {
    LogFileValidator judge = new LogFileValidator(DigestCoverage.of(List.of()));
    Judged judged =
        judge.named(
            claim(proof, believed), there ? Optional.of(log("10:05")) : Optional.empty(), content);
    return text(judged.finding());
  }

  private String unnamed(String delivered) {
    Judged judged = new LogFileValidator(DigestCoverage.of(spans)).unnamed(log(delivered));
    return text(judged.finding()) + " " + judged.answer().orElseThrow();
  }

  private static String text(DigestFinding finding) {
    return String.join(
        " ", finding.state().label(), finding.proof().label(), finding.severity().label());
  }

  private static Content hash(String sha256) {
    return new Content(Optional.of(sha256), "");
  }

  @Test
  void comparesANamedLogWithItsDigest() {
    assertThat(named(Proof.SIGNED, true, true, hash("ab12"))).isEqualTo("valid signed ok");
    assertThat(named(Proof.CHAINED, true, true, hash("ab12"))).isEqualTo("valid chained ok");
    assertThat(named(Proof.NONE, true, true, hash("ab12"))).isEqualTo("valid none ok");
    assertThat(named(Proof.SIGNED, true, true, hash("cd34"))).isEqualTo("changed signed high");
    assertThat(named(Proof.SIGNED, true, false, Content.UNKNOWN)).isEqualTo("missing signed high");
    assertThat(named(Proof.SIGNED, true, true, new Content(Optional.empty(), "truncated: early")))
        .isEqualTo("unreadable none high");
  }

  @Test
  void provesNothingByADigestThatCannotBeBelieved() {
    assertThat(named(Proof.NONE, false, true, hash("ab12"))).isEqualTo("valid none low");
    assertThat(named(Proof.NONE, false, true, hash("cd34"))).isEqualTo("changed none high");
    assertThat(named(Proof.NONE, false, false, Content.UNKNOWN)).isEqualTo("missing none high");
  }

  @Test
  void findsALogThatNoDigestNamesThoughTheyCoverItsTime() {
    digests("t", "00:00", "12:00");

    assertThat(unnamed("10:05")).isEqualTo("undigested none high COVERED");
    assertThat(unnamed("11:00")).isEqualTo("undigested none high COVERED");
  }

  @Test
  void waitsForTheNextDigestBeforeItCallsALogUndigested() {
    digests("t", "00:00", "12:00");

    assertThat(unnamed("11:30")).isEqualTo("not_validated none low TOO_NEW");
    assertThat(unnamed("13:59")).isEqualTo("not_validated none low TOO_NEW");
    assertThat(unnamed("14:01")).isEqualTo("not_validated none low AFTER");
  }

  @Test
  void blamesNoLogForDigestsThatAreMissing() {
    digests("t", "00:00", "09:00").hole("t", "09:00", "11:00").digests("t", "11:00", "20:00");

    assertThat(unnamed("07:59")).isEqualTo("undigested none high COVERED");
    assertThat(unnamed("08:30")).isEqualTo("not_validated none low HOLE");
    assertThat(unnamed("10:05")).isEqualTo("not_validated none low HOLE");
    assertThat(unnamed("11:00")).isEqualTo("undigested none high COVERED");
  }

  @Test
  void blamesNoLogThatAnotherTrailsMissingDigestMayName() {
    digests("one", "00:00", "20:00").digests("two", "00:00", "09:00").hole("two", "09:00", "11:00");

    assertThat(unnamed("10:05")).isEqualTo("not_validated none low HOLE");
    assertThat(unnamed("15:00")).isEqualTo("undigested none high COVERED");
  }

  @Test
  void tellsTimesThatNoChainReaches() {
    assertThat(unnamed("10:05")).isEqualTo("not_validated none low NONE");
    digests("t", "12:00", "20:00");
    assertThat(unnamed("10:05")).isEqualTo("not_validated none low OUTSIDE");
  }

  @Test
  void joinsTimesThatTouch() {
    List<DigestPeriod> spans =
        List.of(
            span("t", "02:00", "03:00", true),
            span("t", "00:00", "01:00", true),
            span("t", "01:00", "02:00", true),
            span("t", "05:00", "06:00", true),
            span("t", "03:00", "05:00", false),
            span("u", "03:00", "04:00", true));

    assertThat(DigestCoverage.merged(spans))
        .containsExactlyInAnyOrder(
            span("t", "00:00", "03:00", true),
            span("t", "05:00", "06:00", true),
            span("t", "03:00", "05:00", false),
            span("u", "03:00", "04:00", true));
  }
}
