package io.lookouttrail.archive;

import static org.assertj.core.api.Assertions.assertThat;

import io.lookouttrail.run.Window;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Folders where a listing may start, and the files that it finds. */
class ListingLayoutTest {

  private static final String ONE = "111111111111";
  private static final String TWO = "222222222222";

  private static final List<String> MEMBERS =
      List.of(
          key("", "o-first", ONE, "eu-west-1", "2025-09-03T09:05:00Z"),
          key("", "o-first", ONE, "us-east-1", "2025-09-03T09:10:00Z"),
          key("", "o-second", TWO, "eu-west-1", "2025-09-04T00:00:00Z"),
          key("", "", TWO, "eu-west-1", "2025-10-01T00:00:00Z"),
          key("audit/old", "", ONE, "eu-west-1", "2024-09-03T09:05:00Z"),
          key("audit/new", "", ONE, "eu-west-1", "2025-09-03T09:05:00Z"));

  @Test
  void findsAllOrganizationsAccountsAndPrefixesOfABucket() {
    serve(MEMBERS);

    ArchiveListing listing = list("s3://bucket");

    assertThat(listing)
        .extracting(LogFile::sourceFile)
        .containsExactlyInAnyOrderElementsOf(
            MEMBERS.stream().map(k -> "s3://bucket/" + k).toList());
    assertThat(listing.accounts()).containsExactly(ONE, TWO);
    assertThat(listing.regions()).containsExactly("eu-west-1", "us-east-1");
    assertThat(listing.firstDay()).hasToString("2024-09-03");
    assertThat(listing.lastDay()).hasToString("2025-10-01");
  }

  @ParameterizedTest
  @CsvSource({
    "'', 6",
    "/, 6",
    "/audit, 2",
    "/audit/old, 1",
    "/AWSLogs, 4",
    "/AWSLogs/o-first, 2",
    "/AWSLogs/o-first/, 2",
    "/AWSLogs/222222222222, 1",
    "/AWSLogs/o-first/111111111111, 2",
    "/AWSLogs/o-first/111111111111/CloudTrail, 2",
    "/AWSLogs/o-first/111111111111/CloudTrail/eu-west-1, 1",
    "/AWSLogs/o-first/111111111111/CloudTrail/eu-west-1/2025, 1",
    "/AWSLogs/o-first/111111111111/CloudTrail/eu-west-1/2025/09, 1",
    "/AWSLogs/o-first/111111111111/CloudTrail/eu-west-1/2025/09/03, 1"
  })
  void startsAtEachLevelOfTheLayout(String folder, int files) {
    serve(MEMBERS);

    for (String scheme : List.of("s3a", "tree")) {
      assertThat(list(scheme + "://bucket" + folder)).hasSize(files);
    }
  }

  @Test
  void givesTheSameFactsFromEveryStart() {
    serve(MEMBERS);
    String key = MEMBERS.get(0);
    LogFile file =
        new LogFile(
            "s3://bucket/" + key,
            "s3a://bucket/" + key,
            Trees.BYTES,
            Trees.MODIFIED,
            ONE,
            "eu-west-1",
            Instant.parse("2025-09-03T09:05:00Z"));

    for (int end = key.indexOf("/CloudTrail/"); end > 0; end = key.indexOf('/', end + 1)) {
      assertThat(list("s3a://bucket/" + key.substring(0, end))).contains(file);
    }
    assertThat(list("s3a://bucket/" + key)).containsExactly(file);
    assertThat(list("s3a://bucket")).contains(file);
  }

  @Test
  void readsFlatFoldersAndFoldersInThem() {
    serve(
        List.of(
            "flat/a.json",
            "flat/b.json.gz",
            "flat/more/111111111111_CloudTrail_eu-west-1_20250903T0905Z_x.json.gz",
            "flat/more/2025/09/04/c.JSON",
            "flat/202509030101/d.json"));

    ArchiveListing listing = list("s3://bucket/flat");

    assertThat(listing)
        .extracting(file -> file.sourceFile().substring("s3://bucket/flat/".length()))
        .containsExactly(
            "more/111111111111_CloudTrail_eu-west-1_20250903T0905Z_x.json.gz",
            "more/2025/09/04/c.JSON",
            "202509030101/d.json",
            "a.json",
            "b.json.gz");
    assertThat(listing.accounts()).containsExactly(ONE);
    assertThat(listing)
        .extracting(LogFile::deliveredAt)
        .containsExactly(
            Instant.parse("2025-09-03T09:05:00Z"),
            Instant.parse("2025-09-04T00:00:00Z"),
            Trees.MODIFIED,
            Trees.MODIFIED,
            Trees.MODIFIED);
  }

  @Test
  void readsACopyThatLacksTheUpperLevels() {
    serve(
        List.of(
            "copy/" + ONE + "/CloudTrail/eu-west-1/2025/09/03/x.json",
            "copy/us-east-1/2025/09/03/" + TWO + "_CloudTrail_us-east-1_20250903T0905Z_x.json.gz",
            "copy/CloudTrail/us-west-2/2025/09/03/333333333333_CloudTrail_us-west-2_x.json"));

    ArchiveListing listing = list("s3://bucket/copy");

    assertThat(listing).hasSize(3);
    assertThat(listing.accounts()).containsExactly(ONE, TWO, "333333333333");
    assertThat(listing.regions()).containsExactly("eu-west-1", "us-east-1", "us-west-2");
  }

