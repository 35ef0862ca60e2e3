package io.lookouttrail.archive;

import static org.assertj.core.api.Assertions.assertThat;

import io.lookouttrail.run.Window;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Files that a window selects, and the requests that it saves. */
class ListingWindowTest {

  private static final String ONE = "111111111111";
  private static final String TWO = "222222222222";
  private static final LocalDate FIRST = LocalDate.parse("2023-11-01");
  private static final int DAYS = 200;

  private final Trees.Arithmetic world =
      new Trees.Arithmetic(List.of(ONE, TWO), List.of("eu-west-1", "us-east-1"), FIRST, DAYS, 2);

  @BeforeEach
  void serve() {
    TreeStore.serve("bucket", world);
  }

  @ParameterizedTest
  @CsvSource({
    "2023-12-01, 2023-12-31, 0",
    "2023-12-01, 2023-12-31, 3",
    "2024-02-01, 2024-02-29, 1",
    "2024-01-31, 2024-01-31, 30",
    "2023-11-01, 2023-11-01, 0",
    "2024-03-05, 2024-03-05, 0",
    "2020-01-01, 2023-11-02, 0",
    "2024-05-18, 2030-01-01, 0"
  })
  void selectsTheDaysOfTheWindowAndItsLateness(LocalDate from, LocalDate to, int lateness) {
    Window window = new Window(Optional.of(from), Optional.of(to), lateness, Set.of(), Set.of());
    List<LocalDate> days =
        FIRST
            .datesUntil(FIRST.plusDays(DAYS))
            .filter(day -> !day.isBefore(from) && !day.isAfter(to.plusDays(lateness)))
            .toList();

    for (String scheme : List.of("s3", "tree")) {
      ArchiveListing listing = list(scheme, window);

      assertThat(listing).hasSize(days.size() * 2 * 2 * 2);
      assertThat(listing)
          .extracting(LogFile::deliveredDate)
          .isSubsetOf(days)
          .contains(days.toArray(new LocalDate[0]));
    }
  }

  @Test
  void allowsAnOpenEnd() {
    LocalDate cut = LocalDate.parse("2024-01-01");

    assertThat(list("s3", new Window(Optional.of(cut), Optional.empty(), 0, Set.of(), Set.of())))
        .hasSize((DAYS - 61) * 8);
    assertThat(list("s3", new Window(Optional.empty(), Optional.of(cut), 3, Set.of(), Set.of())))
        .hasSize(65 * 8);
  }

  @Test
  void listsOnlyTheFoldersOfTheMonth() {
    Window window =
        Window.ofMonth(YearMonth.of(2023, 12), 2)
            .withAccounts(Set.of(ONE))
            .withRegions(Set.of("us-east-1"));
    String region = "/AWSLogs/" + ONE + "/CloudTrail/us-east-1";

    ArchiveListing listing = list("s3", window);

    assertThat(listing).hasSize(33 * 2);
    assertThat(listing.accounts()).containsExactly(ONE);
    assertThat(listing.regions()).containsExactly("us-east-1");
    assertThat(TreeStore.requests("bucket"))
        .containsExactlyInAnyOrder(
            "level /",
            "level /AWSLogs",
            "level /AWSLogs/" + ONE,
            "level /AWSLogs/" + ONE + "/CloudTrail",
            "level " + region,
            "level " + region + "/2023",
            "whole " + region + "/2023/12",
            "level " + region + "/2024",
            "level " + region + "/2024/01",
            "whole " + region + "/2024/01/01",
            "whole " + region + "/2024/01/02");
    assertThat(listing.listRequests()).isEqualTo(11);
    assertThat(listing.runRequests()).isEqualTo(11 + 66);
  }

  @Test
  void listsACompleteRegionOnce() {
    list("s3", Window.everything().withRegions(Set.of("eu-west-1")));

    assertThat(TreeStore.requests("bucket"))
        .filteredOn(request -> request.contains("eu-west-1"))
        .containsExactly(
            "whole /AWSLogs/" + ONE + "/CloudTrail/eu-west-1",
            "whole /AWSLogs/" + TWO + "/CloudTrail/eu-west-1");
    assertThat(TreeStore.requests("bucket"))
        .noneMatch(request -> request.contains("us-east-1") || request.contains("Digest"));
  }

  @Test
  void listsLargeFoldersLevelByLevel() {
    Trees.Arithmetic large =
        new Trees.Arithmetic(List.of(ONE), List.of("eu-west-1"), FIRST, 70, 100);
    TreeStore.serve("bucket", large);
    String region = "/AWSLogs/" + ONE + "/CloudTrail/eu-west-1";

    ArchiveListing listing = list("s3", Window.everything());

    assertThat(listing).hasSize(7_000);
    assertThat(TreeStore.requests("bucket"))
        .filteredOn(request -> request.contains("eu-west-1"))
        .containsExactlyInAnyOrder(
            "whole " + region,
            "level " + region,
            "whole " + region + "/2023",
            "level " + region + "/2023",
            "whole " + region + "/2023/11",
            "whole " + region + "/2023/12",
            "whole " + region + "/2024");
    assertThat(listing.listRequests()).isEqualTo(4 + 3 + 1 + 3 + 1 + 3 + 4 + 1);
  }

  @Test
  void keepsFilesWithoutDayAccountAndRegion() {
    TreeStore.serve(
        "bucket",
        Trees.ofKeys(
            "flat/untold.json",
            "flat/in_20230101T0000Z_x.json",
            "flat/out_20230201T0000Z_x.json",
            "flat/" + ONE + "_CloudTrail_eu-west-1_20230101T0000Z_x.json",
            "flat/" + TWO + "_CloudTrail_eu-west-1_20230101T0000Z_x.json",
            "flat/" + ONE + "_CloudTrail_us-east-1_20230101T0000Z_x.json",
            "flat/2023/01/01/dated.json",
            "flat/2023/02/01/dated.json"));
    Window window =
        Window.ofMonth(YearMonth.of(2023, 1), 0)
            .withAccounts(Set.of(ONE))
            .withRegions(Set.of("eu-west-1"));

    assertThat(list("s3", window))
        .extracting(file -> file.sourceFile().substring("s3://bucket/flat/".length()))
        .containsExactly(
            ONE + "_CloudTrail_eu-west-1_20230101T0000Z_x.json",
            "2023/01/01/dated.json",
            "in_20230101T0000Z_x.json",
            "untold.json");
  }

  @Test
  void theDayFolderTakesPrecedenceOverTheName() {
    String day = "AWSLogs/" + ONE + "/CloudTrail/eu-west-1/2024/01/01/";
    TreeStore.serve(
        "bucket", Trees.ofKeys(day + ONE + "_CloudTrail_eu-west-1_20231231T2359Z_x.json.gz"));

    ArchiveListing listing = list("s3", Window.ofMonth(YearMonth.of(2024, 1), 0));

    assertThat(listing)
        .extracting(LogFile::deliveredAt)
        .containsExactly(Instant.parse("2023-12-31T23:59:00Z"));
  }

  @Test
  void reportsTheNumberOfFilesFound() {
    List<Long> counts = new ArrayList<>();

    new ArchiveLister(TreeStore.configuration(), 2)
        .list("s3://bucket", Window.everything(), counts::add);

    assertThat(counts).isSorted().endsWith(world.files());
  }

  private static ArchiveListing list(String scheme, Window window) {
    return new ArchiveLister(TreeStore.configuration(), 4)
        .list(scheme + "://bucket", window, found -> {});
  }
}
