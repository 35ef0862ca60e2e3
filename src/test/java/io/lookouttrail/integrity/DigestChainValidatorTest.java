package io.lookouttrail.integrity;

import static io.lookouttrail.integrity.ADigestChain.KEY;
import static io.lookouttrail.integrity.ADigestChain.OTHER_KEY;
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

/** What a walk along a chain finds; findings are compared as a whole. */
class DigestChainValidatorTest {
  private static final PublicKeys KEYS = ADigestChain.keys(KEY);

  private static ADigestChain fourHours() {
    return ADigestChain.from("2025-09-03T00:00:00Z").hours(4);
  }

  @Test
  void provesAWholeChainByTheSignatureOfItsNewestDigest() {
    ABucket bucket = ABucket.of(fourHours()).verify(KEYS);

    assertThat(bucket.all())
        .containsExactly(
            "00:00-01:00 valid signed ok",
            "01:00-02:00 valid signed ok",
            "02:00-03:00 valid signed ok",
            "03:00-04:00 valid signed ok");
    assertThat(bucket.claims)
        .hasSize(4)
        .allMatch(claim -> claim.believed() && claim.proof() == DigestFinding.Proof.SIGNED)
        .allMatch(claim -> claim.object().startsWith("s3://trail-bucket/AWSLogs/111122223333/"));
  }

  @Test
  void provesAllButTheNewestDigestByHashesAloneWhereThereIsNoKey() {
    assertThat(ABucket.of(fourHours()).verify(PublicKeys.none()).all())
        .containsExactly(
            "00:00-01:00 valid chained ok",
            "01:00-02:00 valid chained ok",
            "02:00-03:00 valid chained ok",
            "03:00-04:00 not_validated none low");
  }

  @Test
  void provesAllButTheNewestDigestWhereItsSignatureIsLost() {
    assertThat(ABucket.of(fourHours()).withoutSignatures().verify(KEYS).faults())
        .containsExactly("03:00-04:00 not_validated none low");
  }

  @Test
  void saysWhereAFileSystemCannotTellSignatures() {
    ABucket bucket = ABucket.of(fourHours()).withoutMetadata().verify(KEYS);

    assertThat(bucket.faults()).containsExactly("03:00-04:00 not_validated none low");
    assertThat(bucket.findings)
        .filteredOn(finding -> finding.detail().contains(DigestValidator.NO_METADATA))
        .hasSize(1);
  }

  @Test
  void findsAChangedDigest() {
    ADigestChain chain = fourHours();

    assertThat(
            ABucket.of(chain)
                .changed(chain.made(1), "\"hashValue\":\"", "\"hashValue\":\"0")
                .verify(KEYS)
                .faults())
        .containsExactly("01:00-02:00 bad_signature none high");
  }

  @Test
  void findsAChangedNewestDigestByItsSignature() {
    ADigestChain chain = fourHours();

    assertThat(
            ABucket.of(chain)
                .changed(chain.made(3), "us-east-1_2025", "us-east-1_2024")
                .verify(KEYS)
                .faults())
        .contains("03:00-04:00 moved none high");
    assertThat(
            ABucket.of(chain)
                .changed(chain.made(3), "hashValue\":\"", "hashValue\":\"0")
                .verify(KEYS)
                .faults())
        .containsExactly("03:00-04:00 bad_signature none high");
  }

  @Test
  void findsAChangedDigestByHashesAloneAndProvesNothingByIt() {
    ADigestChain chain = fourHours();

    assertThat(
            ABucket.of(chain)
                .changed(chain.made(2), "\"hashValue\":\"", "\"hashValue\":\"0")
                .verify(PublicKeys.none())
                .faults())
        .containsExactly(
            "01:00-02:00 not_validated none low",
            "02:00-03:00 changed none high",
            "03:00-04:00 not_validated none low");
  }

  @Test
  void doesNotBelieveTheLogsOfAChangedDigest() {
    ADigestChain chain = fourHours();
    ABucket bucket =
        ABucket.of(chain).changed(chain.made(1), "\"hashValue\":\"", "\"hashValue\":\"0");

    assertThat(bucket.verify(KEYS).claims)
        .filteredOn(claim -> !claim.believed())
        .extracting(DigestLogEntry::digest)
        .containsExactly(ABucket.place(chain.made(1)));
  }

  @Test
  void findsAForgedSignature() {
    ADigestChain chain = fourHours();
    String forged = "00" + chain.newest().signature().substring(2);

    assertThat(ABucket.of(chain).signed(chain.newest(), forged).verify(KEYS).faults())
        .containsExactly("03:00-04:00 bad_signature none high");
    assertThat(ABucket.of(chain).signed(chain.newest(), "no hex").verify(KEYS).faults())
        .containsExactly("03:00-04:00 bad_signature none high");
  }

