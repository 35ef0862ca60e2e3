package io.lookouttrail.tables;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

class LedgerIndexTest {
  /** More than two pages of entries. */
  private static final int FILES = 140_000;

  private final LedgerIndex index = new LedgerIndex();

  @Test
  void findsWhatWasAddedAndNothingElse() {
    LedgerIndex.Entry entry = entry(10, true, "lookoutvision.amazonaws.com", "s3.amazonaws.com");
    index.add("s3://b/one.json.gz", entry);
    assertThat(index.find("s3://b/one.json.gz")).contains(entry);
    assertThat(index.find("s3://b/two.json.gz")).isEmpty();
  }

  @Test
  void keepsTheLaterEntryOfAName() {
    index.add("s3://b/one.json.gz", entry(10, true, "a.amazonaws.com"));
    index.add("s3://b/one.json.gz", entry(11, false, "b.amazonaws.com"));
    assertThat(index.size()).isOne();
    assertThat(index.find("s3://b/one.json.gz")).contains(entry(11, false, "b.amazonaws.com"));
  }

  @Test
  void growsAndStillFindsAll() {
    for (int i = 0; i < FILES; i++) {
      index.add("s3://b/" + i, entry(i, i % 2 == 0, "a.amazonaws.com"));
    }
    assertThat(index.size()).isEqualTo(FILES);
    for (int i = 0; i < FILES; i++) {
      assertThat(index.find("s3://b/" + i)).contains(entry(i, i % 2 == 0, "a.amazonaws.com"));
    }
  }

  @Test
  void keepsDaysBeforeAndAfterOurTime() {
    for (String day : List.of("1969-12-31", "2000-01-01", "2149-06-07", "2199-12-31")) {
      LedgerIndex.Entry entry =
          new LedgerIndex.Entry(
              Long.MAX_VALUE, Instant.EPOCH, List.of("a", day), true, LocalDate.parse(day));
      index.add(day, entry);
      assertThat(index.find(day)).contains(entry);
    }
  }

  private static LedgerIndex.Entry entry(long bytes, boolean quarantined, String... sources) {
    return new LedgerIndex.Entry(
        bytes,
        Instant.parse("2025-09-03T10:00:00.123Z"),
        List.of(sources),
        quarantined,
        LocalDate.parse("2025-09-03"));
  }
}
