package io.lookouttrail.integrity.chain;

import static io.lookouttrail.integrity.chain.TestDigestChain.KEY;
import static io.lookouttrail.integrity.chain.TestDigestChain.fourHours;
import static org.assertj.core.api.Assertions.assertThat;

import io.lookouttrail.integrity.digest.PublicKeys;
import io.lookouttrail.tables.DigestFinding;
import io.lookouttrail.tables.DigestFinding.State;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Tests of chains with missing or unreadable digests, and with gaps. */
class MissingDigestTest {
  private static final PublicKeys KEYS = TestDigestChain.keys(KEY);

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
        .containsExactly("00:00-01:00 not_validated none high", "01:00-02:00 missing none high");
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
}