  @Test
  void findsADigestSignedWithAnotherKeyThanItNames() {
    ADigestChain chain = fourHours().forgedWith(OTHER_KEY).hours(1).forgedWith(KEY).hours(1);

    assertThat(ABucket.of(chain).verify(ADigestChain.keys(KEY, OTHER_KEY)).faults())
        .containsExactly("04:00-05:00 bad_signature none high");
  }

  @Test
  void followsARotationOfKeys() {
    ADigestChain chain = fourHours().rotatedTo(OTHER_KEY).hours(2);

    assertThat(ABucket.of(chain).verify(ADigestChain.keys(KEY, OTHER_KEY)).faults()).isEmpty();
  }

  @Test
  void saysWhichKeyWasNotGiven() {
    ADigestChain chain = fourHours().rotatedTo(OTHER_KEY).hours(2);

    ABucket lateKeyLost = ABucket.of(chain).verify(KEYS);
    assertThat(lateKeyLost.faults())
        .containsExactly(
            "04:00-05:00 unknown_key chained low", "05:00-06:00 unknown_key none high");
    assertThat(lateKeyLost.findings.get(0).detail()).contains(ADigestChain.fingerprint(OTHER_KEY));
    assertThat(ABucket.of(chain).verify(ADigestChain.keys(OTHER_KEY)).faults())
        .containsExactly(
            "00:00-01:00 unknown_key chained low",
            "01:00-02:00 unknown_key chained low",
            "02:00-03:00 unknown_key chained low",
            "03:00-04:00 unknown_key chained low");
  }

  @Test
  void findsAMissingDigestAndGoesOn() {
    ADigestChain chain = fourHours();
    ABucket bucket =
        ABucket.of(chain).without(chain.made(1)).signed(chain.made(0), chain.made(0).signature());

    assertThat(bucket.verify(KEYS).faults()).containsExactly("01:00-02:00 missing none high");
    assertThat(bucket.findings)
        .filteredOn(finding -> finding.state() == State.MISSING)
        .extracting(DigestFinding::object)
        .containsExactly(ABucket.place(chain.made(1)));
  }

  @Test
  void hasNoSignatureOfTheDigestBeforeAMissingOne() {
    ADigestChain chain = fourHours();

    assertThat(ABucket.of(chain).without(chain.made(1)).verify(KEYS).faults())
        .containsExactly("00:00-01:00 not_validated none low", "01:00-02:00 missing none high");
  }

