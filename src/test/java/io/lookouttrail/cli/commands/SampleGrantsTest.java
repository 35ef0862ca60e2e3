package io.lookouttrail.cli.commands;

import static org.assertj.core.api.Assertions.assertThat;

import io.lookouttrail.cli.CliRun;
import io.lookouttrail.fixtures.TestSpark;
import io.lookouttrail.identity.AccessLevel;
import io.lookouttrail.identity.LookoutAction;
import io.lookouttrail.sample.truth.SampleTruth;
import io.lookouttrail.sample.truth.SampleTruth.EventCount;
import io.lookouttrail.sample.truth.SampleTruth.Granted;
import io.lookouttrail.sample.truth.TruthFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a report says of the access that a sample plants, against what was meant by it. */
@Tag("slow")
class SampleGrantsTest {
  @TempDir static Path folder;
  private static SampleTruth truth;
  private static List<Map<String, String>> actions;
  private static List<Map<String, String>> findings;
  private static List<Map<String, String>> principals;

  @BeforeAll
  static void makeTheReport() throws IOException {
    TestSpark.session();
    Path sample = folder.resolve("sample");
    String tables = folder.resolve("tables").toString();
    run(
        "sample",
        "--out",
        sample.toString(),
        "--accounts",
        "2",
        "--detections-per-day",
        "20",
        "--noise",
        "0.1",
        "--digest-hours",
        "0");
    run("ingest", "--archive", sample.resolve("archive").toString(), "--tables", tables);
    List<String> report =
        new ArrayList<>(
            List.of(
                "report",
                "--tables",
                tables,
                "--out",
                folder.resolve("out").toString(),
                "--month",
                "2025-10",
                "--authorization-details"));
    try (Stream<Path> files = Files.list(sample.resolve("authorization-details"))) {
      files.sorted().map(Path::toString).forEach(report::add);
    }
    run(report.toArray(String[]::new));
    truth = TruthFiles.readBeside(sample);
    actions = csv("granted_unused.csv");
    findings = csv("findings.csv");
    principals = csv("granted_by_principal.csv");
  }

  private static void run(String... arguments) {
    CliRun run = CliRun.of(arguments);
    assertThat(run.code()).as(run.err()).isZero();
  }

  /** Reads a file; the cells that are looked at have no quotes. */
  private static List<Map<String, String>> csv(String name) throws IOException {
    List<String> lines = Files.readAllLines(folder.resolve("out/2025-10").resolve(name));
    String[] columns = lines.get(0).split(",", -1);
    List<Map<String, String>> rows = new ArrayList<>();
    for (String line : lines.subList(1, lines.size())) {
      String[] cells = line.replaceAll("\"[^\"]*\"", "quoted").split(",", -1);
      Map<String, String> row = new TreeMap<>();
      for (int i = 0; i < columns.length; i++) {
        row.put(columns[i], cells[i]);
      }
      rows.add(row);
    }
    return rows;
  }

  private static Set<String> words(String text) {
    return text.isEmpty() ? Set.of() : new TreeSet<>(List.of(text.split(" ", -1)));
  }

  private static Set<String> unused(Granted grant) {
    Set<String> unused = new TreeSet<>(words(grant.granted()));
    unused.removeAll(words(grant.used()));
    return unused;
  }

  private static Set<String> unused(String arn) {
    return actions.stream()
        .filter(row -> row.get("principal_arn").equals(arn))
        .filter(row -> row.get("granted").startsWith("granted") && row.get("calls").equals("0"))
        .map(row -> row.get("action"))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static boolean isCritical(String action) {
    AccessLevel level = LookoutAction.of(action).orElseThrow().accessLevel();
    return level == AccessLevel.WRITE || level == AccessLevel.TAGGING;
  }

  @Test
  void plantsEveryKindOfAccessInEachAccount() {
    assertThat(truth.grants())
        .extracting(grant -> grant.account() + " " + grant.plant())
        .contains(
            "111122223333 reads_only",
            "111122223333 unused_user",
            "111122223333 never_used",
            "111122223333 deny",
            "111122223333 boundary",
            "111122223333 condition",
            "111122223333 group",
            "111122223333 no_access",
            "012345678901 never_used");
  }

  @Test
  void namesTheUnusedActionsOfEachPlantedPrincipal() {
    for (Granted grant : truth.grants()) {
      assertThat(unused(grant.principalArn())).as(grant.principalArn()).isEqualTo(unused(grant));
    }
    assertThat(truth.grants())
        .filteredOn(grant -> grant.plant().equals("reads_only"))
        .extracting(Granted::used)
        .containsOnly("DescribeProject ListModels ListProjects");
  }

  @Test
  void namesTheUnusedActionsOfEveryRoleThatCalled() {
    Map<String, Set<String>> used = new TreeMap<>();
    for (EventCount event : truth.events()) {
      if (!event.roleArn().isEmpty()
          && event.roleArn().contains(event.account())
          && event.currentEvents() > 0
          && !event.outcome().equals("denied")
          && !event.eventDate().toString().startsWith("2025-11")) {
        used.computeIfAbsent(event.roleArn(), arn -> new TreeSet<>()).add(event.action());
      }
    }
    assertThat(used).hasSizeGreaterThan(10);
    used.forEach(
        (role, called) -> {
          Set<String> unused =
              Stream.of(LookoutAction.values())
                  .map(LookoutAction::iamName)
                  .filter(action -> !called.contains(action))
                  .collect(Collectors.toCollection(TreeSet::new));
          assertThat(unused(role)).as(role).isEqualTo(unused);
        });
  }

  @Test
  void findsEveryPlantedOvergrant() {
    Set<String> expected =
        truth.grants().stream()
            .filter(grant -> !grant.principalType().equals("group"))
            .filter(grant -> unused(grant).stream().anyMatch(SampleGrantsTest::isCritical))
            .map(Granted::principalArn)
            .collect(Collectors.toCollection(TreeSet::new));
    Set<String> planted =
        truth.grants().stream().map(Granted::principalArn).collect(Collectors.toSet());
    assertThat(expected).hasSize(12);
    Set<String> found =
        findings.stream()
            .filter(row -> row.get("rule").equals("granted_unused"))
            .map(row -> row.get("subject"))
            .filter(planted::contains)
            .collect(Collectors.toCollection(TreeSet::new));
    assertThat(found).isEqualTo(expected);
  }

  @Test
  void putsThoseWithAccessAndNoCallFirst() {
    List<String> calls = principals.stream().map(row -> row.get("calls")).toList();
    int unused = (int) calls.stream().takeWhile(count -> count.equals("0")).count();
    assertThat(unused).isGreaterThanOrEqualTo(14);
    assertThat(calls.subList(unused, calls.size())).doesNotContain("0");
    assertThat(principals.subList(0, unused))
        .extracting(row -> row.get("principal_arn"))
        .containsAll(
            truth.grants().stream()
                .filter(grant -> grant.used().isEmpty() && !grant.granted().isEmpty())
                .map(Granted::principalArn)
                .toList());
  }
}
