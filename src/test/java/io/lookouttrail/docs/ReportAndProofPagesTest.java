package io.lookouttrail.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.lookouttrail.identity.ActionCatalogue;
import io.lookouttrail.reports.findings.rules.FindingRules;
import io.lookouttrail.reports.model.RuleResult;
import io.lookouttrail.tables.DigestFinding;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Rules, states and proofs in the documentation are those of the program. */
class ReportAndProofPagesTest {

  @Test
  void everyRuleStandsThereWithItsSeverityAndNoOther() {
    var rules = FindingRules.descriptions(ActionCatalogue.LOOKOUT_VISION);
    Page page = Page.of("src/docs/report.md");
    assertThat(Page.rows(page.section("Findings")))
        .extracting(row -> row.get(0) + " " + row.get(1).replaceFirst(",.*", ""))
        .containsExactlyElementsOf(
            rules.stream()
                .map(rule -> "`" + rule.name() + "` " + rule.severity().label())
                .toList());
    assertThat(page.text()).contains("| " + rules.size() + " rules");
  }

  @Test
  void everyOutcomeOfARuleStandsThereAndNoOther() {
    assertThat(Page.rows(Page.of("src/docs/report.md").section("Findings by rule")))
        .extracting(row -> row.get(0))
        .containsExactlyElementsOf(
            Arrays.stream(RuleResult.Outcome.values())
                .map(outcome -> "`" + outcome.label() + "`")
                .toList());
  }

  @Test
  void everyStateAndProofStandsThereAndNoOther() {
    Page page = Page.of("src/docs/proof.md");
    assertThat(Page.rows(page.section("What is found")))
        .extracting(row -> row.get(0))
        .containsExactlyElementsOf(
            Arrays.stream(DigestFinding.State.values())
                .map(state -> "`" + state.label() + "`")
                .toList());
    assertThat(Page.rows(page.section("What counts as proof")))
        .extracting(row -> row.get(0))
        .containsExactlyElementsOf(
            Arrays.stream(DigestFinding.Proof.values())
                .map(proof -> "`" + proof.label() + "`")
                .toList());
  }

  @Test
  void everyAttackNamesATestThatExists() throws IOException {
    List<List<String>> attacks =
        Page.rows(Page.of("src/docs/proof.md").section("What an attacker can do"));
    assertThat(attacks).hasSizeGreaterThan(20);
    for (List<String> attack : attacks) {
      for (String name : attack.get(2).replace("`", "").split(", ", -1)) {
        String[] test = name.split("#", 2);
        assertThat(source(test[0])).as(name).contains("  void " + test[1] + "(");
      }
    }
  }

  private static String source(String testClass) throws IOException {
    try (Stream<Path> files = Files.walk(Path.of("src/test/java"))) {
      Path file =
          files
              .filter(path -> path.getFileName().toString().equals(testClass + ".java"))
              .findFirst()
              .orElseThrow(() -> new AssertionError("there is no test class " + testClass));
      return Files.readString(file);
    }
  }
}
