package io.lookouttrail.integrity.chain;

import static io.lookouttrail.integrity.chain.TestDigestChain.KEY;
import static io.lookouttrail.integrity.chain.TestDigestChain.OTHER_KEY;
import static org.assertj.core.api.Assertions.assertThat;

import io.lookouttrail.integrity.digest.PublicKeys;
import io.lookouttrail.run.Window;
import io.lookouttrail.tables.DigestFinding;
import io.lookouttrail.tables.DigestFinding.State;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Tests of whole chains; each test compares all findings. */
class DigestChainValidatorTest {
  private static final PublicKeys KEYS = TestDigestChain.keys(KEY);

  private static TestDigestChain fourHours() {
    return TestDigestChain.from("2025-09-03T00:00:00Z").hours(4);
  }

  @Test
  void provesAWholeChainByTheSignatureOfItsNewestDigest() {
    TestDigestBucket bucket = TestDigestBucket.of(fourHours()).verify(KEYS);

    assertThat(bucket.all())
        .containsExactly(
            "00:00-01:00 valid signed ok",
            "01:00-02:00 valid signed ok",
            "02:00-03:00 valid signed ok",
            "03:00-04:00 valid signed ok");
    assertThat(bucket.logEntries)
        .hasSize(4)
        .allMatch(entry -> entry.credible() && entry.proof() == DigestFinding.Proof.SIGNED)
        .allMatch(entry -> entry.object().startsWith("s3://trail-bucket/AWSLogs/111122223333/"));
  }

  @Test
  void provesAllButTheNewestDigestByHashesAloneWhereThereIsNoKey() {
    assertThat(TestDigestBucket.of(fourHours()).verify(PublicKeys.none()).all())
        .containsExactly(
            "00:00-01:00 valid chained ok",
            "01:00-02:00 valid chained ok",
            "02:00-03:00 valid chained ok",
            "03:00-04:00 not_validated none low");
  }

  @Test
  void provesAllButTheNewestDigestWhereItsSignatureIsLost() {
    assertThat(TestDigestBucket.of(fourHours()).withoutSignatures().verify(KEYS).faults())
        .containsExactly("03:00-04:00 not_validated none low");
  }

  @Test
  void reportsAFileSystemWithoutMetadata() {
    TestDigestBucket bucket = TestDigestBucket.of(fourHours()).withoutMetadata().verify(KEYS);

    assertThat(bucket.faults()).containsExactly("03:00-04:00 not_validated none low");
    assertThat(bucket.findings)
        .filteredOn(finding -> finding.detail().contains(DigestValidator.NO_METADATA))
        .hasSize(1);
  }

  @Test
  void findsAChangedDigest() {
    TestDigestChain chain = fourHours();

    assertThat(
            TestDigestBucket.of(chain)
                .changed(chain.made(1), "\"hashValue\":\"", "\"hashValue\":\"0")
                .verify(KEYS)
                .faults())
        .containsExactly("01:00-02:00 bad_signature none high");
  }

  @Test
  void findsAChangedNewestDigestByItsSignature() {
    TestDigestChain chain = fourHours();

    assertThat(
            TestDigestBucket.of(chain)
                .changed(chain.made(3), "us-east-1_2025", "us-east-1_2024")
                .verify(KEYS)
                .faults())
        .contains("03:00-04:00 moved none high");
    assertThat(
            TestDigestBucket.of(chain)
                .changed(chain.made(3), "hashValue\":\"", "hashValue\":\"0")
                .verify(KEYS)
                .faults())
        .containsExactly("03:00-04:00 bad_signature none high");
  }

  @Test
  void findsAChangedDigestByHashesAloneAndProvesNothingByIt() {
    TestDigestChain chain = fourHours();

    assertThat(
            TestDigestBucket.of(chain)
                .changed(chain.made(2), "\"hashValue\":\"", "\"hashValue\":\"0")
                .verify(PublicKeys.none())
                .faults())
        .containsExactly(
            "01:00-02:00 not_validated none low",
            "02:00-03:00 changed none high",
            "03:00-04:00 not_validated none low");
  }

