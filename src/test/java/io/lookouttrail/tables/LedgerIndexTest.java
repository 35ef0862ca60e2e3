package io.lookouttrail.tables;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

class LedgerIndexTest {
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
    for (int i = 0; i < 20_000; i++) {
      index.add("s3://b/" + i, entry(i, i % 2 == 0, "a.amazonaws.com"));
    }
    assertThat(index.size()).isEqualTo(20_000);
    for (int i = 0; i < 20_000; i++) {
      assertThat(index.find("s3://b/" + i)).contains(entry(i, i % 2 == 0, "a.amazonaws.com"));
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
