package io.lookouttrail.integrity.chain;

import static io.lookouttrail.integrity.chain.AdversaryTest.KEYS;
import static io.lookouttrail.integrity.chain.AdversaryTest.PLANTED;
import static io.lookouttrail.integrity.chain.AdversaryTest.finding;
import static io.lookouttrail.integrity.chain.AdversaryTest.planted;
import static io.lookouttrail.integrity.chain.AdversaryTest.real;
import static io.lookouttrail.integrity.chain.AdversaryTest.text;
import static io.lookouttrail.integrity.chain.TestDigestChain.OTHER_KEY;
import static org.assertj.core.api.Assertions.assertThat;

import io.lookouttrail.integrity.chain.TestDigestChain.Made;
import io.lookouttrail.integrity.digest.PublicKeys;
import io.lookouttrail.tables.DigestFinding;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/**
 * Digests that reference others wrongly, and digests whose reference an attacker took away: by
 * emptying, changing or deleting the digest after them.
 */
class AdversaryReferencesTest {

  private static List<DigestFinding> findings(TestDigestBucket bucket, Made digest) {
    return bucket.findings.stream()
        .filter(finding -> finding.object().equals(TestDigestBucket.location(digest)))
        .toList();
  }

  /** The severities of the logs that a digest lists. */
  private static List<String> logsOf(TestDigestBucket bucket, Made digest) {
    return bucket.logEntries.stream()
        .filter(entry -> entry.digest().equals(TestDigestBucket.location(digest)))
        .map(entry -> entry.proof().label() + " " + entry.digestSeverity().label())
        .toList();
  }

  @Test
  void aForgedBackfillDigestThatReferencesARealOne() {
    TestDigestChain real = real();
    TestDigestChain forged =
        TestDigestChain.after(real.made(1)).rotatedTo(OTHER_KEY).backfilled().hour(PLANTED);
    TestDigestBucket bucket = TestDigestBucket.of(real, forged).verify(KEYS).judge();

    assertThat(findings(bucket, real.made(1)))
        .extracting(AdversaryTest::text)
        .containsExactly("valid signed ok");
    assertThat(text(finding(bucket, forged.newest()))).isEqualTo("unknown_key none high");
    assertThat(planted(bucket)).contains("unknown_key none high");
  }

  @Test
  void aReferenceToADigestThatIsNotThereIsStillMissing() {
    TestDigestChain real = real();
    TestDigestBucket bucket = TestDigestBucket.of(real).without(real.made(1)).verify(KEYS).judge();

    assertThat(findings(bucket, real.made(1)))
        .extracting(AdversaryTest::text)
        .containsExactly("missing none high");
  }

  @Test
  void aDigestThatIsEmptied() {
    TestDigestChain real = real();
    TestDigestBucket bucket = TestDigestBucket.of(real).broken(real.made(2)).verify(KEYS).judge();

    assertThat(text(finding(bucket, real.made(1)))).isEqualTo("not_validated none high");
    assertThat(finding(bucket, real.made(1)).detail()).contains("after it cannot be trusted");
    assertThat(logsOf(bucket, real.made(1))).containsExactly("none high");
    assertThat(text(finding(bucket, real.made(0)))).isEqualTo("valid signed ok");
    assertThat(atHalfPast(bucket, 2)).isEqualTo(LogCoverage.DIGEST_MISSING);
    assertThat(LogCoverage.DIGEST_MISSING.severity().label()).isEqualTo("high");
  }

  @Test
  void aDigestThatIsDeleted() {
    for (PublicKeys keys : List.of(KEYS, PublicKeys.none())) {
      TestDigestChain real = real();
      TestDigestBucket bucket =
          TestDigestBucket.of(real).without(real.made(2)).verify(keys).judge();

      assertThat(text(finding(bucket, real.made(1)))).isEqualTo("not_validated none high");
      assertThat(finding(bucket, real.made(1)).detail()).contains("the digest after it is missing");
      assertThat(coverage(bucket, "2025-09-03T01:00:00Z")).isEqualTo(LogCoverage.DIGEST_MISSING);
      assertThat(logsOf(bucket, real.made(1))).containsExactly("none high");
    }
  }

  @Test
  void aChainThatWasTurnedOffAndOnHasNoFault() {
    TestDigestChain chain = real().off(Duration.ofHours(2)).hours(2);
    TestDigestBucket bucket = TestDigestBucket.of(chain).verify(PublicKeys.none()).judge();

    assertThat(text(finding(bucket, chain.made(3)))).isEqualTo("not_validated none low");
  }