  @Test
  void doesNotTrustTheLogEntriesOfAChangedDigest() {
    TestDigestChain chain = fourHours();
    TestDigestBucket bucket =
        TestDigestBucket.of(chain).changed(chain.made(1), "\"hashValue\":\"", "\"hashValue\":\"0");

    assertThat(bucket.verify(KEYS).logEntries)
        .filteredOn(entry -> !entry.credible())
        .extracting(DigestLogEntry::digest)
        .containsExactly(TestDigestBucket.location(chain.made(1)));
  }

  @Test
  void findsAForgedSignature() {
    TestDigestChain chain = fourHours();
    String forged = "00" + chain.newest().signature().substring(2);

    assertThat(TestDigestBucket.of(chain).signed(chain.newest(), forged).verify(KEYS).faults())
        .containsExactly("03:00-04:00 bad_signature none high");
    assertThat(TestDigestBucket.of(chain).signed(chain.newest(), "no hex").verify(KEYS).faults())
        .containsExactly("03:00-04:00 bad_signature none high");
  }

  @Test
  void findsADigestSignedWithAnotherKeyThanItNames() {
    TestDigestChain chain = fourHours().forgedWith(OTHER_KEY).hours(1).forgedWith(KEY).hours(1);

    assertThat(TestDigestBucket.of(chain).verify(TestDigestChain.keys(KEY, OTHER_KEY)).faults())
        .containsExactly("04:00-05:00 bad_signature none high");
  }

  @Test
  void followsARotationOfKeys() {
    TestDigestChain chain = fourHours().rotatedTo(OTHER_KEY).hours(2);

    assertThat(TestDigestBucket.of(chain).verify(TestDigestChain.keys(KEY, OTHER_KEY)).faults())
        .isEmpty();
  }

  @Test
  void namesTheKeyThatWasNotGiven() {
    TestDigestChain chain = fourHours().rotatedTo(OTHER_KEY).hours(2);

    TestDigestBucket lateKeyLost = TestDigestBucket.of(chain).verify(KEYS);
    assertThat(lateKeyLost.faults())
        .containsExactly(
            "04:00-05:00 unknown_key chained low", "05:00-06:00 unknown_key none high");
    assertThat(lateKeyLost.findings.get(0).detail())
        .contains(TestDigestChain.fingerprint(OTHER_KEY));
    assertThat(TestDigestBucket.of(chain).verify(TestDigestChain.keys(OTHER_KEY)).faults())
        .containsExactly(
            "00:00-01:00 unknown_key chained low",
            "01:00-02:00 unknown_key chained low",
            "02:00-03:00 unknown_key chained low",
            "03:00-04:00 unknown_key chained low");
  }

  @Test
  void findsAMissingDigestAndContinues() {
    TestDigestChain chain = fourHours();
    TestDigestBucket bucket =
        TestDigestBucket.of(chain)
            .without(chain.made(1))
            .signed(chain.made(0), chain.made(0).signature());

    assertThat(bucket.verify(KEYS).faults()).containsExactly("01:00-02:00 missing none high");
    assertThat(bucket.findings)
        .filteredOn(finding -> finding.state() == State.MISSING)
        .extracting(DigestFinding::object)
        .containsExactly(TestDigestBucket.location(chain.made(1)));
  }

  @Test
  void hasNoSignatureOfTheDigestBeforeAMissingOne() {
    TestDigestChain chain = fourHours();

    assertThat(TestDigestBucket.of(chain).without(chain.made(1)).verify(KEYS).faults())
        .containsExactly("00:00-01:00 not_validated none low", "01:00-02:00 missing none high");
  }

  @Test
  void countsConsecutiveMissingDigestsByTheirTimes() {
    TestDigestChain chain = TestDigestChain.from("2025-09-03T00:00:00Z").hours(6);
    TestDigestBucket bucket =
        TestDigestBucket.of(chain)
            .without(chain.made(2))
            .without(chain.made(3))
            .without(chain.made(4))
            .signed(chain.made(1), chain.made(1).signature());

    assertThat(bucket.verify(KEYS).faults())
        .containsExactly(
            "02:00-03:00 missing none high",
            "03:00-04:00 missing none high",
            "04:00-05:00 missing none high");
    assertThat(bucket.findings)
        .filteredOn(finding -> finding.state() == State.MISSING)
        .extracting(DigestFinding::object)
        .containsExactlyInAnyOrder(
            TestDigestBucket.location(chain.made(2)),
            TestDigestBucket.location(chain.made(3)),
            TestDigestBucket.location(chain.made(4)));
  }

