package io.lookouttrail.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Rules about the packages below one root: the program's, or a small tree with planted violations.
 *
 * @param root the root package, without a dot at its end
 */
record Rules(String root) {
  private static final List<String> JDK =
      List.of(
          "java..",
          "javax.crypto..",
          "javax.net..",
          "org.jspecify.annotations..",
          "com.google.errorprone.annotations..");
  private static final List<String> HADOOP =
      List.of(
          "org.apache.hadoop.conf..",
          "org.apache.hadoop.fs..",
          "org.apache.hadoop.io..",
          "org.apache.hadoop.security..",
          "org.apache.hadoop.util.functional..");
  private static final List<String> JACKSON = List.of("com.fasterxml.jackson.core..");
  private static final List<String> NATIVE = List.of("com.sun.jna..");
  private static final List<String> SPARK = join(HADOOP, List.of("org.apache.spark..", "scala.."));
  private static final List<String> LOG = List.of("org.slf4j..");
  private static final List<String> DELTA =
      List.of("io.delta..", "org.apache.parquet..", "org.apache.hadoop.mapreduce..");
  private static final List<String> AWS = List.of("software.amazon.awssdk..");
  private static final List<String> TIMESTAMPS =
      List.of("org.bouncycastle..", "javax.security.auth.x500..");
  private static final List<String> COMMAND_LINE = List.of("picocli..", "org.jline..");
  private static final List<String> CSV = List.of("com.univocity.parsers..");

  /** Libraries that draw a report. Only {@code reports.render} uses them. */
  private static final List<String> DRAWING =
      List.of(
          "com.jcraft.jzlib..",
          "com.openhtmltopdf..",
          "freemarker..",
          "org.apache.commons.compress.archivers.zip..",
          "org.apache.fontbox..",
          "org.apache.pdfbox..",
          "org.dhatim.fastexcel..");

  /** What a package may import: packages of ours, and packages of others. */
  private record Arrows(Set<String> ours, List<String> others) {}

  private static Map<String, Arrows> table() {
    Map<String, Arrows> table = new LinkedHashMap<>();
    table.put("run", new Arrows(Set.of(), List.of()));
    table.put("storage", new Arrows(Set.of("run"), join(HADOOP, AWS)));
    table.put("identity", new Arrows(Set.of("run"), List.of()));
    table.put("grants", new Arrows(Set.of("run", "identity"), JACKSON));
    table.put("attest", new Arrows(Set.of("run"), join(AWS, TIMESTAMPS)));
    table.put("archive", new Arrows(Set.of("run", "storage"), HADOOP));
    table.put(
        "scan", new Arrows(Set.of("run", "storage", "identity"), join(HADOOP, JACKSON, NATIVE)));
    table.put("source", new Arrows(Set.of("run", "storage", "archive", "scan", "identity"), SPARK));
    table.put(
        "tables",
        new Arrows(Set.of("run", "storage", "identity"), join(SPARK, DELTA, AWS, JACKSON)));
    table.put("tasks", new Arrows(Set.of("run"), SPARK));
    table.put(
        "ingest",
        new Arrows(
            Set.of("run", "storage", "archive", "scan", "tables", "tasks", "identity"),
            join(SPARK, LOG)));
    table.put(
        "integrity",
        new Arrows(
            Set.of("run", "storage", "archive", "scan", "tables", "tasks", "identity"),
            join(SPARK, LOG, JACKSON, AWS)));
    table.put(
        "reports",
        new Arrows(
            Set.of("run", "storage", "tables", "identity", "grants", "attest"),
            join(SPARK, LOG, JACKSON, CSV, DRAWING)));
    table.put("sample", new Arrows(Set.of("run", "archive"), List.of()));
    table.put(
        "cli",
        new Arrows(
            Set.of(
                "run",
                "storage",
                "identity",
                "grants",
                "attest",
                "archive",
                "scan",
                "source",
                "tables",
                "ingest",
                "integrity",
                "reports",
                "sample"),
            join(SPARK, LOG, JACKSON, COMMAND_LINE, List.of("io.delta.."))));
    return table;
  }

  /** The names of the packages directly below the root. */
  static Set<String> packages() {
    return table().keySet();
  }

  @SafeVarargs
  @SuppressWarnings("varargs") // Only read.
  private static List<String> join(List<String>... parts) {
    return Stream.of(parts).flatMap(List::stream).toList();
  }

  private String below(String name) {
    return root + "." + name + "..";
  }

  /** Each package imports only what the table of packages allows. */
  List<ArchRule> arrows() {
    List<ArchRule> rules = new ArrayList<>();
    table()
        .forEach(
            (name, arrows) ->
                rules.add(
                    onlyImports(
                        name,
                        join(
                            List.of(below(name)),
                            arrows.ours().stream().map(this::below).toList(),
                            arrows.others()))));
    return rules;
  }

  private ArchRule onlyImports(String name, List<String> allowed) {
    return classes()
        .that()
        .resideInAPackage(below(name))
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(join(JDK, allowed).toArray(String[]::new))
        .allowEmptyShould(true);
  }

