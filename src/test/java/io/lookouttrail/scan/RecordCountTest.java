package io.lookouttrail.scan;

import static io.lookouttrail.scan.RecordJson.anEvent;
import static io.lookouttrail.scan.RecordJson.insight;
import static io.lookouttrail.scan.RecordJson.noise;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The number of records of random texts, compared with a splitter of the test's own. */
class RecordCountTest {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final List<String> VALUES =
      List.of(
          anEvent().toString(),
          noise().toString(),
          insight().toString(),
          // A known field, but not the fields of a valid record.
          "{\"eventVersion\":\"1.08\"}",
          "{\"@timestamp\":\"2025-09-03\",\"message\":\"{\\\"eventSource\\\":\\\"x\\\"}\"}",
          "{\"log\": {\"Records\": [1, 2]} }",
          "{}",
          "{ }",
          "\"text\"",
          "-1.5e3",
          "null",
          "true");

  @Test
  void everyValueIsCountedWhereverItStands() throws IOException {
    Random random = new Random(15);
    for (int round = 0; round < 400; round++) {
      String text = text(random);
      long expected = count(text);
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      for (int chunk : new int[] {1, 2 + random.nextInt(30), 64 + random.nextInt(400), 1 << 16}) {
        FileSummary summary = Scanned.inChunks(chunk, 1 << 20, bytes).summary();
        assertThat(summary.records()).as("%d bytes at a time: %s", chunk, text).isEqualTo(expected);
      }
    }
  }

  @Test
  void everyBorderOfAChunkGivesTheSameCount() throws IOException {
    String text = VALUES.get(4) + "\n" + VALUES.get(6) + VALUES.get(0) + "\r\n" + VALUES.get(8);
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    for (int chunk = 1; chunk <= bytes.length; chunk++) {
      assertThat(Scanned.inChunks(chunk, 1 << 20, bytes).counts())
          .as("%d bytes at a time", chunk)
          .containsExactly(1L, 0L, 3L);
    }
    assertThat(count(text)).isEqualTo(4);
  }

  private static String text(Random random) {
    StringBuilder text = new StringBuilder();
    for (int left = 1 + random.nextInt(6); left > 0; left--) {
      text.append(
          switch (random.nextInt(6)) {
            case 0 -> "[" + String.join(",\n", values(random)) + "]";
            case 1 -> "{\"Records\":[" + String.join(", ", values(random)) + "]}";
            case 2 -> "[{\"n\":1,\"Events\":[" + String.join(",", values(random)) + "]}]";
            default -> VALUES.get(random.nextInt(VALUES.size()));
          });
      text.append(random.nextInt(4) == 0 ? "\r\n\n" : "\n");
    }
    return text.toString();
  }

  private static List<String> values(Random random) {
    List<String> values = new ArrayList<>();
    for (int left = random.nextInt(4); left > 0; left--) {
      values.add(VALUES.get(random.nextInt(VALUES.size())));
    }
    return values;
  }

  /** Counts what stands in a record's place; a text of one value that is no record has none. */
  private static long count(String text) throws IOException {
    List<JsonNode> values = new ArrayList<>();
    try (JsonParser parser = MAPPER.createParser(text)) {
      while (parser.nextToken() != null) {
        values.add(MAPPER.readTree(parser));
      }
    }
    boolean isOtherValue =
        values.size() == 1
            && !values.get(0).isArray()
            && envelope(values.get(0)) == null
            && !values.get(0).has("eventVersion");
    return isOtherValue ? 0 : values.stream().mapToLong(RecordCountTest::count).sum();
  }

  private static long count(JsonNode value) {
    if (!value.isArray()) {
      return envelope(value) == null ? 1 : envelope(value).size();
    }
    long count = 0;
    for (JsonNode element : value) {
      count += envelope(element) == null ? 1 : envelope(element).size();
    }
    return count;
  }

  private static JsonNode envelope(JsonNode value) {
    return value.has("Records") ? value.get("Records") : value.get("Events");
  }
}
