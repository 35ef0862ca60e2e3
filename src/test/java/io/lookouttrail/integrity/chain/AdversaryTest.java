package io.lookouttrail.integrity.chain;

import static io.lookouttrail.integrity.chain.TestDigestChain.KEY;
import static io.lookouttrail.integrity.chain.TestDigestChain.OTHER_KEY;
import static org.assertj.core.api.Assertions.assertThat;

import io.lookouttrail.integrity.chain.TestDigestChain.Log;
import io.lookouttrail.integrity.chain.TestDigestChain.Made;
import io.lookouttrail.integrity.digest.PublicKeys;
import io.lookouttrail.tables.DigestFinding;
import io.lookouttrail.tables.DigestFinding.Proof;
import io.lookouttrail.tables.DigestFinding.Severity;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Digests that someone with write access to the bucket makes, moves or removes. */
class AdversaryTest {
  static final PublicKeys KEYS = TestDigestChain.keys(KEY);
  static final Log PLANTED =
      new Log(
          "AWSLogs/111122223333/CloudTrail/us-east-1/2025/09/03/"
              + "111122223333_CloudTrail_us-east-1_20250903T0120Z_planted.json.gz",
          "{\"Records\":[]}");

  static TestDigestChain real() {
    return TestDigestChain.from("2025-09-03T00:00:00Z").hours(4);
  }

  /** A digest of another trail that lists the planted log. */
  private static TestDigestChain madeUp(String trail) {
    return TestDigestChain.of(trail, "2025-09-03T01:00:00Z").hour(PLANTED);
  }

  /** A real chain and a forged digest without its signature, in a copy on disk. */
  private static TestDigestBucket with(TestDigestChain real, TestDigestChain forged) {
    TestDigestBucket bucket = TestDigestBucket.of(real);
    forged.made().forEach(digest -> bucket.put(TestDigestBucket.location(digest), digest.json()));
    return bucket;
  }

  static DigestFinding finding(TestDigestBucket bucket, Made digest) {
    List<DigestFinding> found =
        bucket.findings.stream()
            .filter(finding -> finding.object().equals(TestDigestBucket.location(digest)))
            .filter(finding -> finding.actualHash().isPresent())
            .toList();
    assertThat(found).hasSize(1);
    return found.get(0);
  }

  static String text(DigestFinding finding) {
    return String.join(
        " ", finding.state().label(), finding.proof().label(), finding.severity().label());
  }

  static Optional<String> planted(TestDigestBucket bucket) {
    return bucket.logEntries.stream()
        .filter(entry -> entry.object().endsWith("/" + PLANTED.key()))
        .map(
            entry ->
                String.join(
                    " ",
                    entry.digestState().label(),
                    entry.proof().label(),
                    entry.digestSeverity().label()))
        .findFirst();
  }

  @Test
  void anUnsignedDigestOfAMadeUpTrail() {
    TestDigestChain forged = madeUp("zz");
    TestDigestBucket onDisk = with(real(), forged).verify(KEYS).judge();

    assertThat(text(finding(onDisk, forged.newest()))).isEqualTo("not_validated none high");
    assertThat(finding(onDisk, forged.newest()).detail()).contains("knows the trail zz");
    assertThat(planted(onDisk)).contains("not_validated none high");

    TestDigestChain real = real();
    TestDigestBucket onS3 = with(real, forged).withMetadata(real).verify(KEYS).judge();

    assertThat(text(finding(onS3, forged.newest()))).isEqualTo("bad_signature none high");
    assertThat(finding(onS3, forged.newest()).detail()).contains("knows the trail zz");
    assertThat(planted(onS3)).contains("bad_signature none high");
  }

  @Test
  void withoutKeysNoTrailIsKnownToBeMadeUp() {
    TestDigestChain alone = madeUp("alone");
    TestDigestBucket bucket = with(real(), alone).verify(PublicKeys.none()).judge();

    assertThat(text(finding(bucket, alone.newest()))).isEqualTo("not_validated none low");
  }

  @Test
  void aTrailThatAnEarlierCheckKnowsIsNotMadeUp() {
    TestDigestChain newTrail = madeUp("quiet");
    TestDigestBucket bucket =
        with(real(), newTrail).verify(KEYS).judge(chain -> chain.trail().equals("quiet"));

    assertThat(text(finding(bucket, newTrail.newest()))).isEqualTo("not_validated none low");
    assertThat(planted(bucket)).contains("not_validated none low");
  }

