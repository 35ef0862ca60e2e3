package io.lookouttrail.scan;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EventTimeTest {
  @ParameterizedTest
  @CsvSource({
    "2025-09-03T10:00:00Z, 2025-09-03T10:00:00Z",
    "2024-02-29T23:59:59Z, 2024-02-29T23:59:59Z",
    "2025-09-03T10:00:00.123Z, 2025-09-03T10:00:00.123Z",
    "2025-09-03T12:00:00+02:00, 2025-09-03T10:00:00Z",
    "1970-01-01T00:00:00Z, 1970-01-01T00:00:00Z"
  })
  void timesAreInstants(String text, Instant instant) {
    assertThat(EventTime.parse(text)).hasValue(instant);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "2025-09-03",
        "2025-02-30T10:00:00Z",
        "2025-13-01T10:00:00Z",
        "2025-09-03T24:00:00Z",
        "2025-09-03T10:60:00Z",
        "2025-09-03T10:00:60Z",
        "2025-09-03T10:00:00",
        "1969-12-31T23:59:59Z",
        "2025-09-03T10:00:00z",
        "2025-09-03t10:00:00Z",
        "+12025-09-03T10:00:00Z",
        "2025-02-30T10:00:00.5Z",
        "20250903T100000Z",
        "2025-09-03T10:00:00Z "
      })
  void nothingElseIsATime(String text) {
    assertThat(EventTime.parse(text)).isEmpty();
  }
}
