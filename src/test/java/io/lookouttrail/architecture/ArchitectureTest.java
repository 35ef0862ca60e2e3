package io.lookouttrail.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Holds the table of packages in {@code src/docs/architecture.md}, and each rule to its word. */
class ArchitectureTest {
  private static final String ROOT = "io.lookouttrail";
  private static final String PLANTED = ROOT + ".architecture.planted";

  /** Source files of a package; about 30 are wanted. */
  private static final int MOST_FILES = 33;

  private static final JavaClasses PROGRAM =
      new ClassFileImporter()
          .withImportOption(place -> !place.contains("/test-classes/"))
          .importPackages(ROOT);

  private static final JavaClasses VIOLATIONS = new ClassFileImporter().importPackages(PLANTED);

  @TestFactory
  Stream<DynamicTest> theProgramKeepsEachRule() {
    return new Rules(ROOT)
        .all().stream()
            .map(rule -> DynamicTest.dynamicTest(rule.getDescription(), () -> rule.check(PROGRAM)));
  }

  @TestFactory
  Stream<DynamicTest> eachRuleFindsItsPlantedViolation() {
    Rules rules = new Rules(PLANTED);
    Map<String, ArchRule> planted = new TreeMap<>();
    planted.put("IngestThatUsesTheConnector", arrow(rules, "ingest"));
    planted.put("IdentityThatLogs", arrow(rules, "identity"));
    planted.put("FirstOfACycle", rules.noCycle());
    planted.put("ChildOfTables", rules.noChildImportsItsParent());
    planted.put("RendererThatReadsTables", rules.renderersSeeTheModelAlone());
    planted.put("QueryThatDraws", rules.onlyRenderersDraw());
    planted.put("ModelWithADataset", rules.theModelIsPlain());
    planted.put("RuleThatReadsTables", rules.findingsReadFactsAlone());
    planted.put("PublisherWithASession", rules.publishingNeedsNoSession());
    planted.put("ChainThatReadsRows", rules.chainValidationNeedsNoSpark());
    planted.put("FirstCommand", rules.noCommandUsesAnother());
    planted.put("JobThatMakesASession", rules.onlyTheCommandLineMakesSessions());
    planted.put("JobThatExits", rules.nothingEndsTheProcess());
    planted.put("SampleThatReadsAnArchive", rules.theSampleKnowsOnlyTheLayout());
    return planted.entrySet().stream()
        .map(
            entry ->
                DynamicTest.dynamicTest(
                    entry.getKey(),
                    () ->
                        assertThat(entry.getValue().evaluate(VIOLATIONS).getFailureReport())
                            .asString()
                            .contains(entry.getKey())));
  }

  private static ArchRule arrow(Rules rules, String name) {
    return rules.arrows().stream()
        .filter(rule -> rule.getDescription().contains("'" + PLANTED + "." + name + "..'"))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void everyPackageStandsInTheTable() {
    TreeSet<String> packages = new TreeSet<>();
    PROGRAM.forEach(
        type ->
            packages.add(
                type.getPackageName().substring(ROOT.length() + 1).replaceFirst("\\..*", "")));
    assertThat(packages).isEqualTo(new TreeSet<>(Rules.packages()));
  }

  @Test
  void noPackageHoldsMoreThanAboutThirtyFiles() {
    Map<String, Long> files =
        PROGRAM.stream()
            .filter(type -> type.getEnclosingClass().isEmpty() && !type.isAnonymousClass())
            .map(JavaClass::getPackageName)
            .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
    assertThat(files).allSatisfy((name, count) -> assertThat(count).isLessThan(MOST_FILES + 1L));
  }
}
