package io.lookouttrail.integrity.chain;

import static io.lookouttrail.integrity.chain.TestDigestChain.ACCOUNT;
import static io.lookouttrail.integrity.chain.TestDigestChain.KEY;
import static org.assertj.core.api.Assertions.assertThat;

import io.lookouttrail.archive.KeyLayout;
import io.lookouttrail.integrity.chain.TestDigestChain.Made;
import io.lookouttrail.integrity.digest.DigestDocument;
import io.lookouttrail.tables.DigestFinding;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What is said of the time after the newest proven digest of each chain. */
class ProofEndsTest {
  private static final Optional<Instant> FROM = Optional.of(Instant.parse("2025-09-01T00:00:00Z"));
  private static final Optional<Instant> TO = Optional.of(Instant.parse("2025-09-05T00:00:00Z"));
  private static final Instant LATER = Instant.parse("2025-12-01T00:00:00Z");

  private static final String MIDNIGHT = "2025-09-03T00:00:00Z";
  private static final String TRAIL = "management-events";

  private final ProofEnds.Evidence evidence = new ProofEnds.Evidence();

  private static TestDigestChain day() {
    return TestDigestChain.from("2025-09-03T00:00:00Z").hours(24);
  }

  private List<String> gaps(Optional<Instant> end, Instant now, TestDigestChain... chains) {
    return gaps(
        FROM.filter(from -> end.isPresent()),
        end,
        now,
        TestDigestBucket.of(chains).withMetadata(chains));
  }

  private List<String> gaps(
      Optional<Instant> start, Optional<Instant> end, Instant now, TestDigestBucket bucket) {
    bucket.verify(TestDigestChain.keys(KEY));
    return new ProofEnds(start, end, now, evidence)
        .of(bucket.chains()).stream()
            .flatMap(period -> period.gap().stream())
            .map(ProofEndsTest::text)
            .toList();
  }

  private static String text(DigestFinding gap) {
    return String.join(
        " ",
        gap.region().orElse("-"),
        gap.startTime().orElseThrow().toString().substring(8, 16),
        gap.endTime().orElseThrow().toString().substring(8, 16),
        gap.state().label(),
        gap.severity().label());
  }

  private static ChainId id(TestDigestChain chain) {
    return TestDigestBucket.of(chain).verify(TestDigestChain.keys(KEY)).chains().get(0).chain();
  }

  @Test
  void theRestOfTheWindowIsAGap() {
    assertThat(gaps(TO, LATER, day())).containsExactly("us-east-1 04T00:00 05T00:00 gap low");
    assertThat(gaps(TO, LATER, day().hours(24))).isEmpty();
    assertThat(gaps(TO, LATER, day().hours(23))).isEmpty();
  }

  @Test
  void theGapBeginsWithTheWindow() {
    Optional<Instant> noon = Optional.of(Instant.parse("2025-09-04T12:00:00Z"));

    assertThat(gaps(noon, TO, LATER, TestDigestBucket.of(day())))
        .containsExactly("us-east-1 04T12:00 05T00:00 gap low");
  }

  @Test
  void theFutureIsNoGap() {
    assertThat(gaps(TO, Instant.parse("2025-09-04T02:30:00Z"), day())).isEmpty();
    assertThat(gaps(TO, Instant.parse("2025-09-04T09:00:00Z"), day()))
        .containsExactly("us-east-1 04T00:00 04T09:00 gap low");
  }

  @Test
  void withoutAWindowOnlyEvidenceMakesAGap() {
    assertThat(gaps(Optional.empty(), LATER, day())).isEmpty();
    evidence.digests().put(id(day()), Instant.parse("2025-09-04T07:00:00Z"));
    assertThat(gaps(Optional.empty(), LATER, day()))
        .containsExactly("us-east-1 04T00:00 04T07:00 gap high");
  }

  @Test
  void whatIsNoLaterThanTheNewestDigestShowsNothing() {
    evidence.digests().put(id(day()), Instant.parse("2025-09-04T00:00:00Z"));
    evidence.logs().put(id(day()).group().digestFolder(), Instant.parse("2025-09-04T01:00:00Z"));
    assertThat(gaps(TO, LATER, day())).containsExactly("us-east-1 04T00:00 05T00:00 gap low");
  }

  @Test
  void logsAfterTheEndShowThatTheTrailWentOn() {
    evidence.logs().put(id(day()).group().digestFolder(), Instant.parse("2025-09-04T07:00:00Z"));
    assertThat(gaps(TO, LATER, day())).containsExactly("us-east-1 04T00:00 05T00:00 gap high");
  }

  @Test
  void anotherRegionOfTheTrailShowsThatItWentOn() {
    TestDigestChain longer =
        TestDigestChain.inRegion("eu-west-1", "2025-09-03T00:00:00Z").hours(40);

    TestDigestChain shorter =
        TestDigestChain.inRegion("eu-west-3", "2025-09-03T00:00:00Z").hours(38);

    assertThat(gaps(Optional.empty(), LATER, day(), longer, shorter))
        .containsExactly(
            "eu-west-3 04T14:00 04T16:00 gap high", "us-east-1 04T00:00 04T16:00 gap high");
    TestDigestChain alike = TestDigestChain.inRegion("eu-west-1", "2025-09-03T00:00:00Z").hours(25);
    assertThat(gaps(Optional.empty(), LATER, day(), alike)).isEmpty();
  }

  @Test
  void anotherTrailShowsNothing() {
    List<TestDigestChain> others =
        List.of(
            inIreland(KeyLayout.atTopOfBucket(), ACCOUNT, "other"),
            inIreland(KeyLayout.atTopOfBucket(), ACCOUNT, TRAIL).createdIn("eu-west-1"),
            inIreland(KeyLayout.atTopOfBucket(), ACCOUNT, TRAIL).backfilled(),
            inIreland(new KeyLayout("prefix", Optional.empty()), ACCOUNT, TRAIL),
            inIreland(KeyLayout.atTopOfBucket(), "444455556666", TRAIL));

    for (TestDigestChain other : others) {
      assertThat(gaps(Optional.empty(), LATER, day(), other.hours(40))).isEmpty();
    }
  }

  @Test
  void inOneFolderAnotherAccountShowsNothing() {
    TestDigestBucket flat = new TestDigestBucket();
    for (TestDigestChain chain :
        List.of(day(), inIreland(KeyLayout.atTopOfBucket(), "444455556666", TRAIL).hours(40))) {
      for (Made digest : chain.made()) {
        String location = "file:///flat/" + DigestDocument.fileName(digest.key());
        flat.put(location, digest.json()).signedAt(location, digest.signature());
      }
    }

    assertThat(gaps(Optional.empty(), Optional.empty(), LATER, flat)).isEmpty();
    assertThat(flat.chains()).hasSize(2).allMatch(ChainSummary::isProven);
  }

  private static TestDigestChain inIreland(KeyLayout layout, String account, String trail) {
    return new TestDigestChain(layout, account, "eu-west-1", trail, Instant.parse(MIDNIGHT));
  }

  @Test
  void aForgedDigestDoesNotMoveTheEnd() {
    TestDigestChain chain = day().forgedWith(TestDigestChain.OTHER_KEY).hours(5);

    assertThat(gaps(TO, LATER, chain)).containsExactly("us-east-1 04T00:00 05T00:00 gap low");
  }

  @Test
  void backfilledDigestsNeedNotGoOn() {
    TestDigestChain backfill = TestDigestChain.from("2025-09-03T00:00:00Z").backfilled().hours(3);

    assertThat(gaps(TO, LATER, backfill)).isEmpty();
  }
}
