package io.lookouttrail.cli.steps;

import static org.assertj.core.api.Assertions.assertThat;

import io.lookouttrail.integrity.VerifyOptions;
import io.lookouttrail.integrity.VerifyResult;
import io.lookouttrail.integrity.VerifyResult.Count;
import io.lookouttrail.run.Window;
import io.lookouttrail.tables.DigestFinding.Kind;
import io.lookouttrail.tables.DigestFinding.Proof;
import io.lookouttrail.tables.DigestFinding.Severity;
import io.lookouttrail.tables.DigestFinding.State;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The summary of a verify run. */
class VerifySummaryTest {
  private static String printed(List<Count> counts, long withoutMetadata) {
    StringWriter text = new StringWriter();
    VerifySummary.print(
        new VerifyResult(counts, 4, 9, 0, 0, 2, withoutMetadata, List.of(), Map.of()),
        VerifyOptions.of("s3://trail-bucket", Window.everything(), List.of("keys")),
        "s3://tables",
        new PrintWriter(text));
    return text.toString();
  }

  private static Count digests(String account, State state, Severity severity) {
    return new Count(account, "us-east-1", Kind.DIGEST, state, Proof.NONE, severity, 1);
  }

  @Test
  void saysInOneLineThatAFileSystemGivesNoMetadata() {
    List<Count> counts = List.of(digests("111122223333", State.NOT_VALIDATED, Severity.LOW));

    assertThat(printed(counts, 1).lines())
        .filteredOn(line -> line.startsWith("Unsigned"))
        .singleElement()
        .asString()
        .contains("the file system of s3://trail-bucket has no object metadata")
        .contains("1 digest had no signature to check")
        .contains("use s3a://, or save .head.json files");
    assertThat(printed(counts, 0)).doesNotContain("Unsigned");
  }

  @Test
  void staysShortForManyAccountsAndShowsTheWorstFirst() {
    List<Count> counts =
        IntStream.range(0, 40)
            .mapToObj(
                i ->
                    digests(
                        "%012d".formatted(i),
                        i == 33 ? State.BAD_SIGNATURE : State.NOT_VALIDATED,
                        i == 33 ? Severity.HIGH : Severity.LOW))
            .toList();

    assertThat(printed(counts, 1).lines())
        .hasSizeLessThanOrEqualTo(15)
        .anyMatch(
            line -> line.contains("35 more accounts and Regions: 0 findings of high severity"))
        .filteredOn(line -> line.startsWith("  "))
        .first()
        .asString()
        .startsWith("  000000000033 us-east-1")
        .endsWith("1 bad_signature digest");
  }
}