  @Test
  void aDigestSignedByAnOwnKeyUnderAKnownFingerprint() {
    TestDigestChain forged = madeUp("zz").forgedWith(OTHER_KEY).hour(PLANTED);
    TestDigestBucket bucket =
        with(real(), forged)
            .signed(forged.newest(), forged.newest().signature())
            .verify(KEYS)
            .judge();

    assertThat(text(finding(bucket, forged.newest()))).isEqualTo("bad_signature none high");
    assertThat(planted(bucket)).contains("bad_signature none high");
  }

  @Test
  void aDigestSignedByAnOwnKeyUnderAnUnknownFingerprint() {
    TestDigestChain forged =
        TestDigestChain.of("zz", "2025-09-03T01:00:00Z").rotatedTo(OTHER_KEY).hour(PLANTED).hour();
    TestDigestBucket bucket =
        with(real(), forged)
            .signed(forged.newest(), forged.newest().signature())
            .verify(KEYS)
            .judge();

    assertThat(text(finding(bucket, forged.made(0)))).isEqualTo("unknown_key none high");
    assertThat(finding(bucket, forged.made(0)).detail()).contains("knows the trail zz");
    assertThat(planted(bucket)).contains("unknown_key none high");
  }

  @Test
  void aLongChainUnderAnUnknownFingerprintAfterTheRealOne() {
    TestDigestChain forged =
        TestDigestChain.from("2025-08-01T00:00:00Z")
            .ofLength(Duration.ofHours(12))
            .hours(20)
            .rotatedTo(OTHER_KEY)
            .hours(100);

    TestDigestBucket bucket = TestDigestBucket.of(forged).verify(KEYS).judge();

    assertThat(bucket.findings)
        .filteredOn(finding -> finding.state() == DigestFinding.State.UNKNOWN_KEY)
        .hasSize(100)
        .allMatch(finding -> text(finding).equals("unknown_key none high"));
    assertThat(bucket.logEntries).filteredOn(entry -> entry.proof() != Proof.NONE).hasSize(20);
  }

  @Test
  void anOldKeyThatWasNotGivenIsNoForgery() {
    TestDigestChain chain =
        TestDigestChain.from("2025-08-01T00:00:00Z")
            .ofLength(Duration.ofHours(12))
            .hours(100)
            .rotatedTo(OTHER_KEY)
            .hours(3);

    TestDigestBucket bucket =
        TestDigestBucket.of(chain).verify(TestDigestChain.keys(OTHER_KEY)).judge();

    assertThat(bucket.findings)
        .filteredOn(finding -> finding.state() == DigestFinding.State.UNKNOWN_KEY)
        .hasSize(100)
        .allMatch(finding -> text(finding).equals("unknown_key chained low"));
  }

  @Test
  void theKeysOfARegionThatWereNotGiven() {
    TestDigestChain chain =
        TestDigestChain.from("2025-09-03T00:00:00Z").rotatedTo(OTHER_KEY).hours(3);

    TestDigestBucket bucket = TestDigestBucket.of(chain).verify(KEYS).judge();

    assertThat(bucket.faults())
        .containsExactly(
            "00:00-01:00 unknown_key none low",
            "01:00-02:00 unknown_key none low",
            "02:00-03:00 unknown_key none high");
    assertThat(bucket.logEntries).allMatch(entry -> entry.proof() == Proof.NONE);
  }

  @Test
  void theKeysOfAnotherRegionThatWereNotGiven() {
    TestDigestChain other =
        TestDigestChain.inRegion("eu-west-1", "2025-09-03T00:00:00Z").rotatedTo(OTHER_KEY).hours(2);

    TestDigestBucket bucket = TestDigestBucket.of(real(), other).verify(KEYS).judge();

    assertThat(text(finding(bucket, other.made(0)))).isEqualTo("unknown_key none low");
    assertThat(finding(bucket, other.newest()).detail()).doesNotContain("knows the trail");
  }

  @Test
  void aSecondDigestOfTheSameHour() {
    TestDigestChain real = real();
    TestDigestChain forged = TestDigestChain.from("2025-09-03T00:59:30Z").hour(PLANTED);
    TestDigestBucket onDisk = with(real, forged).verify(KEYS).judge();

    assertThat(text(finding(onDisk, forged.newest()))).isEqualTo("not_validated none high");
    assertThat(planted(onDisk)).contains("not_validated none high");
    assertThat(real.made())
        .allSatisfy(digest -> assertThat(text(finding(onDisk, digest))).endsWith("signed ok"));

    TestDigestBucket onS3 = with(real, forged).withMetadata(real).verify(KEYS).judge();

    assertThat(text(finding(onS3, forged.newest()))).isEqualTo("bad_signature none high");
    assertThat(planted(onS3)).contains("bad_signature none high");
  }

