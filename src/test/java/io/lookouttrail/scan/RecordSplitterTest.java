package io.lookouttrail.scan;

import static io.lookouttrail.scan.RecordJson.anEvent;
import static io.lookouttrail.scan.RecordJson.array;
import static io.lookouttrail.scan.RecordJson.body;
import static io.lookouttrail.scan.RecordJson.insight;
import static io.lookouttrail.scan.RecordJson.noise;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import io.lookouttrail.scan.body.Problem;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecordSplitterTest {
  private static final Object A = anEvent().id("a");
  private static final Object B = anEvent().id("b");

  @Test
  void readsWhatCloudTrailDelivers() {
    Scanned scanned = Scanned.text(body(A, noise(), B, insight()));

    assertThat(scanned.eventIds()).containsExactly("a", "b");
    assertThat(scanned.indices()).containsExactly(0, 2);
    assertThat(scanned.counts()).containsExactly(2L, 2L, 0L);
    assertThat(scanned.problems()).isEmpty();
  }

  @Test
  void readsAnEnvelopeWhoseRecordsComeLate() {
    String text =
        "{\"NextToken\":\"{[\\\"x\\\\\",\"n\":-1.5e3,\"more\":{\"Records\":[{}]},\"Records\":"
            + array(A)
            + ",\"after\":[1,[2]],\"Records\":"
            + array(B)
            + "}";

    assertThat(Scanned.text(text).eventIds()).containsExactly("a", "b");
    assertThat(Scanned.text(text).counts()).containsExactly(2L, 0L, 0L);
  }

  @Test
  void readsAnEscapedSpellingOfRecords() {
    assertThat(Scanned.text("{\"\\u0052ecords\":" + array(A) + "}").eventIds())
        .containsExactly("a");
  }

  @Test
  void readsJsonLinesOfRecordsAndOfEnvelopes() {
    String lines = A + "\n" + noise() + "\r\n\n" + body(B, noise()) + "\n" + array(A) + "\n";

    Scanned scanned = Scanned.text(lines);

    assertThat(scanned.eventIds()).containsExactly("a", "b", "a");
    assertThat(scanned.indices()).containsExactly(0, 2, 4);
    assertThat(scanned.counts()).containsExactly(3L, 2L, 0L);
  }

  @Test
  void readsConcatenatedValues() {
    assertThat(Scanned.text("" + A + B + body(A) + body(B)).eventIds())
        .containsExactly("a", "b", "a", "b");
  }

  @Test
  void readsABareArrayAlsoOfEnvelopes() {
    assertThat(Scanned.text(array(A, noise(), B)).counts()).containsExactly(2L, 1L, 0L);
    assertThat(Scanned.text(array(body(A, B), body(noise()), A)).counts())
        .containsExactly(3L, 1L, 0L);
  }

  @Test
  void readsALoneRecord() {
    assertThat(Scanned.text("\n " + A + "\n").eventIds()).containsExactly("a");
    assertThat(Scanned.text(noise().toString()).counts()).containsExactly(0L, 1L, 0L);
  }

  @Test
  void readsARecordWhoseFirstFieldNobodyKnows() {
    String record = A.toString().replaceFirst("\\{", "{\"brandNew\":{\"eventSource\":\"x\"},");

    assertThat(Scanned.text(record + record).counts()).containsExactly(2L, 0L, 0L);
  }

  @Test
  void readsPrettyPrintedText() {
    String pretty =
        body(A, noise(), B)
            .replace(",\"", ",\n    \"")
            .replace(":\"", " : \"")
            .replace("[{", "[ \n\t {");

    assertThat(Scanned.text(pretty).counts()).containsExactly(2L, 1L, 0L);
  }

  @Test
  void readsEventHistory() {
    String page = "{\"NextToken\":\"n\",\"Events\":[" + lookup(A) + "," + lookup(noise()) + "]}";

    Scanned scanned = Scanned.text(page + "\n" + page);

    assertThat(scanned.eventIds()).containsExactly("a", "a");
    assertThat(scanned.counts()).containsExactly(2L, 2L, 0L);
    assertThat(scanned.found().get(0).record().json()).isEqualTo(A.toString());
  }

  @Test
  void readsTheEntriesOfEventHistoryByThemselves() {
    assertThat(Scanned.text("[" + lookup(A) + "]").eventIds()).containsExactly("a");
    assertThat(Scanned.text(lookup(A) + "\n" + lookup(B)).eventIds()).containsExactly("a", "b");
    assertThat(Scanned.text("{\"Events\":" + array(insight()) + "}").counts())
        .containsExactly(0L, 1L, 0L);
  }

  @Test
  void rejectsAnEntryOfEventHistoryThatHoldsNoRecord() {
    Scanned scanned =
        Scanned.text(
            "{\"Events\":[{\"EventId\":\"x\",\"CloudTrailEvent\":\"{\\\"eventSource\\\":\"},"
                + lookup(A)
                + "]}");

    assertThat(scanned.counts()).containsExactly(1L, 0L, 1L);
    assertThat(scanned.onlyProblem().detail()).startsWith("not JSON");
  }

  private static String lookup(Object record) {
    return "{\"EventId\":\"x\",\"EventSource\":\"lookoutvision.amazonaws.com\","
        + "\"CloudTrailEvent\":\""
        + new String(JsonStringEncoder.getInstance().quoteAsString(record.toString()))
        + "\"}";
  }

  @Test
  void aFileOfNoRecordsIsFineWhereTheyAreDeclared() {
    for (String text : List.of("{\"Records\":[]}", "[]", " {\"a\":1,\"Records\":[ ]} ")) {
      Scanned scanned = Scanned.text(text);
      assertThat(scanned.problems()).as(text).isEmpty();
      assertThat(scanned.counts()).containsExactly(0L, 0L, 0L);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"digestEndTime\":\"x\",\"logFiles\":[{}]}",
        "\"text\"",
        "12",
        "null",
        " \n",
        "{\"Records\":null}",
        "{\"Records\":{\"a\":[]}}"
      })
  void jsonWithoutRecordsIsNoRecords(String text) {
    Scanned scanned = Scanned.text(text);

    assertThat(scanned.kinds()).containsExactly(Problem.Kind.NO_RECORDS);
    assertThat(scanned.onlyProblem().recordIndex()).isEmpty();
    assertThat(scanned.summary().records()).isZero();
    assertThat(scanned.summary().sha256()).isPresent();
  }

  @Test
  void whatIsNoObjectInARecordsPlaceIsRejected() {
    Scanned scanned = Scanned.text(body("1", A, "\"x,]\"", "null", "[{}]", "true", B, "{}"));

    assertThat(scanned.eventIds()).containsExactly("a", "b");
    assertThat(scanned.indices()).containsExactly(1, 6);
    assertThat(scanned.counts()).containsExactly(2L, 0L, 6L);
    assertThat(scanned.kinds()).containsOnly(Problem.Kind.BAD_RECORD);
    assertThat(scanned.problems())
        .extracting(problem -> problem.raw().orElse(""))
        .contains("\"x,]\"", "[{}]", "{}");
    assertThat(Scanned.text(array(A, "7", "{\"a\":1}")).counts()).containsExactly(1L, 0L, 2L);
  }

  @Test
  void whatIsNoRecordAmongLinesIsRejected() {
    Scanned scanned = Scanned.text("{\"header\":1}\n" + A + "\n{\"trailer\":2}\n3\n");

    assertThat(scanned.counts()).containsExactly(1L, 0L, 3L);
    assertThat(scanned.indices()).containsExactly(1);
    assertThat(scanned.problems())
        .extracting(problem -> problem.raw().orElse(""))
        .containsExactly("{\"header\":1}", "{\"trailer\":2}", "3");
    assertThat(scanned.problems())
        .extracting(problem -> problem.recordIndex().orElse(-1))
        .containsExactly(0, 2, 3);
  }

  @Test
  void valuesBeforeAnEnvelopeAnArrayOrDamageAreCounted() {
    String wrapped = "{\"message\":\"x\"}\n";

    assertThat(Scanned.text(wrapped + body(A)).counts()).containsExactly(1L, 0L, 1L);
    assertThat(Scanned.text(wrapped + wrapped + "[]").counts()).containsExactly(0L, 0L, 2L);
    Scanned damaged = Scanned.text(wrapped + array(A) + "oops");
    assertThat(damaged.counts()).containsExactly(1L, 0L, 1L);
    assertThat(damaged.kinds()).containsExactly(Problem.Kind.BAD_RECORD, Problem.Kind.NOT_JSON);
    Scanned brokenArray = Scanned.text(wrapped + "[oops");
    assertThat(brokenArray.counts()).containsExactly(0L, 0L, 1L);
    assertThat(brokenArray.kinds()).containsExactly(Problem.Kind.BAD_RECORD, Problem.Kind.NOT_JSON);
  }

  /** The search for a record's source finds one in it, but the text is no JSON. */
  @Test
  void aBrokenValueBeforeAnyRecordIsNoRecordOfAnotherSource() {
    String broken =
        "{\"a\":[1,\"x,{}],\"b\":[{m\": \"y\", \"eventSource\": \"s3.amazonaws.com\"}]}";
    Scanned scanned = Scanned.text(broken);

    assertThat(scanned.kinds()).containsExactly(Problem.Kind.NOT_JSON);
    assertThat(scanned.counts()).containsExactly(0L, 0L, 1L);
  }

  @Test
  void aTextOfManyValuesThatAreNoRecordsHasOneProblem() {
    Scanned scanned = Scanned.text("{\"message\":1}\n".repeat(5));

    assertThat(scanned.kinds()).containsExactly(Problem.Kind.NO_RECORDS);
    assertThat(scanned.onlyProblem().detail())
        .isEqualTo("the text has no records: none of its 5 values is one");
    assertThat(scanned.counts()).containsExactly(0L, 0L, 5L);
  }

  @Test
  void leadingValuesComeBeforeTheRecord() {
    byte[] text = ("1\n{\"message\":1}\n" + A).getBytes(StandardCharsets.UTF_8);
    try (LogFileReader reader = Scanned.reader(64, 1 << 20);
        LogFileScan scan = reader.open(new ByteArrayInputStream(text), text.length, false)) {
      assertThat(scan.advance()).isTrue();
      assertThat(scan.current()).isInstanceOf(ScanEntry.ProblemEntry.class);
      assertThat(scan.advance()).isTrue();
      assertThat(scan.current()).isInstanceOf(ScanEntry.ProblemEntry.class);
      assertThat(scan.advance()).isTrue();
      assertThat(scan.current()).isInstanceOf(ScanEntry.RecordEntry.class);
      assertThat(scan.advance()).isFalse();
    }
  }

  @Test
  void manyLeadingValuesAreCountedInBoundedMemory() {
    Scanned scanned = Scanned.text("{\"message\":1}\n".repeat(3_000) + A);

    assertThat(scanned.counts()).containsExactly(1L, 0L, 3_000L);
    assertThat(scanned.problems())
        .extracting(problem -> problem.recordIndex().orElse(-1))
        .isEqualTo(IntStream.range(0, 3_000).boxed().toList());
    assertThat(scanned.problems().get(999).raw()).contains("{\"message\":1}");
    assertThat(scanned.problems().get(1_000).raw()).isEmpty();
    String large = "{\"message\":\"" + "x".repeat(60_000) + "\"}\n";
    Scanned withLarge = Scanned.text(large.repeat(100) + "{\"message\":1}\n" + A);
    assertThat(withLarge.counts()).containsExactly(1L, 0L, 101L);
    assertThat(withLarge.problems())
        .extracting(problem -> problem.recordIndex().orElse(-1))
        .isEqualTo(IntStream.range(0, 101).boxed().toList());
    assertThat(withLarge.problems().stream().filter(problem -> problem.raw().isPresent()).count())
        .isBetween(10L, 20L);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "%s%s x",
        "[%s %s]",
        "[%s,%s",
        "[%s,%s,]",
        "[%s,%s}",
        "{\"Records\":[%s,%s]",
        "{\"Records\":[%s,%s],}",
        "{\"Records\":[%s,%s]]",
        "%s,%s",
        "[%s,%s,tru]",
        "[%s,%s,01]",
        "[%s,%s,\"",
        "[%s,%s,{\"a\":\"}]",
        "{\"Records\":[%s,%s],\"a\"}"
      })
  void keepsTheRecordsBeforeTheTextBreaks(String form) {
    String text = form.formatted(A, noise());

    Scanned scanned = Scanned.text(text);

    assertThat(scanned.eventIds()).containsExactly("a");
    assertThat(scanned.kinds()).containsExactly(Problem.Kind.NOT_JSON);
    assertThat(scanned.onlyProblem().recordIndex()).isEmpty();
    assertThat(scanned.onlyProblem().detail()).contains("byte");
    assertThat(scanned.summary().records()).isBetween(1L, 2L);
  }

  @Test
  void textThatIsNotJsonIsNotJson() {
    assertThat(Scanned.text("<html>").kinds()).containsExactly(Problem.Kind.NOT_JSON);
    assertThat(Scanned.text("{Records:[]}").kinds()).containsExactly(Problem.Kind.NOT_JSON);
  }

  @Test
  void aByteOrderMarkIsSkipped() {
    assertThat(Scanned.text("\uFEFF" + body(A)).eventIds()).containsExactly("a");
    assertThat(Scanned.text("\uFEFF" + A + "\n\uFEFF" + B).eventIds()).containsExactly("a", "b");
    assertThat(Scanned.bytes("\uFEFF[]".getBytes(StandardCharsets.UTF_8), true).problems())
        .isEmpty();
  }

  @Test
  void aRecordLongerThanIsKeptIsRejectedAndCountingGoesOn() {
    String huge = anEvent().text("userAgent", "x{".repeat(4000)).toString();
    String text = body(A, huge, noise(), B) + huge + "{\"u\":\"" + "x".repeat(8000) + "\"}" + A;

    Scanned scanned = Scanned.inChunks(64, 2000, text.getBytes(StandardCharsets.UTF_8));

    assertThat(scanned.eventIds()).containsExactly("a", "b", "a");
    assertThat(scanned.counts()).containsExactly(3L, 1L, 3L);
    assertThat(scanned.indices()).containsExactly(0, 3, 6);
    assertThat(scanned.problems().get(0).detail()).isEqualTo("larger than 2000 bytes, not read");
    assertThat(scanned.problems().get(0).raw().orElse("")).startsWith("{\"eventVersion\"");
  }

  @Test
  void whetherARecordIsTooLongIsDecidedByItsLengthAlone() {
    byte[] text = body(A, B).getBytes(StandardCharsets.UTF_8);
    int length = A.toString().length();
    for (int chunk : new int[] {7, 64, 1 << 16}) {
      assertThat(Scanned.inChunks(chunk, length, text).counts()).containsExactly(2L, 0L, 0L);
      assertThat(Scanned.inChunks(chunk, length - 1, text).counts()).containsExactly(0L, 0L, 2L);
    }
  }

  @Test
  void anObjectOfManyUnknownKeysNeedsNoStack() {
    String keys = "\"k\":0,".repeat(200_000);

    assertThat(Scanned.text("{" + keys + "\"Records\":" + array(A) + "}").eventIds())
        .containsExactly("a");
  }
}