  @Test
  void findsTheMissingDigestBeforeTheOldestOne() {
    TestDigestChain chain = fourHours();

    assertThat(TestDigestBucket.of(chain).without(chain.made(0)).verify(KEYS).faults())
        .containsExactly("00:00-01:00 missing none high");
  }

  @Test
  void findsAnUnreadableDigestAndContinues() {
    TestDigestChain chain = fourHours();
    TestDigestBucket bucket =
        TestDigestBucket.of(chain)
            .broken(chain.made(2))
            .signed(chain.made(1), chain.made(1).signature());

    assertThat(bucket.verify(KEYS).faults()).containsExactly("02:00-03:00 unreadable none high");
    assertThat(
            TestDigestBucket.of(chain)
                .put(TestDigestBucket.location(chain.made(3)), "{\"logFiles\":[]}")
                .signed(chain.made(2), chain.made(2).signature())
                .verify(KEYS)
                .faults())
        .containsExactly("03:00-04:00 unreadable none high");
  }

  @Test
  void countsMissingDigestsBeforeAnUnreadableOne() {
    TestDigestChain chain = TestDigestChain.from("2025-09-03T00:00:00Z").hours(6);
    TestDigestBucket bucket =
        TestDigestBucket.of(chain)
            .broken(chain.made(4))
            .without(chain.made(3))
            .without(chain.made(2))
            .signed(chain.made(1), chain.made(1).signature());

    assertThat(bucket.verify(KEYS).faults())
        .containsExactly(
            "02:00-03:00 missing none high",
            "03:00-04:00 missing none high",
            "04:00-05:00 unreadable none high");
  }

  @Test
  void findsAMovedDigestAndUsesItsContent() {
    TestDigestChain chain = fourHours();
    String elsewhere =
        TestDigestBucket.location(chain.made(1)).replace("/2025/09/03/", "/2025/09/02/");
    TestDigestBucket bucket =
        TestDigestBucket.of(chain).moved(chain.made(1), elsewhere).verify(KEYS);

    assertThat(bucket.faults()).containsExactly("01:00-02:00 moved signed high");
    assertThat(bucket.logEntries).hasSize(4).allMatch(DigestLogEntry::credible);
  }

  @Test
  void findsADigestWithTheNameOfAnotherTime() {
    TestDigestChain chain = fourHours();
    String location = TestDigestBucket.location(chain.made(1));
    String renamed = location.replace("T020000Z", "T020101Z");
    TestDigestBucket bucket = TestDigestBucket.of(chain).moved(chain.made(1), renamed).verify(KEYS);

    assertThat(bucket.faults()).containsExactly("01:00-02:00 moved signed high");
    assertThat(TestDigestBucket.of(chain).put(renamed, chain.made(1).json()).verify(KEYS).all())
        .containsExactly(
            "00:00-01:00 valid signed ok",
            "01:00-02:00 moved signed high",
            "01:00-02:00 valid signed ok",
            "02:00-03:00 valid signed ok",
            "03:00-04:00 valid signed ok");
  }

  @Test
  void findsADigestWithANameOfAnotherForm() {
    TestDigestChain chain = fourHours();
    String renamed =
        TestDigestBucket.location(chain.made(1)).replace("111122223333_Cloud", "old-Cloud");
    TestDigestBucket bucket =
        TestDigestBucket.of(chain)
            .moved(chain.made(1), renamed)
            .signed(chain.made(0), chain.made(0).signature())
            .verify(KEYS);

    assertThat(bucket.findings)
        .filteredOn(finding -> finding.severity() == DigestFinding.Severity.HIGH)
        .extracting(finding -> finding.state().label())
        .containsExactlyInAnyOrder("missing", "moved");
  }

  @Test
  void findsTheDigestOfAnotherHourInPlaceOfADigest() {
    TestDigestChain chain = fourHours();
    TestDigestBucket bucket =
        TestDigestBucket.of(chain)
            .put(TestDigestBucket.location(chain.made(2)), chain.made(0).json())
            .signed(chain.made(1), chain.made(1).signature())
            .verify(KEYS);

    assertThat(bucket.faults()).containsExactly("02:00-03:00 moved none high");
    assertThat(bucket.logEntries).hasSize(3);
  }