  @Test
  void aForgedNewestDigest() {
    TestDigestChain chain = real();
    Made newest = chain.newest();
    chain.forgedWith(OTHER_KEY).hour(PLANTED);
    Made forged = chain.newest();
    TestDigestBucket onDisk =
        new TestDigestBucket()
            .copiedTo("s3://" + TestDigestChain.BUCKET, chain)
            .withoutSignatures()
            .signed(newest, newest.signature())
            .verify(KEYS)
            .judge();

    assertThat(text(finding(onDisk, newest))).isEqualTo("valid signed ok");
    assertThat(text(finding(onDisk, forged))).isEqualTo("not_validated none high");
    assertThat(planted(onDisk)).contains("not_validated none high");

    TestDigestBucket onS3 = TestDigestBucket.of(chain).withMetadata(chain).verify(KEYS).judge();

    assertThat(text(finding(onS3, newest))).isEqualTo("valid signed ok");
    assertThat(text(finding(onS3, forged))).isEqualTo("bad_signature none high");
  }

  @Test
  void aForgedNewestDigestInASegmentOfItsOwn() {
    TestDigestChain chain =
        TestDigestChain.from("2025-08-01T00:00:00Z").ofLength(Duration.ofHours(12)).hours(30);
    Made newest = chain.newest();
    // Segments are of 16 days, from the epoch on.
    chain.skip(Duration.ofHours(0)).hours(0);
    while (Math.floorDiv(chain.newest().end().getEpochSecond(), 16 * 86_400L)
        == Math.floorDiv(newest.end().getEpochSecond(), 16 * 86_400L)) {
      newest = chain.newest();
      chain.hours(1);
    }
    Made forged = chain.newest();
    TestDigestBucket bucket =
        TestDigestBucket.of(chain)
            .withoutSignatures()
            .signed(newest, newest.signature())
            .verify(KEYS)
            .judge();

    assertThat(text(finding(bucket, forged))).isEqualTo("not_validated none high");
  }

  @Test
  void aNewestDigestWithoutItsFileIsNoForgeryWhereNoneHasOne() {
    TestDigestBucket bucket = TestDigestBucket.of(real()).withoutSignatures().verify(KEYS).judge();

    assertThat(bucket.faults()).containsExactly("03:00-04:00 not_validated none low");
  }

  @Test
  void aForgedDigestBeforeTheFirst() {
    TestDigestChain forged = TestDigestChain.from("2025-09-02T23:00:00Z").hour(PLANTED);
    TestDigestBucket bucket = with(real(), forged).verify(KEYS).judge();

    assertThat(text(finding(bucket, forged.newest()))).isEqualTo("not_validated none high");
    assertThat(planted(bucket)).contains("not_validated none high");
  }

  @Test
  void digestsInAnotherOrder() {
    TestDigestChain chain = real();
    TestDigestBucket bucket =
        TestDigestBucket.of(chain)
            .put(TestDigestBucket.location(chain.made(1)), chain.made(2).json())
            .put(TestDigestBucket.location(chain.made(2)), chain.made(1).json())
            .withMetadata(chain)
            .verify(KEYS)
            .judge();

    assertThat(text(finding(bucket, chain.made(1)))).startsWith("moved").endsWith("high");
    assertThat(text(finding(bucket, chain.made(2)))).startsWith("moved").endsWith("high");
    assertThat(bucket.logEntries)
        .filteredOn(entry -> entry.proof() == Proof.SIGNED)
        .extracting(DigestLogEntry::digest)
        .containsExactlyInAnyOrder(
            TestDigestBucket.location(chain.made(0)), TestDigestBucket.location(chain.made(3)));
  }

