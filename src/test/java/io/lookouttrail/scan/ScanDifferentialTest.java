package io.lookouttrail.scan;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Compares the scan with Jackson's full parse, over random and damaged texts in chunks of any size.
 */
class ScanDifferentialTest {
  private static final String CASES = "lookouttrail.differential.cases";
  private static final int MAX_RECORD_BYTES = 1 << 20;

  /** Results of a full parse: one for each record. */
  private record Expected(List<String> results, boolean whole) {}

  @Test
  void agreesWithAFullParse() {
    compare(Integer.getInteger(CASES, 4_000), 7);
  }

  @Tag("slow")
  @Test
  void agreesWithAFullParseOfVeryManyTexts() {
    compare(Integer.getInteger(CASES, 100_000), 11);
  }

  @Test
  void agreesInChunksOfEverySize() {
    compareChunks(25, 13);
  }

  @Tag("slow")
  @Test
  void agreesOnManyTextsInChunksOfEverySize() {
    compareChunks(500, 17);
  }

  /** Uses chunks of one byte to the whole text, so that each byte is a chunk's border once. */
  private static void compareChunks(int cases, long seed) {
    for (int i = 0; i < cases; i++) {
      Random random = new Random(seed * 1_000_003 + i);
      byte[] text = new JsonMaker(random).body();
      if (random.nextInt(3) == 0) {
        mutate(text, random);
      }
      for (int chunk = 1; chunk <= text.length; chunk++) {
        check(text, chunk, "case " + i + " of seed " + seed + ", chunks of " + chunk);
      }
    }
  }

  private static void compare(int cases, long seed) {
    for (int i = 0; i < cases; i++) {
      Random random = new Random(seed * 1_000_003 + i);
      byte[] text = new JsonMaker(random).body();
      if (random.nextInt(3) == 0) {
        mutate(text, random);
      }
      int chunk = 1 + (random.nextBoolean() ? random.nextInt(20) : random.nextInt(600));
      check(text, chunk, "case " + i + " of seed " + seed + ", chunks of " + chunk);
    }
  }

  private static void mutate(byte[] text, Random random) {
    byte[] marks = "{}[]\",:\\ eS0n\n".getBytes(StandardCharsets.US_ASCII);
    for (int i = random.nextInt(3); i >= 0; i--) {
      text[random.nextInt(text.length)] = marks[random.nextInt(marks.length)];
    }
  }

  private static void check(byte[] text, int chunk, String name) {
    check(text, name, size -> Scanned.inChunks(size, MAX_RECORD_BYTES, text), chunk);
  }

  /**
   * Compares a scan in chunks with Jackson's full parse, and with a scan at once.
   *
   * @param scan scans the text in chunks of a size
   */
  static void check(byte[] text, String name, IntFunction<Scanned> scan, int chunk) {
    String shown = name + "\n" + new String(text, StandardCharsets.UTF_8);
    Scanned scanned = scan.apply(chunk);
    List<String> results = results(scanned);
    Expected expected = parse(text);
    int sure = expected.results().size();
    assertThat(results).as(shown).hasSizeGreaterThanOrEqualTo(sure);
    assertThat(results.subList(0, sure)).as(shown).isEqualTo(expected.results());
    if (expected.whole()) {
      assertThat(results).as(shown).hasSize(sure);
      assertThat(scanned.problems()).as(shown).noneMatch(p -> p.recordIndex().isEmpty());
    }
    Scanned atOnce = scan.apply(1 << 16);
    assertThat(scanned).as(shown).isEqualTo(atOnce);
  }

  private static List<String> results(Scanned scanned) {
    List<String> results = new ArrayList<>();
    for (long i = 0; i < scanned.summary().records(); i++) {
      results.add("other");
    }
    scanned
        .found()
        .forEach(
            found ->
                results.set(
                    found.recordIndex(), "found " + found.record().requestParameters().orElse("")));
    scanned.problems().stream()
        .filter(problem -> problem.recordIndex().isPresent())
        .forEach(problem -> results.set(problem.recordIndex().getAsInt(), "rejected"));
    return results;
  }

  /**
   * Returns the results up to the first invalid record; if a key occurs twice, the first counts.
   */
  private static Expected parse(byte[] bytes) {
    String text = new String(bytes, StandardCharsets.UTF_8);
    List<String> results = new ArrayList<>();
    try (JsonParser parser = new JsonFactory().createParser(text)) {
      expect(parser.nextToken() == JsonToken.START_OBJECT);
      boolean envelope = false;
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        boolean records = parser.currentName().equals("Records");
        // A field of a record before any array makes the object a record.
        expect(envelope || RecordField.named(parser.currentName()) == null);
        if (parser.nextToken() == JsonToken.START_ARRAY && records) {
          envelope = true;
          while (parser.nextToken() != JsonToken.END_ARRAY) {
            results.add(result(parser, text));
          }
        } else {
          parser.skipChildren();
        }
      }
      expect(parser.nextToken() == null);
      return new Expected(results, envelope);
    } catch (IOException e) {
      // Jackson returns a word that is followed directly by text before it fails.
      boolean unsure = !results.isEmpty() && results.get(results.size() - 1).equals("rejected");
      return new Expected(results.subList(0, results.size() - (unsure ? 1 : 0)), false);
    }
  }

  private static void expect(boolean what) throws IOException {
    if (!what) {
      throw new IOException("of another form");
    }
  }

  private static String result(JsonParser parser, String text) throws IOException {
    if (parser.currentToken() != JsonToken.START_OBJECT) {
      parser.skipChildren();
      return "rejected";
    }
    String source = null;
    String request = null;
    String time = null;
    String name = null;
    JsonToken insightDetails = null;
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String key = parser.currentName();
      JsonToken token = parser.nextToken();
      int from = (int) parser.currentTokenLocation().getCharOffset();
      parser.skipChildren();
      String value =
          token == JsonToken.VALUE_STRING
              ? parser.getText()
              : text.substring(from, (int) parser.currentLocation().getCharOffset());
      if (key.equals("eventSource") && source == null) {
        source = token == JsonToken.VALUE_STRING ? value : "";
      } else if (key.equals("requestParameters") && request == null) {
        request = token == JsonToken.START_OBJECT ? value : "";
      } else if (key.equals("eventTime") && time == null) {
        time = value;
      } else if (key.equals("eventName") && name == null) {
        name = value;
      } else if (key.equals("insightDetails") && insightDetails == null) {
        insightDetails = token;
      }
    }
    boolean insight = insightDetails == JsonToken.START_OBJECT;
    if (source == null || source.isEmpty()) {
      return insight ? "other" : "rejected";
    }
    if (!source.equals(ScanOptions.LOOKOUT_FOR_VISION) || insight) {
      return "other";
    }
    return isTime(time) && name != null && name.matches("[A-Za-z0-9_.:-]{1,128}")
        ? "found " + (request == null ? "" : request)
        : "rejected";
  }

  private static boolean isTime(String text) {
    try {
      return text != null && Instant.parse(text).isAfter(Instant.EPOCH);
    } catch (DateTimeParseException e) {
      return false;
    }
  }
}
