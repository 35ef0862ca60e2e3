package io.lookouttrail.archive;

import static org.assertj.core.api.Assertions.assertThat;

import io.lookouttrail.integrity.digest.DigestDocument;
import io.lookouttrail.run.Window;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/** Listing of the digests of a bucket that are in a window. */
class DigestListingTest {
  private static final String ONE = "111111111111";
  private static final String TWO = "222222222222";

  private static String digest(KeyLayout layout, String account, String region, String end) {
    return layout.digestKey(account, region, "my_trail", "us-east-1", Instant.parse(end), false);
  }

  private static final KeyLayout TOP = KeyLayout.atTopOfBucket();
  private static final KeyLayout ORGANIZATION = new KeyLayout("audit", Optional.of("o-abc"));

  private static final String FIRST = digest(TOP, ONE, "us-east-1", "2025-08-31T23:04:04Z");
  private static final String SECOND = digest(TOP, ONE, "us-east-1", "2025-09-01T00:04:04Z");
  private static final String OTHER =
      digest(ORGANIZATION, TWO, "eu-west-1", "2025-09-01T00:10:00Z");
  private static final String BACKFILLED =
      ORGANIZATION.digestKey(
          TWO, "eu-west-1", "t", "us-east-1", Instant.parse("2025-09-02T00:10:00Z"), true);

  private static final String[] BUCKET = {
    FIRST,
    SECOND,
    SECOND + ".head.json",
    OTHER,
    BACKFILLED,
    TOP.logKey(ONE, "us-east-1", Instant.parse("2025-09-01T00:00:00Z"), "x"),
    TOP.insightKey(ONE, "us-east-1", Instant.parse("2025-09-01T00:00:00Z"), "x"),
    "AWSLogs/" + ONE + "/Config/us-east-1/2025/9/1/x.json.gz",
    "AWSLogs/" + ONE + "/CloudTrail-Digest/us-east-1/2025/09/01/readme.txt",
    "AWSLogs/" + ONE + "/CloudTrail-Digest/us-east-1/2025/09/01/renamed.json.gz",
    "flat/" + DigestDocument.fileName(FIRST),
    "flat/plain.json.gz"
  };

  private static List<String> list(String bucket, String below, Window window) {
    TreeStore.serve(bucket, Trees.ofKeys(BUCKET));
    ArchiveListing listing =
        new ArchiveLister(TreeStore.configuration(), 3)
            .listDigests("s3a://" + bucket + "/" + below, window, found -> {});
    return StreamSupport.stream(listing.spliterator(), false)
        .map(file -> file.sourceFile().substring(("s3://" + bucket + "/").length()))
        .toList();
  }

  @Test
  void findsDigestsOfEveryTrailAndOrganization() {
    assertThat(list("digests-all", "", Window.everything()))
        .containsExactlyInAnyOrder(
            FIRST,
            SECOND,
            OTHER,
            BACKFILLED,
            "AWSLogs/" + ONE + "/CloudTrail-Digest/us-east-1/2025/09/01/renamed.json.gz",
            "flat/" + DigestDocument.fileName(FIRST));
  }

  @Test
  void listsTheDigestsOfTheWindow() {
    Window day =
        new Window(
            Optional.of(LocalDate.of(2025, 9, 1)),
            Optional.of(LocalDate.of(2025, 9, 1)),
            0,
            Set.of(),
            Set.of());

    assertThat(list("digests-day", "", day.withAccounts(Set.of(TWO)))).containsExactly(OTHER);
    assertThat(list("digests-region", "", day.withRegions(Set.of("us-east-1"))))
        .containsExactlyInAnyOrder(
            SECOND, "AWSLogs/" + ONE + "/CloudTrail-Digest/us-east-1/2025/09/01/renamed.json.gz");
    assertThat(TreeStore.requests("digests-day"))
        .noneMatch(request -> request.contains("/CloudTrail/") || request.contains("/2025/08"));
  }

  @Test
  void readsAccountRegionAndTime() {
    TreeStore.serve("digests-facts", Trees.ofKeys(OTHER));
    ArchiveListing listing =
        new ArchiveLister(TreeStore.configuration(), 3)
            .listDigests("s3a://digests-facts", Window.everything(), found -> {});

    LogFile file = listing.iterator().next();
    assertThat(file.keyAccount()).contains(TWO);
    assertThat(file.keyRegion()).contains("eu-west-1");
    assertThat(file.deliveredAt()).isEqualTo(Instant.parse("2025-09-01T00:10:00Z"));
  }

  @Test
  void findsNoneAmongLogs() {
    assertThat(
            list("digests-none", "AWSLogs/" + ONE + "/CloudTrail/us-east-1", Window.everything()))
        .isEmpty();
  }
}