  @Test
  void readsFilesAboveAndBelowTheDayFolders() {
    String trail = "AWSLogs/" + ONE + "/CloudTrail/";
    serve(
        List.of(
            "AWSLogs/top.json",
            trail + "eu-west-1/stray.json",
            trail + "eu-west-1/2025/09/stray.json",
            trail + "eu-west-1/2025/09/03/09/hour.json",
            trail + "eu-west-1/redelivered/again.json",
            trail + "notes/x.json"));

    ArchiveListing listing = list("s3://bucket");

    assertThat(listing).hasSize(6);
    assertThat(listing)
        .filteredOn(file -> file.sourceFile().endsWith("hour.json"))
        .extracting(LogFile::deliveredAt)
        .containsExactly(Instant.parse("2025-09-03T00:00:00Z"));
    assertThat(list("tree://bucket")).hasSize(6);
  }

  @Test
  void skipsForeignObjectsAndCountsThem() {
    String account = "AWSLogs/" + ONE + "/";
    serve(
        List.of(
            key("", "", ONE, "eu-west-1", "2025-09-03T09:05:00Z"),
            account + "CloudTrail-Digest/eu-west-1/2025/09/03/d.json.gz",
            account + "CloudTrail-Insight/eu-west-1/2025/09/03/i.json.gz",
            account + "CloudTrail-NetworkActivity/eu-west-1/2025/09/03/n.json.gz",
            account + "CloudTrail-Aggregated/eu-west-1/2025/09/03/a.json.gz",
            account + "Config/eu-west-1/2025/9/3/ConfigHistory/c.json.gz",
            account + "vpcflowlogs/eu-west-1/2025/09/03/v.log.gz",
            account + "elasticloadbalancing/eu-west-1/2025/09/03/e.log.gz",
            account + "GuardDuty/eu-west-1/2025/09/03/g.jsonl.gz",
            account + "NovelService/eu-west-1/2025/09/03/x.json.gz",
            "flat/" + ONE + "_CloudTrail-Digest_eu-west-1_t_eu-west-1_20250903T090542Z.json.gz",
            "flat/" + ONE + "_CloudTrail-Insight_eu-west-1_20250903T0905Z_x.json.gz",
            "flat/" + ONE + "_Config_eu-west-1_ConfigSnapshot_20250903T090542Z_x.json.gz",
            "flat/x.json.gz.head.json",
            "flat/_SUCCESS",
            "flat/.x.json.crc",
            "flat/.hidden.json",
            "flat/_delta_log/0.json",
            "flat/README.md",
            "flat/" + ONE + "_vpcflowlogs_eu-west-1_fl-1_20250903T0905Z_x.log.gz"));

    ArchiveListing listing = list("s3://bucket");

    assertThat(listing).hasSize(1);
    assertThat(listing.describeSkipped())
        .isEqualTo(
            "1 CloudTrail-Digest folder and 1 CloudTrail-Digest file,"
                + " 1 CloudTrail-Insight folder and 1 CloudTrail-Insight file,"
                + " 1 CloudTrail-NetworkActivity folder, 1 CloudTrail-Aggregated folder,"
                + " 1 Config folder and 1 Config file,"
                + " 1 vpcflowlogs folder and 1 vpcflowlogs file,"
                + " 1 elasticloadbalancing folder, 1 GuardDuty folder, 1 other service folder (such as"
                + " s3://bucket/AWSLogs/"
                + ONE
                + "/NovelService/), 1 .head.json file, 1 hidden folder and 3 hidden files (such as"
                + " s3://bucket/flat/.hidden.json), 1 other file (such as"
                + " s3://bucket/flat/README.md)");
    assertThat(TreeStore.requests("bucket"))
        .noneMatch(request -> request.contains("CloudTrail-") || request.contains("Config"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"Config", "vpcflowlogs", "2025", "_logs", "o-first", "us-east-1"})
  void isNotMisledByAPrefixThatLooksLikePartOfTheLayout(String prefix) {
    String key = key("a/" + prefix, "", ONE, "eu-west-1", "2025-09-03T09:05:00Z");
    serve(List.of(key));

    assertThat(list("s3://bucket/a/" + prefix)).hasSize(1);
    Window narrow = Window.everything().withRegions(java.util.Set.of("eu-west-1"));
    assertThat(list("s3://bucket", narrow)).hasSize(1);
  }

  @Test
  void listsASingleFileWhateverItsExtension() {
    serve(List.of("flat/export.txt", "flat/x.json.gz.head.json"));

    assertThat(list("s3://bucket/flat/export.txt")).hasSize(1);
  }

  private static String key(
      String prefix, String organization, String account, String region, String deliveredAt) {
    return new KeyLayout(prefix, Optional.of(organization).filter(id -> !id.isEmpty()))
        .logKey(account, region, Instant.parse(deliveredAt), "AbCd");
  }

  private static void serve(List<String> keys) {
    TreeStore.serve("bucket", Trees.ofKeys(new ArrayList<>(keys)));
  }

  private static ArchiveListing list(String archive) {
    return list(archive, Window.everything());
  }

  private static ArchiveListing list(String archive, Window window) {
    return new ArchiveLister(TreeStore.configuration(), 4).list(archive, window, found -> {});
  }
}
