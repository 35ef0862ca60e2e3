package io.lookouttrail.scan;

import static io.lookouttrail.scan.RecordJson.anEvent;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.lookouttrail.scan.FastJsonReader.NotPlain;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is read straight from the bytes against what Jackson reads. */
class FastJsonReaderTest {
  private static final Set<String> WANTED = Set.of(ScanOptions.LOOKOUT_FOR_VISION);

  private final FastJsonReader plain = new FastJsonReader();

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private List<String> tokens(String json) throws IOException {
    byte[] bytes = utf8(json);
    plain.open(bytes, 0, bytes.length);
    return tokens(plain);
  }

  private static List<String> jacksons(String json) throws IOException {
    try (JsonParser parser = new JsonFactory().createParser(json)) {
      return tokens(new JacksonJsonReader(parser, json));
    }
  }

  /** Each token with all that can be asked of it. */
  private static List<String> tokens(RecordJsonReader tokens) throws IOException {
    List<String> all = new ArrayList<>();
    for (JsonToken token = tokens.next(); token != null; token = tokens.next()) {
      assertThat(tokens.current()).isEqualTo(token);
      String says =
          switch (token) {
            case FIELD_NAME -> tokens.name() + " " + tokens.field();
            case START_OBJECT, START_ARRAY, END_OBJECT, END_ARRAY -> "";
            default -> tokens.text();
          };
      if (token != JsonToken.FIELD_NAME) {
        says += " " + tokens.textSince(tokens.start());
      }
      all.add(token + " " + says);
    }
    all.add(tokens.json());
    return all;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        " {\n\t\"a\" : 1 ,\r\n \"b\" :[ ] , \"c\":{ } } \n",
        "{\"a\":[1,-1,0,-0,10,1.5,-0.25,1e5,1E+5,2.5e-3,true,false,null,\"\",\"x\"]}",
        "{\"a\":{\"b\":[{\"c\":[[],{}]},{}],\"d\":\"e\"},\"a\":\"again\"}",
        "{\"\":\"\u00e9\u20ac\ud83d\ude00\",\"\u00e9\":\"\u007f\"}",
        "{\"eventName\":\"seven77\",\"eight\":\"eight888\",\"nine\":\"nine99999\"}"
      })
  void saysWhatJacksonSays(String json) throws IOException {
    assertThat(tokens(json)).isEqualTo(jacksons(json));
    assertThat(tokens(json)).as("its keys known").isEqualTo(jacksons(json));
  }

  @Test
  void skipsEveryKindOfText() throws IOException {
    String deep = "[".repeat(62) + "\"\\\"\\\\\\/\\b\\f\\n\\r\\t\\u00e9\\uD83D\"" + "]".repeat(62);
    byte[] bytes = utf8("{\"a\":" + deep + ",\"b\":7}");
    plain.open(bytes, 0, bytes.length);
    plain.next();
    plain.next();
    plain.next();
    int start = plain.start();
    plain.skipChildren();

    assertThat(plain.current()).isEqualTo(JsonToken.END_ARRAY);
    assertThat(plain.textSince(start)).isEqualTo(deep);
    plain.skipChildren();
    assertThat(plain.next()).isEqualTo(JsonToken.FIELD_NAME);
    assertThat(plain.name()).isEqualTo("b");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "{\"a",
        "{\"a\"",
        "{\"a\":",
        "{\"a\":1",
        "{\"a\":1,}",
        "{,}",
        "{\"a\" 1}",
        "{\"a\":1 \"b\":2}",
        "{\"a\":1]",
        "{\"a\":[1,]}",
        "{\"a\":[,1]}",
        "{\"a\":[1}",
        "{\"a\":01}",
        "{\"a\":-}",
        "{\"a\":+1}",
        "{\"a\":.5}",
        "{\"a\":1.}",
        "{\"a\":1e}",
        "{\"a\":tru}",
        "{\"a\":truer}",
        "{\"a\":NaN}",
        "{'a':1}",
        "{\"a\":\"\\x\"}",
        "{\"a\":\"\\u00g0\"}",
        "{\"a\":\"\\u00",
        "{\"a\":\"\n\"}",
        "{\"a\":\"1234567\u0000\"}",
        "{\"a\":1}{}",
        "{\"a\":1} x",
        "\u00e9{}",
        "{\"a\\u0062\":1}",
        "{\"a\":\"\\u0062\"}"
      })
  void leavesWhatIsWrongOrOddToJackson(String json) {
    assertThatThrownBy(() -> tokens(json)).isInstanceOf(NotPlain.class);
  }

  @Test
  void leavesWhatIsVeryDeepOrLongToJackson() {
    for (String json :
        List.of(
            "[".repeat(65) + "]".repeat(65),
            "{\"" + "k".repeat(1_000) + "\":1}",
            "{\"a\":" + "9".repeat(101) + "}")) {
      assertThatThrownBy(() -> tokens(json)).isInstanceOf(NotPlain.class);
    }
  }

  @Test
  void aRecordOfCloudTrailIsPlain() throws IOException {
    assertThat(tokens(anEvent().toString())).isEqualTo(jacksons(anEvent().toString()));
  }

  @Test
  void whatCameBeforeIsNotMadeAgain() {
    RecordParser parser = new RecordParser(WANTED, RecordSelection.EVENTS);
    byte[] record = utf8(anEvent().toString());
    List<CloudTrailRecord> records = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      RecordParser.Verdict verdict = parser.judge(record, 0, record.length);
      records.add(((RecordParser.Verdict.Taken) verdict).record());
    }

    assertThat(records).containsOnly(records.get(0));
    assertThat(records.get(3).userIdentity().orElseThrow())
        .isSameAs(records.get(2).userIdentity().orElseThrow());
    assertThat(records.get(3).awsRegion().orElseThrow())
        .isSameAs(records.get(0).awsRegion().orElseThrow());
  }

  @Test
  void judgesAsJacksonDoes() {
    compare(20_000, 19);
  }

  @Tag("slow")
  @Test
  void judgesVeryManyRecordsAsJacksonDoes() {
    compare(1_000_000, 23);
  }

  /** With one parser for all, which comes to know keys and values. */
  private static void compare(int cases, long seed) {
    RecordParser parser = new RecordParser(WANTED, RecordSelection.EVENTS);
    RecordParser everyField =
        new RecordParser(
            Set.of(),
            RecordSelection.of(
                Set.of(),
                Arrays.stream(RecordField.values())
                    .map(RecordField::jsonName)
                    .collect(Collectors.toSet())));
    RecordMaker maker = new RecordMaker(new Random(seed));
    int taken = 0;
    for (int i = 0; i < cases; i++) {
      byte[] record = maker.record();
      byte[] all = utf8("x".repeat(1 + i % 9) + " ".repeat(record.length) + "#\"}]}");
      int from = 1 + i % 9;
      System.arraycopy(record, 0, all, from, record.length);
      String shown =
          "case " + i + " of seed " + seed + "\n" + new String(record, StandardCharsets.UTF_8);
      for (RecordParser one : List.of(parser, everyField)) {
        RecordParser.Verdict verdict = one.judge(all, from, from + record.length);
        assertThat(verdict)
            .as(shown)
            .isEqualTo(one.judgeByJackson(all, from, from + record.length));
        taken += verdict instanceof RecordParser.Verdict.Taken ? 1 : 0;
      }
    }
    assertThat(taken).isBetween(cases / 2, 2 * cases - cases / 10);
  }
}
