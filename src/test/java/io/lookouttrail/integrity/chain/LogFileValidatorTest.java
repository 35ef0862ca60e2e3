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
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Findings for single logs, from digest entries, periods and hashes. */
class LogFileValidatorTest {
  private static final String ROOT = "s3://trail-bucket/AWSLogs/111122223333";
  private static final Instant NOW = Instant.parse("2025-10-01T00:00:00Z");
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

  private static LogFile below(String folder, String account, String region, String delivered) {
    String time = "2025-09-03T" + delivered + ":00Z";
    return named(folder + "/CloudTrail/" + region + "/2025/09/03/x", account, region, time);
  }

  private static LogFile named(
      String place, @Nullable String account, @Nullable String region, String delivered) {
    return new LogFile(place, place, 1, Instant.EPOCH, account, region, Instant.parse(delivered));
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
    LogFileValidator validator = new LogFileValidator(DigestCoverage.of(List.of()), NOW);
    LogResult result =
        validator.validateListed(
            entry(proof, credible),
            Optional.empty(),
            there ? Optional.of(log("10:05")) : Optional.empty(),
            hash);
    return text(result.finding());
  }

  private String unlisted(String delivered) {
    return unlisted(log(delivered));
  }

  private String unlisted(LogFile log) {
    LogResult result = new LogFileValidator(DigestCoverage.of(periods), NOW).validateUnlisted(log);
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
  void reportsALogThatTwoProvenDigestsListWithDifferentHashes() {
    LogFileValidator validator = new LogFileValidator(DigestCoverage.of(List.of()), NOW);
    DigestFinding found =
        validator
            .validateListed(
                entry(Proof.CHAINED, true),
                Optional.of("digest a and digest b"),
                Optional.of(log("10:05")),
                hash("ab12"))
            .finding();

    assertThat(text(found)).isEqualTo("changed chained high");
    assertThat(found.detail()).isEqualTo("digest a and digest b list it with different hashes");
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
    assertThat(unlisted("14:01")).isEqualTo("not_validated none high AFTER_CHAIN");
  }

  @Test
  void doesNotReportALogWhoseDigestIsMissing() {
    digests("t", "00:00", "09:00").missing("t", "09:00", "11:00").digests("t", "11:00", "20:00");

    assertThat(unlisted("07:59")).isEqualTo("undigested none high COVERED");
    assertThat(unlisted("08:30")).isEqualTo("not_validated none high DIGEST_MISSING");
    assertThat(unlisted("10:05")).isEqualTo("not_validated none high DIGEST_MISSING");
    assertThat(unlisted("11:00")).isEqualTo("undigested none high COVERED");
  }

  @Test
  void doesNotReportALogThatAMissingDigestOfAnotherTrailMayList() {
    digests("one", "00:00", "20:00")
        .digests("two", "00:00", "09:00")
        .missing("two", "09:00", "11:00");

    assertThat(unlisted("10:05")).isEqualTo("not_validated none high DIGEST_MISSING");
    assertThat(unlisted("15:00")).isEqualTo("undigested none high COVERED");
  }

  @Test
  void reportsTimesThatNoChainCovers() {
    assertThat(unlisted("10:05")).isEqualTo("not_validated none low NO_DIGESTS");
    digests("t", "12:00", "20:00");
    assertThat(unlisted("10:05")).isEqualTo("not_validated none low BEFORE_CHAINS");
  }

  @Test
  void takesATrailsBackfilledDigestsForItsMissingOnes() {
    digests("t", "00:00", "09:00").missing("t", "09:00", "11:00").digests("t", "11:00", "20:00");
    ChainId backfill = new ChainId(GROUP, "t", "us-east-1", true);
    periods.add(new DigestPeriod(backfill, at("09:00"), at("11:00"), true));

    assertThat(unlisted("10:05")).isEqualTo("undigested none high COVERED");
    assertThat(unlisted("10:55")).isEqualTo("undigested none high COVERED");
  }

  @Test
  void reportsALogAfterAChainThatAForgedDigestLaterSeemsToContinue() {
    digests("t", "00:00", "04:00").digests("t", "20:00", "21:00");

    assertThat(unlisted("10:05")).isEqualTo("not_validated none high AFTER_CHAIN");
  }

  @Test
  void reportsALogThatIsDeliveredAfterTheValidation() {
    digests("t", "00:00", "12:00");
    String future = log("10:05").sourceFile().replace("2025/09/03", "2031/09/03");

    assertThat(unlisted(named(future, "111122223333", "us-east-1", "2031-09-03T10:05:00Z")))
        .isEqualTo("not_validated none high IN_FUTURE");
    assertThat(unlisted(named(future, "111122223333", "us-east-1", "2025-10-01T23:59:00Z")))
        .as("a clock that is behind")
        .isEqualTo("not_validated none high AFTER_CHAIN");
  }

  @Test
  void reportsAFileWithANameThatCloudTrailDoesNotGive() {
    LogFile loose = named("s3://trail-bucket/loose.json.gz", null, null, "2025-09-03T10:05:00Z");
    LogFile regionless =
        named(ROOT + "/CloudTrail/x.json.gz", "111122223333", null, "2025-09-03T10:05:00Z");

    assertThat(unlisted(loose)).isEqualTo("not_validated none low NO_DIGESTS");
    digests("t", "00:00", "12:00");
    assertThat(unlisted(loose)).isEqualTo("not_validated none high FOREIGN_NAME");
    assertThat(unlisted(regionless)).isEqualTo("not_validated none high FOREIGN_NAME");
  }

  @Test
  void reportsALogBesideWhichThereIsNoDigestOfItsAccountAndRegion() {
    digests("t", "00:00", "12:00").missing("t", "12:00", "20:00");

    for (String folder :
        List.of(
            "s3://trail-bucket/AWSLogs/o-abcdef1234/111122223333",
            "s3://trail-bucket/other/AWSLogs/111122223333",
            "s3://other-bucket/111122223333")) {
      assertThat(unlisted(below(folder, "111122223333", "us-east-1", "10:05")))
          .isEqualTo("undigested none high COVERED_ELSEWHERE");
      assertThat(unlisted(below(folder, "111122223333", "us-east-1", "13:05")))
          .as("no digest of this time can be trusted")
          .isEqualTo("not_validated none low NO_DIGESTS");
      assertThat(unlisted(below(folder, "444455556666", "us-east-1", "10:05")))
          .isEqualTo("not_validated none low NO_DIGESTS");
    }
  }

  @Test
  void reportsALogOfARegionWithoutDigestsIfTheTrailRecordsAllRegions() {
    digests("t", "00:00", "12:00");
    LogFile log = below(ROOT, "111122223333", "eu-west-1", "10:05");

    assertThat(unlisted(log)).isEqualTo("not_validated none low NO_DIGESTS");
    DeliveryGroup tokyo = new DeliveryGroup(ROOT, "111122223333", "ap-northeast-1");
    periods.add(
        new DigestPeriod(
            new ChainId(tokyo, "t", "us-east-1", false), at("00:00"), at("12:00"), true));
    assertThat(unlisted(log)).isEqualTo("undigested none high COVERED_ELSEWHERE");
  }

  @Test
  void reportsALogOfAnAccountWithoutDigestsIfTheTrailRecordsItsOrganization() {
    String organization = "s3://trail-bucket/AWSLogs/o-abcdef1234";
    DeliveryGroup member =
        new DeliveryGroup(organization + "/444455556666", "444455556666", "us-east-1");
    periods.add(
        new DigestPeriod(
            new ChainId(member, "org", "us-east-1", false), at("00:00"), at("12:00"), true));

    assertThat(
            unlisted(below(organization + "/111122223333", "111122223333", "us-east-1", "10:05")))
        .isEqualTo("undigested none high COVERED_ELSEWHERE");
    assertThat(
            unlisted(below(organization + "/111122223333", "111122223333", "eu-west-1", "10:05")))
        .isEqualTo("not_validated none low NO_DIGESTS");
    assertThat(
            unlisted(
                below(
                    "s3://trail-bucket/AWSLogs/o-zzzzzz1234/111122223333",
                    "111122223333",
                    "us-east-1",
                    "10:05")))
        .isEqualTo("not_validated none low NO_DIGESTS");
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
