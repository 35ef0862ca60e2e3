package io.lookouttrail.integrity.chain;

import static io.lookouttrail.integrity.chain.TestDigestChain.KEY;
import static io.lookouttrail.integrity.chain.TestDigestChain.fourHours;
import static org.assertj.core.api.Assertions.assertThat;

import io.lookouttrail.integrity.digest.PublicKeys;
import io.lookouttrail.run.Window;
import io.lookouttrail.tables.DigestFinding;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Tests of moved digests, and of copies of an archive. */
class MovedDigestTest {
  private static final PublicKeys KEYS = TestDigestChain.keys(KEY);

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
            "00:00-01:00 not_validated none high",
            "01:00-02:00 missing none high",
            "01:00-02:00 moved none high");
  }
}
