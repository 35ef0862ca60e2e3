package io.lookouttrail.integrity.chain;

import static io.lookouttrail.integrity.chain.AdversaryTest.KEYS;
import static io.lookouttrail.integrity.chain.AdversaryTest.PLANTED;
import static io.lookouttrail.integrity.chain.AdversaryTest.finding;
import static io.lookouttrail.integrity.chain.AdversaryTest.planted;
import static io.lookouttrail.integrity.chain.AdversaryTest.real;
import static io.lookouttrail.integrity.chain.AdversaryTest.text;
import static io.lookouttrail.integrity.chain.TestDigestChain.OTHER_KEY;
import static org.assertj.core.api.Assertions.assertThat;

import io.lookouttrail.run.Window;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Digests that CloudTrail signed and delivered to another bucket. */
class OtherBucketTest {
  /** A chain of another bucket, of three digests and an hour without one. */
  private static TestDigestChain theirs(TestDigestChain chain) {
    return chain.inBucket("their-bucket").hour(PLANTED).skip(Duration.ofHours(1)).hours(2);
  }

  private static TestDigestBucket of(TestDigestChain real, TestDigestChain theirs) {
    return TestDigestBucket.of(real, theirs).signed(theirs.made(0), theirs.made(0).signature());
  }

  @Test
  void moreDigestsOfAnotherBucketThanOfTheOneThatIsVerified() {
    TestDigestChain real = TestDigestChain.from("2025-09-03T00:00:00Z").hours(1);
    TestDigestChain other = theirs(TestDigestChain.of("theirs", "2025-09-03T00:00:00Z"));

    TestDigestBucket bucket = of(real, other).verify(KEYS).judge();

    assertThat(text(finding(bucket, real.newest()))).isEqualTo("valid signed ok");
    assertThat(bucket.untrusted()).containsExactly("theirs");
    assertThat(other.made())
        .allSatisfy(
            digest -> assertThat(text(finding(bucket, digest))).isEqualTo("moved signed high"));
    assertThat(bucket.findings)
        .filteredOn(finding -> finding.actualHash().isEmpty())
        .isNotEmpty()
        .noneMatch(finding -> finding.detail().contains("their-bucket"));
  }

  @Test
  void manyForgedDigestsOfAnotherBucketInACopy() {
    TestDigestChain real = real();
    TestDigestChain forged =
        theirs(TestDigestChain.of("zz", "2025-09-03T00:00:00Z").forgedWith(OTHER_KEY)).hours(6);

    TestDigestBucket bucket =
        new TestDigestBucket().copiedTo("file:///copy", real, forged).withoutSignatures();
    bucket.signedAt("file:///copy/" + real.newest().key(), real.newest().signature());
    bucket.verify(KEYS).judge();

    assertThat(bucket.all()).filteredOn(text -> text.endsWith("valid signed ok")).hasSize(4);
    assertThat(bucket.untrusted()).containsExactly("zz");
  }

  @Test
  void realDigestsOfAnotherAccountAndBucket() {
    TestDigestChain other =
        theirs(TestDigestChain.ofOrganization("o-theirs", "444455556666", "2025-09-03T00:00:00Z"));

    TestDigestBucket bucket = of(real(), other).verify(KEYS).judge();

    assertThat(text(finding(bucket, other.newest()))).isEqualTo("moved signed high");
  }

  @Test
  void aBucketThatAnEarlierCheckKnowsOrTheUserNamesIsNoOther() {
    TestDigestChain other = theirs(TestDigestChain.of("theirs", "2025-09-03T00:00:00Z"));
    TestDigestBucket known =
        of(real(), other).verify(KEYS).judge(chain -> chain.trail().equals("theirs"));

    assertThat(text(finding(known, other.newest()))).isEqualTo("valid signed ok");

    OriginalLocations locations =
        new OriginalLocations(Map.of("their-bucket", "s3://" + TestDigestChain.BUCKET));
    TestDigestBucket named =
        of(real(), other)
            .verify(KEYS, locations, Window.everything())
            .judge(chain -> false, locations);

    assertThat(text(finding(named, other.newest()))).isEqualTo("valid signed ok");
  }

  @Test
  void aRealDigestOfAnotherBucketBesideTheBucketThatTheUserNames() {
    OriginalLocations locations =
        new OriginalLocations(Map.of(TestDigestChain.BUCKET, "file:///copy"));
    TestDigestChain other = theirs(TestDigestChain.of("theirs", "2025-09-03T00:00:00Z"));

    TestDigestBucket bucket =
        new TestDigestBucket()
            .copiedTo("file:///copy", real(), other)
            .verify(KEYS, locations, Window.everything())
            .judge(chain -> false, locations);

    assertThat(planted(bucket)).contains("moved none high");
  }
}