  @Test
  void countsMissingDigestsSideBySideByTheirTimes() {
    ADigestChain chain = ADigestChain.from("2025-09-03T00:00:00Z").hours(6);
    ABucket bucket =
        ABucket.of(chain)
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
            ABucket.place(chain.made(2)),
            ABucket.place(chain.made(3)),
            ABucket.place(chain.made(4)));
  }

  @Test
  void findsThatTheOldestDigestHadOneBeforeIt() {
    ADigestChain chain = fourHours();

    assertThat(ABucket.of(chain).without(chain.made(0)).verify(KEYS).faults())
        .containsExactly("00:00-01:00 missing none high");
  }

  @Test
  void findsADigestThatCannotBeReadAndGoesOn() {
    ADigestChain chain = fourHours();
    ABucket bucket =
        ABucket.of(chain).broken(chain.made(2)).signed(chain.made(1), chain.made(1).signature());

    assertThat(bucket.verify(KEYS).faults()).containsExactly("02:00-03:00 unreadable none high");
    assertThat(
            ABucket.of(chain)
                .put(ABucket.place(chain.made(3)), "{\"logFiles\":[]}")
                .signed(chain.made(2), chain.made(2).signature())
                .verify(KEYS)
                .faults())
        .containsExactly("03:00-04:00 unreadable none high");
  }

  @Test
  void countsMissingDigestsBehindOneThatCannotBeRead() {
    ADigestChain chain = ADigestChain.from("2025-09-03T00:00:00Z").hours(6);
    ABucket bucket =
        ABucket.of(chain)
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
  void findsAMovedDigestAndStillGoesByWhatItSays() {
    ADigestChain chain = fourHours();
    String elsewhere = ABucket.place(chain.made(1)).replace("/2025/09/03/", "/2025/09/02/");
    ABucket bucket = ABucket.of(chain).moved(chain.made(1), elsewhere).verify(KEYS);

    assertThat(bucket.faults()).containsExactly("01:00-02:00 moved signed high");
    assertThat(bucket.claims).hasSize(4).allMatch(DigestLogEntry::believed);
  }

  @Test
  void findsADigestUnderAnotherTimesName() {
    ADigestChain chain = fourHours();
    String place = ABucket.place(chain.made(1));
    String renamed = place.replace("T020000Z", "T020101Z");
    ABucket bucket = ABucket.of(chain).moved(chain.made(1), renamed).verify(KEYS);

    assertThat(bucket.faults()).containsExactly("01:00-02:00 moved signed high");
    assertThat(ABucket.of(chain).put(renamed, chain.made(1).json()).verify(KEYS).all())
        .containsExactly(
            "00:00-01:00 valid signed ok",
            "01:00-02:00 moved signed high",
            "01:00-02:00 valid signed ok",
            "02:00-03:00 valid signed ok",
            "03:00-04:00 valid signed ok");
  }

  @Test
  void findsADigestUnderANameThatTellsNothing() {
    ADigestChain chain = fourHours();
    String renamed = ABucket.place(chain.made(1)).replace("111122223333_Cloud", "old-Cloud");
    ABucket bucket =
        ABucket.of(chain)
            .moved(chain.made(1), renamed)
            .signed(chain.made(0), chain.made(0).signature())
            .verify(KEYS);

    assertThat(bucket.findings)
        .filteredOn(finding -> finding.severity() == DigestFinding.Severity.HIGH)
        .extracting(finding -> finding.state().label())
        .containsExactlyInAnyOrder("missing", "moved");
  }

  @Test
  void findsAnotherHoursDigestInThePlaceOfOne() {
    ADigestChain chain = fourHours();
    ABucket bucket =
        ABucket.of(chain)
            .put(ABucket.place(chain.made(2)), chain.made(0).json())
            .signed(chain.made(1), chain.made(1).signature())
            .verify(KEYS);

    assertThat(bucket.faults()).containsExactly("02:00-03:00 moved none high");
    assertThat(bucket.claims).hasSize(3);
  }

  @Test
  void tellsACopyFromTheDigestThatIsWhereItBelongs() {
    ADigestChain chain = fourHours();
    String copy = ABucket.place(chain.made(1)).replace("/2025/09/03/", "/2025/09/03/a/");

    assertThat(ABucket.of(chain).put(copy, chain.made(1).json()).verify(KEYS).all())
        .containsExactly(
            "00:00-01:00 valid signed ok",
            "01:00-02:00 moved signed high",
            "01:00-02:00 valid signed ok",
            "02:00-03:00 valid signed ok",
            "03:00-04:00 valid signed ok");
  }

  @Test
  void tellsTheGapBeforeANewStart() {
    ADigestChain chain = fourHours().off(Duration.ofHours(20)).hours(2);
    ABucket bucket = ABucket.of(chain).signed(chain.made(3), chain.made(3).signature());

    assertThat(bucket.verify(KEYS).faults()).containsExactly("04:00-00:00 not_validated none high");
    assertThat(bucket.findings)
        .filteredOn(finding -> finding.state() == State.NOT_VALIDATED)
        .hasSize(1)
        .allMatch(finding -> finding.detail().startsWith("no digest for 20 h before"));
  }

  @Test
  void tellsTheGapBetweenDigestsThatFollowEachOther() {
    ADigestChain chain = fourHours().skip(Duration.ofMinutes(90)).hours(2);

    assertThat(ABucket.of(chain).verify(KEYS).faults())
        .containsExactly("04:00-05:30 gap none high");
  }

  @Test
  void takesANewStartWithoutAGapAsItIs() {
    ADigestChain chain = fourHours().off(Duration.ZERO).hours(1);

    assertThat(
            ABucket.of(chain)
                .signed(chain.made(3), chain.made(3).signature())
                .verify(KEYS)
                .faults())
        .isEmpty();
  }

  @Test
  void walksBackfilledDigestsAsAChainOfTheirOwn() {
    ADigestChain chain = fourHours().off(Duration.ofHours(3)).hours(2);
    ADigestChain backfill = ADigestChain.from("2025-09-03T04:00:00Z").backfilled().hours(3);
    ABucket bucket =
        ABucket.of(chain, backfill).signed(chain.made(3), chain.made(3).signature()).verify(KEYS);

    assertThat(bucket.faults()).containsExactly("04:00-07:00 not_validated none high");
    DigestFinding gap =
        bucket.findings.stream()
            .filter(finding -> finding.state() == State.NOT_VALIDATED)
            .findFirst()
            .orElseThrow();
    assertThat(GapFinder.judged(gap, DigestCoverage.of(bucket.spans)).severity())
        .isEqualTo(DigestFinding.Severity.LOW);
    assertThat(GapFinder.judged(gap, DigestCoverage.of(List.of()))).isEqualTo(gap);
  }

  @Test
  void keepsTrailsAndOrganizationsApart() {
    ADigestChain own = ADigestChain.of("own_trail", "2025-09-03T00:20:00Z").hours(3);
    ADigestChain other = ADigestChain.of("own", "2025-09-03T00:00:00Z").hours(3);
    ADigestChain shared =
        ADigestChain.ofOrganization("o-abc", "111122223333", "2025-09-03T00:10:00Z").hours(3);

    assertThat(ABucket.of(own, other, shared).verify(KEYS).all())
        .hasSize(9)
        .allMatch(text -> text.endsWith("valid signed ok"));
  }

  @Test
  void asksOnlyForWhatIsOfTheWindow() {
    ADigestChain chain = ADigestChain.from("2025-09-02T20:00:00Z").hours(30);
    Window day =
        new Window(
            Optional.of(LocalDate.of(2025, 9, 3)),
            Optional.of(LocalDate.of(2025, 9, 3)),
            0,
            Set.of(),
            Set.of());
    ABucket bucket =
        ABucket.of(chain)
            .withoutSignatures()
            .without(chain.made(0))
            .without(chain.made(1))
            .verify(KEYS, new OriginalLocations(Map.of()), day);

    assertThat(bucket.faults()).isEmpty();
    assertThat(bucket.findings).hasSize(24);
    assertThat(bucket.claims).hasSize(24).allMatch(claim -> claim.object().contains("/09/03/"));
  }

  @Test
  void callsNothingMissingThatLiesOutsideOfWhatWasListed() {
    ADigestChain chain = fourHours();
    ABucket bucket = ABucket.of(chain).without(chain.made(0)).verifyBelow("s3://trail-bucket/old/");

    assertThat(bucket.claims).isEmpty();
    assertThat(bucket.findings)
        .filteredOn(finding -> finding.detail().contains("outside the archive"))
        .hasSize(4)
        .allMatch(finding -> finding.state() == State.NOT_VALIDATED)
        .allMatch(finding -> finding.severity() == DigestFinding.Severity.LOW);
  }

  @Test
  void findsTheSameHoweverAChainIsCut() {
    ADigestChain chain =
        ADigestChain.from("2025-08-01T00:00:00Z").ofLength(Duration.ofHours(12)).hours(90);
    for (int fault : new int[] {11, 30, 31, 62, 63, 64}) {
      ABucket cut = faulty(chain, fault).verify(KEYS);
      ABucket whole = faulty(chain, fault).verifyInOnePiece(KEYS);

      assertThat(cut.findings)
          .as("fault at %d", fault)
          .containsExactlyInAnyOrderElementsOf(whole.findings);
      assertThat(cut.faults()).isNotEmpty();
    }
  }

  private static ABucket faulty(ADigestChain chain, int at) {
    return at % 2 == 0
        ? ABucket.of(chain).without(chain.made(at))
        : ABucket.of(chain).changed(chain.made(at), "hashValue\":\"", "hashValue\":\"0");
  }

  @Test
  void takesACopyForWhatItIs() {
    for (String base :
        List.of("file:///data/copy", "s3://copies/trail", "file:///data/trail/o-copy")) {
      ABucket bucket = new ABucket().copiedTo(base, fourHours()).verify(KEYS);

      assertThat(bucket.faults()).as(base).isEmpty();
      assertThat(bucket.claims).allMatch(claim -> claim.object().startsWith(base + "/AWSLogs/"));
    }
  }

  @Test
  void takesACopyOfAnAccountsFolderForWhatItIs() {
    ADigestChain chain = fourHours();
    ABucket bucket = new ABucket();
    chain
        .made()
        .forEach(
            digest ->
                bucket.put(
                    "file:///copy/" + digest.key().substring("AWSLogs/111122223333/".length()),
                    digest.json()));

    assertThat(bucket.verify(PublicKeys.none()).faults())
        .containsExactly("03:00-04:00 not_validated none low");
    assertThat(bucket.claims)
        .allMatch(claim -> claim.object().startsWith("file:///copy/CloudTrail/us-east-1/"));
  }

  @Test
  void goesByWhatItIsToldOfABucket() {
    OriginalLocations told =
        new OriginalLocations(Map.of(ADigestChain.BUCKET, "s3://copies/trail"));

    assertThat(
            new ABucket()
                .copiedTo("s3://copies/trail", fourHours())
                .verify(KEYS, told, Window.everything())
                .faults())
        .isEmpty();
    assertThat(ABucket.of(fourHours()).verify(KEYS, told, Window.everything()).faults())
        .hasSize(4)
        .allMatch(text -> text.contains("moved signed high"));
  }

  @Test
  void findsADigestMovedWithinACopy() {
    ADigestChain chain = fourHours();
    ABucket bucket = new ABucket().copiedTo("file:///copy", chain);
    String place = "file:///copy/" + chain.made(1).key();
    bucket
        .remove(place)
        .put(place.replace("AWSLogs/111122223333", "AWSLogs/444455556666"), chain.made(1).json());

    assertThat(bucket.verify(KEYS).faults())
        .containsExactly(
            "00:00-01:00 not_validated none low",
            "01:00-02:00 missing none high",
            "01:00-02:00 moved none high");
  }
}