  @Test
  void digestsRenamedAcrossAccountsRegionsAndTrails() {
    TestDigestChain chain = real();
    String location = TestDigestBucket.location(chain.made(1));
    for (String renamed :
        List.of(
            location.replace("111122223333", "444455556666"),
            location.replace("us-east-1/", "eu-west-1/").replace("t_us-east-1", "t_eu-west-1"),
            location.replace("management-events", "zz"),
            location.replace("T02", "T05"))) {
      TestDigestBucket bucket =
          TestDigestBucket.of(chain).put(renamed, chain.made(1).json()).verify(KEYS).judge();

      assertThat(bucket.findings)
          .as(renamed)
          .filteredOn(finding -> finding.object().equals(renamed))
          .filteredOn(finding -> finding.actualHash().isPresent())
          .isNotEmpty()
          .allMatch(finding -> finding.state() == DigestFinding.State.MOVED)
          .allMatch(finding -> finding.severity() == Severity.HIGH);
    }
  }

  @Test
  void aRealDigestOfAnotherBucket() {
    TestDigestChain real = real();
    TestDigestChain other = TestDigestChain.of("theirs", "2025-09-03T00:00:00Z").hour(PLANTED);
    TestDigestBucket bucket = new TestDigestBucket().copiedTo("file:///copy", real);
    Made digest = other.inBucket("their-bucket").hour(PLANTED).newest();
    bucket.put("file:///copy/" + digest.key(), digest.json());
    bucket.signedAt("file:///copy/" + digest.key(), digest.signature());
    bucket.verify(KEYS).judge();

    assertThat(bucket.findings)
        .filteredOn(finding -> finding.object().endsWith(digest.key()))
        .filteredOn(finding -> finding.actualHash().isPresent())
        .hasSize(1)
        .allMatch(finding -> text(finding).equals("moved signed high"))
        .allMatch(finding -> finding.detail().contains("their-bucket"));
    assertThat(planted(bucket)).contains("moved none high");
    assertThat(bucket.logEntries).filteredOn(entry -> entry.proof() == Proof.SIGNED).hasSize(4);
  }

  @Test
  void aTrailThatChangesItsBucket() {
    TestDigestChain chain = real().inBucket("new-bucket").hours(2);

    TestDigestBucket bucket =
        new TestDigestBucket().copiedTo("file:///copy", chain).verify(KEYS).judge();

    assertThat(bucket.faults()).isEmpty();
  }

  @Test
  void bytesAfterTheGzipMemberOfADigest() {
    TestDigestChain chain = real();
    TestDigestBucket bucket =
        TestDigestBucket.of(chain).followedByZeros(chain.made(2)).verify(KEYS).judge();

    assertThat(text(finding(bucket, chain.made(2)))).isEqualTo("changed none high");
    assertThat(finding(bucket, chain.made(2)).detail()).isEqualTo("zeros follow the gzip member");
    assertThat(bucket.logEntries).filteredOn(entry -> entry.proof() == Proof.NONE).hasSize(1);
  }

  @Test
  void aFileBesideADigestThatHoldsNoSignature() {
    TestDigestChain forged = TestDigestChain.from("2025-09-03T04:00:00Z").hour(PLANTED);
    TestDigestBucket bucket = with(real(), forged).withHeadFiles().verify(KEYS).judge();

    assertThat(text(finding(bucket, forged.newest()))).isEqualTo("bad_signature none high");
    assertThat(planted(bucket)).contains("bad_signature none high");
  }

  @Test
  void aBackfillDigestThatListsAPlantedLog() {
    TestDigestChain forged =
        TestDigestChain.from("2025-09-03T01:00:00Z").backfilled().hour(PLANTED);
    TestDigestBucket onDisk = with(real(), forged).verify(KEYS).judge();

    assertThat(text(finding(onDisk, forged.newest()))).isEqualTo("not_validated none high");
    assertThat(planted(onDisk)).contains("not_validated none high");
  }

  @Test
  void theSignatureOfAnotherDigest() {
    TestDigestChain chain = real();
    TestDigestChain forged = madeUp("zz");
    TestDigestBucket bucket =
        with(chain, forged)
            .signed(forged.newest(), chain.newest().signature())
            .verify(KEYS)
            .judge();

    assertThat(text(finding(bucket, forged.newest()))).isEqualTo("bad_signature none high");
    assertThat(planted(bucket)).contains("bad_signature none high");
  }

  @Test
  void aForgedDigestDoesNotExcuseALogThatNoDigestLists() {
    TestDigestChain forged = TestDigestChain.of("zz", "2025-09-03T01:00:00Z").hour();
    TestDigestBucket bucket = with(real(), forged).verify(KEYS);

    assertThat(bucket.untrusted()).containsExactly("zz");
  }
}
