package io.lookouttrail.integrity.chain;

import static org.assertj.core.api.Assertions.assertThat;

import io.lookouttrail.archive.LogFile;
import io.lookouttrail.tables.DigestFinding;
import io.lookouttrail.tables.DigestFinding.Proof;
import io.lookouttrail.tables.DigestFinding.Severity;
import io.lookouttrail.tables.DigestFinding.State;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Findings for single logs, from digest entries, periods and hashes. */
class LogFileValidatorTest {
  private static final String ROOT = "s3://trail-bucket/AWSLogs/111122223333";
  private static final DeliveryGroup GROUP = new DeliveryGroup(ROOT, "111122223333", "us-east-1");

  private final List<DigestPeriod> periods = new ArrayList<>();

  private LogFileValidatorTest digests(String trail, String start, String end) {
    periods.add(period(trail, start, end, true));
    return this;
  }

  private LogFileValidatorTest missing(String trail, String start, String end) {
    periods.add(period(trail, start, end, false));
    return this;
  }

  private static DigestPeriod period(String trail, String start, String end, boolean credible) {
    ChainId chain = new ChainId(GROUP, trail, "us-east-1", false);
    return new DigestPeriod(chain, at(start), at(end), credible);
  }

  private static Instant at(String time) {
    return Instant.parse("2025-09-03T" + time + ":00Z");
  }

  private static LogFile log(String delivered) {
    String name = "111122223333_CloudTrail_us-east-1_x.json.gz";
    String place = ROOT + "/CloudTrail/us-east-1/2025/09/03/" + name;
    return new LogFile(place, place, 1, Instant.EPOCH, "111122223333", "us-east-1", at(delivered));
  }

  private static DigestLogEntry entry(Proof proof, boolean credible) {
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
        credible,
        credible ? State.NOT_VALIDATED : State.BAD_SIGNATURE,
        credible ? Severity.LOW : Severity.HIGH);
  }

  private static String listed(Proof proof, boolean credible, boolean there, ContentHash hash) {
    LogFileValidator validator = new LogFileValidator(DigestCoverage.of(List.of()));
    LogResult result =
        validator.validateListed(
            entry(proof, credible), there ? Optional.of(log("10:05")) : Optional.empty(), hash);
    return text(result.finding());
  }

  private String unlisted(String delivered) {
    LogResult result =
        new LogFileValidator(DigestCoverage.of(periods)).validateUnlisted(log(delivered));
    return text(result.finding()) + " " + result.coverage().orElseThrow();
  }

  private static String text(DigestFinding finding) {
    return String.join(
        " ", finding.state().label(), finding.proof().label(), finding.severity().label());
  }

  private static ContentHash hash(String sha256) {
    return new ContentHash(Optional.of(sha256), "", "");
  }

  @Test
  void comparesAListedLogWithItsDigest() {
    assertThat(listed(Proof.SIGNED, true, true, hash("ab12"))).isEqualTo("valid signed ok");
    assertThat(listed(Proof.CHAINED, true, true, hash("ab12"))).isEqualTo("valid chained ok");
    assertThat(listed(Proof.NONE, true, true, hash("ab12"))).isEqualTo("not_validated none low");
    assertThat(listed(Proof.SIGNED, true, true, hash("cd34"))).isEqualTo("changed signed high");
    assertThat(listed(Proof.SIGNED, true, false, ContentHash.UNKNOWN))
        .isEqualTo("missing signed high");
    assertThat(listed(Proof.SIGNED, true, true, new ContentHash(Optional.of("ab12"), "", "zeros")))
        .isEqualTo("changed signed high");
    assertThat(
            listed(
                Proof.SIGNED,
                true,
                true,
                new ContentHash(Optional.empty(), "truncated: early", "")))
        .isEqualTo("unreadable none high");
  }

  @Test
  void provesNothingByAnUntrustedDigest() {
    assertThat(listed(Proof.NONE, false, true, hash("ab12"))).isEqualTo("not_validated none high");
    assertThat(listed(Proof.NONE, false, true, hash("cd34"))).isEqualTo("changed none high");
    assertThat(listed(Proof.NONE, false, false, ContentHash.UNKNOWN))
        .isEqualTo("missing none high");
  }

  @Test
  void findsALogThatNoDigestListsAlthoughDigestsCoverItsTime() {
    digests("t", "00:00", "12:00");

    assertThat(unlisted("10:05")).isEqualTo("undigested none high COVERED");
    assertThat(unlisted("11:00")).isEqualTo("undigested none high COVERED");
  }

  @Test
  void waitsForTheNextDigestBeforeItReportsALog() {
    digests("t", "00:00", "12:00");

    assertThat(unlisted("11:30")).isEqualTo("not_validated none low DIGEST_PENDING");
    assertThat(unlisted("13:59")).isEqualTo("not_validated none low DIGEST_PENDING");
    assertThat(unlisted("14:01")).isEqualTo("not_validated none low AFTER_ALL_CHAINS");
  }

  @Test
  void doesNotReportALogWhoseDigestIsMissing() {
    digests("t", "00:00", "09:00").missing("t", "09:00", "11:00").digests("t", "11:00", "20:00");

    assertThat(unlisted("07:59")).isEqualTo("undigested none high COVERED");
    assertThat(unlisted("08:30")).isEqualTo("not_validated none low DIGEST_MISSING");
    assertThat(unlisted("10:05")).isEqualTo("not_validated none low DIGEST_MISSING");
    assertThat(unlisted("11:00")).isEqualTo("undigested none high COVERED");
  }

  @Test
  void doesNotReportALogThatAMissingDigestOfAnotherTrailMayList() {
    digests("one", "00:00", "20:00")
        .digests("two", "00:00", "09:00")
        .missing("two", "09:00", "11:00");

    assertThat(unlisted("10:05")).isEqualTo("not_validated none low DIGEST_MISSING");
    assertThat(unlisted("15:00")).isEqualTo("undigested none high COVERED");
  }

  @Test
  void reportsTimesThatNoChainCovers() {
    assertThat(unlisted("10:05")).isEqualTo("not_validated none low NO_DIGESTS");
    digests("t", "12:00", "20:00");
    assertThat(unlisted("10:05")).isEqualTo("not_validated none low OUTSIDE_CHAINS");
  }

  @Test
  void joinsPeriodsThatTouch() {
    List<DigestPeriod> periods =
        List.of(
            period("t", "02:00", "03:00", true),
            period("t", "00:00", "01:00", true),
            period("t", "01:00", "02:00", true),
            period("t", "05:00", "06:00", true),
            period("t", "03:00", "05:00", false),
            period("u", "03:00", "04:00", true));

    assertThat(DigestCoverage.join(periods))
        .containsExactlyInAnyOrder(
            period("t", "00:00", "03:00", true),
            period("t", "05:00", "06:00", true),
            period("t", "03:00", "05:00", false),
            period("u", "03:00", "04:00", true));
  }
}