  /** No cycle between packages, at any depth. */
  ArchRule noCycle() {
    return slices().matching(root + ".(**)").should().beFreeOfCycles().allowEmptyShould(true);
  }

  /** A package does not import the package that it is a part of. */
  ArchRule noChildImportsItsParent() {
    return classes()
        .should(
            new ArchCondition<JavaClass>("not depend on a package above their own") {
              @Override
              public void check(JavaClass type, ConditionEvents events) {
                for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
                  String target = dependency.getTargetClass().getPackageName();
                  if (target.startsWith(root) && type.getPackageName().startsWith(target + ".")) {
                    events.add(SimpleConditionEvent.violated(type, dependency.getDescription()));
                  }
                }
              }
            })
        .allowEmptyShould(true);
  }

  /** Renderers know the report's model and nothing else of the program. */
  ArchRule renderersSeeTheModelAlone() {
    return onlyImports(
        "reports.render",
        join(DRAWING, JACKSON, CSV, List.of(below("reports.render"), below("reports.model"))));
  }

  /** Nothing but the renderers draws. */
  ArchRule onlyRenderersDraw() {
    return noClasses()
        .that()
        .resideOutsideOfPackage(below("reports.render"))
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(DRAWING.toArray(String[]::new))
        .allowEmptyShould(true);
  }

  /** The model of a report is plain Java. */
  ArchRule theModelIsPlain() {
    return onlyImports("reports.model", List.of(below("reports.model")));
  }

  /** Rules of the findings are functions of facts: no Spark, no tables, no renderer, no query. */
  ArchRule findingsReadFactsAlone() {
    return onlyImports(
        "reports.findings",
        join(
            JACKSON,
            CSV,
            List.of(below("reports.findings"), below("reports.model"), below("run"))));
  }

  /** Publishing a report takes a file system and no session. */
  ArchRule publishingNeedsNoSession() {
    return noClasses()
        .that()
        .resideInAPackage(below("reports.publish"))
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.apache.spark..", "io.delta..")
        .allowEmptyShould(true);
  }

  /** The validation of chains is plain Java: its rules are tested without a session. */
  ArchRule chainValidationNeedsNoSpark() {
    return noClasses()
        .that()
        .resideInAPackage(below("integrity.chain"))
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.apache.spark..", "io.delta..")
        .allowEmptyShould(true);
  }

  /** Commands share steps; no command uses another. */
  ArchRule noCommandUsesAnother() {
    DescribedPredicate<JavaClass> command =
        DescribedPredicate.describe(
            "are commands",
            type ->
                type.getPackageName().equals(root + ".cli.commands")
                    && type.getSimpleName().endsWith("Command"));
    return classes()
        .that(command)
        .should(
            new ArchCondition<JavaClass>("not depend on another command") {
              @Override
              public void check(JavaClass type, ConditionEvents events) {
                for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
                  JavaClass target = dependency.getTargetClass();
                  if (command.test(target) && !target.equals(type)) {
                    events.add(SimpleConditionEvent.violated(type, dependency.getDescription()));
                  }
                }
              }
            })
        .allowEmptyShould(true);
  }

  /** Only the package of the sessions makes a Spark session. */
  ArchRule onlyTheCommandLineMakesSessions() {
    return noClasses()
        .that()
        .resideOutsideOfPackage(below("cli.session"))
        .should()
        .callMethodWhere(
            DescribedPredicate.describe(
                "a Spark session is made",
                call ->
                    call.getTargetOwner().isAssignableTo("org.apache.spark.sql.SparkSession")
                        && Set.of("builder", "newSession", "cloneSession")
                            .contains(call.getName())))
        .allowEmptyShould(true);
  }

  /** A job ends by returning or by throwing: YARN's application master reads no exit status. */
  ArchRule nothingEndsTheProcess() {
    return noClasses()
        .should()
        .callMethod(System.class, "exit", int.class)
        .orShould()
        .callMethod(Runtime.class, "exit", int.class)
        .orShould()
        .callMethod(Runtime.class, "halt", int.class)
        .allowEmptyShould(true);
  }

  /** The sample writes keys by the archive's layout, and knows no reader of an archive. */
  ArchRule theSampleKnowsOnlyTheLayout() {
    return noClasses()
        .that()
        .resideInAPackage(below("sample"))
        .should()
        .dependOnClassesThat(
            DescribedPredicate.describe(
                "are in archive and not the layout of its keys",
                type ->
                    type.getPackageName().startsWith(root + ".archive")
                        && !type.getName().startsWith(root + ".archive.KeyLayout")))
        .allowEmptyShould(true);
  }

  /** Every rule, for a check of all. */
  List<ArchRule> all() {
    List<ArchRule> rules = new ArrayList<>(arrows());
    rules.addAll(
        List.of(
            noCycle(),
            noChildImportsItsParent(),
            renderersSeeTheModelAlone(),
            onlyRenderersDraw(),
            theModelIsPlain(),
            findingsReadFactsAlone(),
            publishingNeedsNoSession(),
            chainValidationNeedsNoSpark(),
            noCommandUsesAnother(),
            onlyTheCommandLineMakesSessions(),
            nothingEndsTheProcess(),
            theSampleKnowsOnlyTheLayout()));
    return rules;
  }
}
