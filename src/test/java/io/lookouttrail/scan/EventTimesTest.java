package io.lookouttrail.scan;

import static io.lookouttrail.scan.RecordJson.anEvent;
import static io.lookouttrail.scan.RecordJson.body;
import static io.lookouttrail.scan.RecordJson.noise;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** The oldest and the newest time in a file. */
class EventTimesTest {
  private static EventTimes times(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    try (LogFileReader reader = Scanned.reader(1 << 16, 1 << 20);
        LogFileScan scan = reader.open(new ByteArrayInputStream(bytes), bytes.length, false)) {
      EventTimes times = scan.collectTimes();
      while (scan.advance()) {
        scan.current();
      }
      return times;
    }
  }

  private static RecordJson at(RecordJson record, String time) {
    return record.text("eventTime", time);
  }

  private static String entry(RecordJson record) {
    return "{\"EventTime\":1,\"CloudTrailEvent\":\""
        + new String(JsonStringEncoder.getInstance().quoteAsString(record.toString()))
        + "\"}";
  }

  @Test
  void recordsOfOtherSourcesCountAndRejectedOnesDoNot() {
    EventTimes times =
        times(
            body(
                at(anEvent(), "2025-09-03T10:00:00Z"),
                at(noise(), "2025-09-05T10:00:00Z"),
                at(noise(), "2025-09-01T10:00:00Z"),
                at(noise(), "soon"),
                at(anEvent().without("eventName"), "2025-09-30T10:00:00Z")));

    assertThat(times.oldest()).hasValue(Instant.parse("2025-09-01T10:00:00Z"));
    assertThat(times.newest()).hasValue(Instant.parse("2025-09-05T10:00:00Z"));
  }

  @Test
  void theRecordInAnEntryOfEventHistoryCounts() {
    String history =
        "{\"Events\":[%s,%s]}"
            .formatted(
                entry(at(anEvent(), "2025-09-03T10:00:00Z")),
                entry(at(noise(), "2025-09-05T10:00:00Z")));

    assertThat(times(history).newest()).hasValue(Instant.parse("2025-09-05T10:00:00Z"));
  }

  @Test
  void aFileWithoutRecordsHasNoTimes() {
    assertThat(times("{\"Records\":[]}").newest()).isEmpty();
  }
}
