package io.lookouttrail.archive;

import static org.assertj.core.api.Assertions.assertThat;

import io.lookouttrail.run.Window;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Order, totals and names of a listing. */
class ArchiveListingTest {

  private static final Comparator<LogFile> ORDER =
      Comparator.comparing(LogFile::deliveredDate).thenComparing(LogFile::sourceFile);

  @Test
  void countsAndOrdersALargeArchive() {
    Trees.Arithmetic large =
        new Trees.Arithmetic(
            List.of("333333333333", "111111111111", "222222222222"),
            List.of("us-east-1", "eu-west-1"),
            LocalDate.parse("2024-12-15"),
            45,
            200);
    TreeStore.serve("bucket", large);

    ArchiveListing listing = list("s3://bucket", 8);

    assertThat(large.files()).isEqualTo(54_000);
    assertThat(listing.fileCount()).isEqualTo(54_000);
    assertThat(listing.bytes()).isEqualTo(54_000 * Trees.BYTES);
    List<LogFile> files = new ArrayList<>();
    listing.forEach(files::add);
    assertThat(files).hasSize(54_000).isSortedAccordingTo(ORDER);
    assertThat(new TreeSet<>(files.stream().map(LogFile::sourceFile).toList())).hasSize(54_000);
  }

  @Test
  void isTheSameForAnyNumberOfThreadsAndAnyStore() {
    TreeStore.serve(
        "bucket",
        new Trees.Arithmetic(
            List.of("111111111111", "222222222222"),
            List.of("us-east-1", "eu-west-1"),
            LocalDate.parse("2024-12-15"),
            45,
            7));

    List<LogFile> one = new ArrayList<>();
    list("s3://bucket", 1).forEach(one::add);
    ArchiveListing many = list("s3://bucket", 16);

    assertThat(many).containsExactlyElementsOf(one);
    assertThat(many).as("gone over again").containsExactlyElementsOf(one);
    assertThat(list("tree://bucket", 16))
        .extracting(file -> file.sourceFile().replace("tree:", "s3:"))
        .containsExactlyElementsOf(one.stream().map(LogFile::sourceFile).toList());
  }

  @Test
  void ordersByNameAcrossNestedFolders() {
    TreeStore.serve(
        "bucket",
        Trees.ofKeys(
            "d/a_20250903T0000Z.json",
            "d/z_20250903T0100Z.json",
            "d/m/x_20250903T0200Z.json",
            "d/m/n/y_20250903T0300Z.json",
            "d/b_20250904T0000Z.json",
            "d/c_20250902T0000Z.json",
            "d/m-b_20250903T0000Z.json"));

    assertThat(list("s3://bucket", 4))
        .extracting(file -> file.sourceFile().substring("s3://bucket/d/".length()))
        .containsExactly(
            "c_20250902T0000Z.json",
            "a_20250903T0000Z.json",
            "m-b_20250903T0000Z.json",
            "m/n/y_20250903T0300Z.json",
            "m/x_20250903T0200Z.json",
            "z_20250903T0100Z.json",
            "b_20250904T0000Z.json");
  }

  @Test
  void totalsByAccountRegionAndMonthOfDelivery() {
    String one = "111111111111_CloudTrail_eu-west-1_";
    TreeStore.serve(
        "bucket",
        Trees.ofKeys(
            "f/" + one + "20250930T2359Z_a.json.gz",
            "f/" + one + "20250901T0000Z_b.json.gz",
            "f/" + one + "20251001T0000Z_c.json.gz",
            "f/111111111111_CloudTrail_us-east-1_20251001T0000Z_d.json.gz",
            "f/222222222222_CloudTrail_us-east-1_20251001T0000Z_e.json.gz",
            "f/untold.json"));

    assertThat(list("s3://bucket", 4).totals())
        .containsExactly(
            total("", "", "2025-11", 1),
            total("111111111111", "eu-west-1", "2025-09", 2),
            total("111111111111", "eu-west-1", "2025-10", 1),
            total("111111111111", "us-east-1", "2025-10", 1),
            total("222222222222", "us-east-1", "2025-10", 1));
  }

  @Test
  void returnsEveryNameUnchanged() {
    Random random = new Random(20251031);
    String[] bits = {"a", "é", "😀", "😁", "\uD83D\uDE00😀", " ", "%", "x", "_", "日", ".json"};
    for (int round = 0; round < 200; round++) {
      TreeSet<String> keys = new TreeSet<>();
      int count = 1 + random.nextInt(6);
      for (int i = 0; i < count; i++) {
        StringBuilder name = new StringBuilder("😀n");
        for (int bit = random.nextInt(5); bit > 0; bit--) {
          name.append(bits[random.nextInt(bits.length)]);
        }
        keys.add("f/" + name + bits[random.nextInt(4)] + ".json");
      }
      TreeStore.serve("bucket", Trees.ofKeys(keys));

      assertThat(list("s3://bucket/f", 1))
          .extracting(file -> file.sourceFile().substring("s3://bucket/".length()))
          .containsExactlyElementsOf(keys);
    }
  }

  private static ListingTotal total(String account, String region, String month, long files) {
    return new ListingTotal(
        Optional.of(account).filter(id -> !id.isEmpty()),
        Optional.of(region).filter(name -> !name.isEmpty()),
        YearMonth.parse(month),
        files,
        files * Trees.BYTES);
  }

  private static ArchiveListing list(String archive, int parallelism) {
    return new ArchiveLister(TreeStore.configuration(), parallelism)
        .list(archive, Window.everything(), found -> {});
  }
}
