package io.lookouttrail.integrity.chain;

import static io.lookouttrail.integrity.chain.TestDigestChain.KEY;
import static io.lookouttrail.integrity.chain.TestDigestChain.OTHER_KEY;
import static io.lookouttrail.integrity.chain.TestDigestChain.fourHours;
import static org.assertj.core.api.Assertions.assertThat;

import io.lookouttrail.integrity.digest.PublicKeys;
import io.lookouttrail.run.Window;
import io.lookouttrail.tables.DigestFinding;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Tests of proofs, keys and changed digests in whole chains; each test compares all findings. */
class DigestChainValidatorTest {
  private static final PublicKeys KEYS = TestDigestChain.keys(KEY);

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
            "01:00-02:00 not_validated none high",
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
    String real = chain.newest().signature();
    String forged = (real.startsWith("0") ? "1" : "0") + real.substring(1);

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
        .containsExactly("04:00-05:00 unknown_key none low", "05:00-06:00 unknown_key none high");
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
}