  @Test
  void aBrokenDigestOfTheHourDoesNotExcuseAPlantedLog() {
    TestDigestChain real = real();
    TestDigestChain forged = TestDigestChain.from("2025-09-03T01:00:30Z").hour();
    TestDigestBucket bucket =
        TestDigestBucket.of(real)
            .put(TestDigestBucket.location(forged.newest()), "")
            .verify(KEYS)
            .judge();

    assertThat(atHalfPast(bucket, 1)).isEqualTo(LogCoverage.COVERED);
  }

  @Test
  void aForgedDigestAfterTheNewestDoesNotExcuseAPlantedLog() {
    TestDigestChain real = real();
    TestDigestChain forged = TestDigestChain.from("2025-09-03T10:20:00Z").hour();
    TestDigestBucket bucket =
        TestDigestBucket.of(real)
            .put(TestDigestBucket.location(forged.newest()), forged.newest().json())
            .withMetadata(real)
            .verify(KEYS)
            .judge();

    assertThat(atHalfPast(bucket, 10)).isEqualTo(LogCoverage.DIGEST_MISSING);
  }

  /** A real chain, a digest whose content is rewritten, and one that has its hash. */
  private static TestDigestChain withRewritten(UnaryOperator<String> change) {
    return real().rewriting(change).hours(1).rewriting(UnaryOperator.identity()).hours(1);
  }

  @Test
  void aDigestOfAnotherAccountThanItsName() {
    TestDigestChain chain =
        withRewritten(json -> json.replace("Id\":\"111122223333", "Id\":\"444455556666"));
    TestDigestBucket bucket = TestDigestBucket.of(chain).verify(PublicKeys.none()).judge();

    assertThat(text(finding(bucket, chain.made(4)))).isEqualTo("changed none high");
    assertThat(finding(bucket, chain.made(4)).detail()).contains("of account 444455556666");

    TestDigestBucket signed = TestDigestBucket.of(chain).verify(KEYS).judge();

    assertThat(text(finding(signed, chain.made(4))))
        .as("only CloudTrail can sign")
        .isEqualTo("valid signed ok");
  }

  @Test
  void aNewestDigestThatEndsLaterThanItsName() {
    TestDigestChain chain =
        withRewritten(json -> json.replace("2025-09-03T05:00:00Z", "+99999-01-01T00:00:00Z"));
    TestDigestBucket bucket = TestDigestBucket.of(chain).verify(PublicKeys.none()).judge();

    assertThat(text(finding(bucket, chain.made(4)))).isEqualTo("changed none high");
    assertThat(finding(bucket, chain.made(4)).detail()).contains("its name says another time");
    assertThat(bucket.chains().get(0).provenTo()).contains(chain.made(2).end());
  }

  @Test
  void aBrokenCopyOfTheNewestDigestIsNotTheDigestAfterIt() {
    TestDigestChain real = real();
    String copy = TestDigestBucket.location(real.newest()).replace("/09/03/", "/09/02/");
    TestDigestBucket bucket =
        TestDigestBucket.of(real).withoutSignatures().put(copy, "").verify(KEYS).judge();

    assertThat(text(finding(bucket, real.newest()))).isEqualTo("not_validated none low");
  }

  @Test
  void saysThePeriodWithoutDigestsInHoursOrDays() {
    Instant start = Instant.parse("2025-09-03T00:00:00Z");

    assertThat(List.of(90L, 150L, 1_200L, 4_320L, 40_080L))
        .extracting(minutes -> ChainFindings.length(start, start.plusSeconds(60 * minutes)))
        .containsExactly("90 min", "2 h 30 min", "20 h", "3 days", "27 days 20 h");
  }

  @Test
  void aDigestThatListsALogOfAnotherAccountOrRegion() {
    for (String other :
        List.of("444455556666/CloudTrail/us-east-1", "111122223333/CloudTrail/eu-west-1")) {
      TestDigestChain chain =
          real()
              .hour(
                  new TestDigestChain.Log(
                      "AWSLogs/" + other + "/2025/09/03/x_CloudTrail_y_20250903T0420Z_z.json.gz",
                      "{}"))
              .hours(1);
      TestDigestBucket bucket = TestDigestBucket.of(chain).verify(PublicKeys.none()).judge();

      assertThat(text(finding(bucket, chain.made(4)))).as(other).isEqualTo("changed none high");
      assertThat(finding(bucket, chain.made(4)).detail()).contains("of another account or Region");
    }
  }

  private static LogCoverage atHalfPast(TestDigestBucket bucket, int hour) {
    return coverage(bucket, "2025-09-03T%02d:30:00Z".formatted(hour));
  }

  /** Coverage of a log that no digest lists, by its delivery time. */
  private static LogCoverage coverage(TestDigestBucket bucket, String deliveredAt) {
    return DigestCoverage.of(bucket.periods)
        .ofLog(
            bucket.periods.get(0).chain().group(),
            Instant.parse(deliveredAt),
            Instant.parse("2025-10-01T00:00:00Z"));
  }
}