  @Test
  void distinguishesACopyFromTheOriginalDigest() {
    TestDigestChain chain = fourHours();
    String copy =
        TestDigestBucket.location(chain.made(1)).replace("/2025/09/03/", "/2025/09/03/a/");

    assertThat(TestDigestBucket.of(chain).put(copy, chain.made(1).json()).verify(KEYS).all())
        .containsExactly(
            "00:00-01:00 valid signed ok",
            "01:00-02:00 moved signed high",
            "01:00-02:00 valid signed ok",
            "02:00-03:00 valid signed ok",
            "03:00-04:00 valid signed ok");
  }

  @Test
  void reportsTheGapBeforeValidationWasTurnedOnAgain() {
    TestDigestChain chain = fourHours().off(Duration.ofHours(20)).hours(2);
    TestDigestBucket bucket =
        TestDigestBucket.of(chain).signed(chain.made(3), chain.made(3).signature());

    assertThat(bucket.verify(KEYS).faults()).containsExactly("04:00-00:00 not_validated none high");
    assertThat(bucket.findings)
        .filteredOn(finding -> finding.state() == State.NOT_VALIDATED)
        .hasSize(1)
        .allMatch(finding -> finding.detail().startsWith("no digest for 20 h before"));
  }

  @Test
  void reportsTheGapBetweenConsecutiveDigests() {
    TestDigestChain chain = fourHours().skip(Duration.ofMinutes(90)).hours(2);

    assertThat(TestDigestBucket.of(chain).verify(KEYS).faults())
        .containsExactly("04:00-05:30 gap none high");
  }

  @Test
  void acceptsANewStartWithoutAGap() {
    TestDigestChain chain = fourHours().off(Duration.ZERO).hours(1);

    assertThat(
            TestDigestBucket.of(chain)
                .signed(chain.made(3), chain.made(3).signature())
                .verify(KEYS)
                .faults())
        .isEmpty();
  }

  @Test
  void validatesBackfilledDigestsAsAChainOfTheirOwn() {
    TestDigestChain chain = fourHours().off(Duration.ofHours(3)).hours(2);
    TestDigestChain backfill = TestDigestChain.from("2025-09-03T04:00:00Z").backfilled().hours(3);
    TestDigestBucket bucket =
        TestDigestBucket.of(chain, backfill)
            .signed(chain.made(3), chain.made(3).signature())
            .verify(KEYS);

    assertThat(bucket.faults()).containsExactly("04:00-07:00 not_validated none high");
    DigestFinding gap =
        bucket.findings.stream()
            .filter(finding -> finding.state() == State.NOT_VALIDATED)
            .findFirst()
            .orElseThrow();
    assertThat(DigestCoverage.of(bucket.periods).withBackfill(gap).severity())
        .isEqualTo(DigestFinding.Severity.LOW);
    assertThat(DigestCoverage.of(List.of()).withBackfill(gap)).isEqualTo(gap);
  }

  @Test
  void separatesTrailsAndOrganizations() {
    TestDigestChain own = TestDigestChain.of("own_trail", "2025-09-03T00:20:00Z").hours(3);
    TestDigestChain other = TestDigestChain.of("own", "2025-09-03T00:00:00Z").hours(3);
    TestDigestChain shared =
        TestDigestChain.ofOrganization("o-abc", "111122223333", "2025-09-03T00:10:00Z").hours(3);

    assertThat(TestDigestBucket.of(own, other, shared).verify(KEYS).all())
        .hasSize(9)
        .allMatch(text -> text.endsWith("valid signed ok"));
  }

  @Test
  void reportsOnlyObjectsOfTheWindow() {
    TestDigestChain chain = TestDigestChain.from("2025-09-02T20:00:00Z").hours(30);
    Window day =
        new Window(
            Optional.of(LocalDate.of(2025, 9, 3)),
            Optional.of(LocalDate.of(2025, 9, 3)),
            0,
            Set.of(),
            Set.of());
    TestDigestBucket bucket =
        TestDigestBucket.of(chain)
            .withoutSignatures()
            .without(chain.made(0))
            .without(chain.made(1))
            .verify(KEYS, new OriginalLocations(Map.of()), day);

    assertThat(bucket.faults()).isEmpty();
    assertThat(bucket.findings).hasSize(24);
    assertThat(bucket.logEntries).hasSize(24).allMatch(entry -> entry.object().contains("/09/03/"));
  }

