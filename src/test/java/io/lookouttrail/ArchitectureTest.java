package io.lookouttrail;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;

/** Holds the table of packages: which of ours and whose libraries each may know. */
class ArchitectureTest {
  private static final String HOUSE = "io.lookouttrail";

  private static final List<String> JDK = List.of("java..", "javax.crypto..", "javax.net..");
  private static final List<String> ANNOTATIONS =
      List.of("org.jspecify.annotations..", "com.google.errorprone.annotations..");
  private static final List<String> HADOOP =
      List.of(
          "org.apache.hadoop.conf..",
          "org.apache.hadoop.fs..",
          "org.apache.hadoop.io..",
          "org.apache.hadoop.security..",
          "org.apache.hadoop.util.functional..");
  private static final List<String> SPARK = with(HADOOP, "org.apache.spark..", "scala..");
  private static final List<String> SPARK_AND_LOG = with(SPARK, "org.slf4j..");

  /** What reads the lists that are handed in with a report, and writes its JSON and CSV. */
  private static final List<String> TEXT =
      List.of("com.fasterxml.jackson.core..", "com.univocity.parsers..");

  /** What draws a report: each known in {@code reports.render} alone. */
  private static final List<String> DRAWING =
      List.of(
          "com.jcraft.jzlib..",
          "com.openhtmltopdf..",
          "freemarker..",
          "org.apache.commons.compress.archivers.zip..",
          "org.apache.fontbox..",
          "org.apache.pdfbox..",
          "org.dhatim.fastexcel..");

  /** What a package may know: which of ours, and which outside packages. */
  private record Arrows(Set<String> ours, List<String> others) {}

  private static final Map<String, Arrows> TABLE =
      Map.of(
          "run",
          new Arrows(Set.of(), List.of()),
          "identity",
          new Arrows(Set.of("run"), List.of()),
          "archive",
          new Arrows(Set.of("run", "identity"), with(HADOOP, "com.fasterxml.jackson.core..")),
          "source",
          new Arrows(Set.of("run", "archive", "identity"), SPARK),
          "tables",
          new Arrows(
              Set.of("run", "identity"),
              with(
                  SPARK,
                  "io.delta..",
                  "org.apache.parquet.hadoop..",
                  "org.apache.hadoop.mapreduce..")),
          "ingest",
          new Arrows(Set.of("run", "archive", "source", "tables", "identity"), SPARK_AND_LOG),
          "integrity",
          new Arrows(
              Set.of("run", "archive", "tables", "identity"),
              with(SPARK_AND_LOG, "software.amazon.awssdk..")),
          "reports",
          new Arrows(
              Set.of("run", "tables", "identity"),
              with(
                  with(SPARK_AND_LOG, DRAWING.toArray(String[]::new)),
                  TEXT.toArray(String[]::new))),
          "sample",
          new Arrows(Set.of("run", "archive"), List.of()),
          "cli",
          new Arrows(
              Set.of(
                  "run",
                  "identity",
                  "archive",
                  "source",
                  "tables",
                  "ingest",
                  "integrity",
                  "reports",
                  "sample"),
              with(
                  SPARK_AND_LOG,
                  "picocli..",
                  "org.jline..",
                  "io.delta..",
                  "com.fasterxml.jackson.core..")));

  private static List<String> with(List<String> some, String... more) {
    return Stream.concat(some.stream(), Stream.of(more)).toList();
  }

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(place -> !place.contains("/test-classes/"))
          .importPackages(HOUSE);

  private static String inside(String name) {
    return HOUSE + "." + name + "..";
  }

  @Test
  void everyPackageStandsInTheTable() {
    Set<String> packages = new TreeSet<>();
    CLASSES.forEach(
        type ->
            packages.add(
                type.getPackageName().substring(HOUSE.length() + 1).replaceFirst("\\..*", "")));
    assertThat(TABLE.keySet()).containsAll(packages);
  }

  @Test
  void packagesKnowOnlyWhatTheTableSays() {
    TABLE.forEach(
        (name, arrows) -> {
          List<String> allowed = new ArrayList<>(JDK);
          allowed.addAll(ANNOTATIONS);
          allowed.addAll(arrows.others());
          allowed.add(inside(name));
          arrows.ours().forEach(other -> allowed.add(inside(other)));
          ArchRule rule =
              ArchRuleDefinition.classes()
                  .that()
                  .resideInAPackage(inside(name))
                  .should()
                  .onlyDependOnClassesThat()
                  .resideInAnyPackage(allowed.toArray(String[]::new))
                  .allowEmptyShould(true);
          rule.check(CLASSES);
        });
  }

  @Test
  void whatDrawsAReportSeesTheModelAlone() {
    List<String> allowed = with(JDK, ANNOTATIONS.toArray(String[]::new));
    allowed = with(allowed, DRAWING.toArray(String[]::new));
    allowed = with(allowed, TEXT.toArray(String[]::new));
    allowed = with(allowed, inside("reports.render"), inside("reports.model"));
    ArchRuleDefinition.classes()
        .that()
        .resideInAPackage(inside("reports.render"))
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(allowed.toArray(String[]::new))
        .check(CLASSES);
  }

  @Test
  void nothingElseOfTheReportsDraws() {
    noClasses()
        .that()
        .resideInAPackage(inside("reports"))
        .and()
        .resideOutsideOfPackage(inside("reports.render"))
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(DRAWING.toArray(String[]::new))
        .check(CLASSES);
  }

  @Test
  void packagesFormNoCircle() {
    slices().matching(HOUSE + ".(*)..").should().beFreeOfCycles().check(CLASSES);
  }

  @Test
  void onlyTheCommandLineMakesSessions() {
    noClasses()
        .that()
        .resideOutsideOfPackage(inside("cli"))
        .should()
        .callMethodWhere(
            DescribedPredicate.describe(
                "a Spark session is made",
                call ->
                    call.getTargetOwner().isAssignableTo(SparkSession.class)
                        && Set.of("builder", "newSession", "cloneSession")
                            .contains(call.getName())))
        .check(CLASSES);
  }

  @Test
  void findingsAreJudgedByFactsAlone() {
    noClasses()
        .that()
        .resideInAPackage(inside("reports.findings"))
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "org.apache..", "io.delta..", inside("tables"), inside("reports.render"))
        .orShould()
        .dependOnClassesThat()
        .resideInAPackage(HOUSE + ".reports")
        .check(CLASSES);
  }

  @Test
  void nothingEndsTheProcess() {
    noClasses()
        .should()
        .callMethod(System.class, "exit", int.class)
        .orShould()
        .callMethod(Runtime.class, "exit", int.class)
        .orShould()
        .callMethod(Runtime.class, "halt", int.class)
        .check(CLASSES);
  }

  @Test
  void theSampleKnowsTheLayoutOfAnArchiveButNotHowItIsRead() {
    noClasses()
        .that()
        .resideInAPackage(inside("sample"))
        .should()
        .dependOnClassesThat(
            DescribedPredicate.describe(
                "are of the archive but not its layout", ArchitectureTest::isArchiveButNotLayout))
        .allowEmptyShould(true)
        .check(CLASSES);
  }

  private static boolean isArchiveButNotLayout(JavaClass type) {
    return type.getPackageName().startsWith(HOUSE + ".archive")
        && !type.getSimpleName().contains("Layout");
  }
}