  @Test
  void reportsNothingAsMissingOutsideTheListedFolder() {
    TestDigestChain chain = fourHours();
    TestDigestBucket bucket =
        TestDigestBucket.of(chain).without(chain.made(0)).verifyBelow("s3://trail-bucket/old/");

    assertThat(bucket.logEntries).isEmpty();
    assertThat(bucket.findings)
        .filteredOn(finding -> finding.detail().contains("outside the archive"))
        .hasSize(4)
        .allMatch(finding -> finding.state() == State.NOT_VALIDATED)
        .allMatch(finding -> finding.severity() == DigestFinding.Severity.LOW);
  }

  @Test
  void findsTheSameInSegmentsAndInOnePiece() {
    TestDigestChain chain =
        TestDigestChain.from("2025-08-01T00:00:00Z").ofLength(Duration.ofHours(12)).hours(90);
    for (int fault : new int[] {11, 30, 31, 62, 63, 64}) {
      TestDigestBucket cut = faulty(chain, fault).verify(KEYS);
      TestDigestBucket whole = faulty(chain, fault).verifyAsOneSegment(KEYS);

      assertThat(cut.findings)
          .as("fault at %d", fault)
          .containsExactlyInAnyOrderElementsOf(whole.findings);
      assertThat(cut.faults()).isNotEmpty();
    }
  }

  private static TestDigestBucket faulty(TestDigestChain chain, int at) {
    return at % 2 == 0
        ? TestDigestBucket.of(chain).without(chain.made(at))
        : TestDigestBucket.of(chain).changed(chain.made(at), "hashValue\":\"", "hashValue\":\"0");
  }

  @Test
  void acceptsACopyOfAnArchive() {
    for (String base :
        List.of("file:///data/copy", "s3://copies/trail", "file:///data/trail/o-copy")) {
      TestDigestBucket bucket = new TestDigestBucket().copiedTo(base, fourHours()).verify(KEYS);

      assertThat(bucket.faults()).as(base).isEmpty();
      assertThat(bucket.logEntries)
          .allMatch(entry -> entry.object().startsWith(base + "/AWSLogs/"));
    }
  }

  @Test
  void acceptsACopyOfAnAccountsFolder() {
    TestDigestChain chain = fourHours();
    TestDigestBucket bucket = new TestDigestBucket();
    chain
        .made()
        .forEach(
            digest ->
                bucket.put(
                    "file:///copy/" + digest.key().substring("AWSLogs/111122223333/".length()),
                    digest.json()));

    assertThat(bucket.verify(PublicKeys.none()).faults())
        .containsExactly("03:00-04:00 not_validated none low");
    assertThat(bucket.logEntries)
        .allMatch(entry -> entry.object().startsWith("file:///copy/CloudTrail/us-east-1/"));
  }

  @Test
  void usesTheGivenLocationOfABucket() {
    OriginalLocations locations =
        new OriginalLocations(Map.of(TestDigestChain.BUCKET, "s3://copies/trail"));

    assertThat(
            new TestDigestBucket()
                .copiedTo("s3://copies/trail", fourHours())
                .verify(KEYS, locations, Window.everything())
                .faults())
        .isEmpty();
    assertThat(
            TestDigestBucket.of(fourHours()).verify(KEYS, locations, Window.everything()).faults())
        .hasSize(4)
        .allMatch(text -> text.contains("moved signed high"));
  }

  @Test
  void findsADigestMovedWithinACopy() {
    TestDigestChain chain = fourHours();
    TestDigestBucket bucket = new TestDigestBucket().copiedTo("file:///copy", chain);
    String location = "file:///copy/" + chain.made(1).key();
    bucket
        .remove(location)
        .put(
            location.replace("AWSLogs/111122223333", "AWSLogs/444455556666"), chain.made(1).json());

    assertThat(bucket.verify(KEYS).faults())
        .containsExactly(
            "00:00-01:00 not_validated none low",
            "01:00-02:00 missing none high",
            "01:00-02:00 moved none high");
  }
}
