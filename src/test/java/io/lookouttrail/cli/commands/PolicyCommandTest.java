package io.lookouttrail.cli.commands;

import static org.assertj.core.api.Assertions.assertThat;

import com.univocity.parsers.common.record.Record;
import com.univocity.parsers.csv.CsvParser;
import com.univocity.parsers.csv.CsvParserSettings;
import io.lookouttrail.cli.CliRun;
import io.lookouttrail.fixtures.PolicyWorld;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Policies through the real command line. */
class PolicyCommandTest {
  @TempDir static Path folder;
  private static CliRun all;

  @BeforeAll
  static void ingest() {
    PolicyWorld.in(folder);
    all = policy("all", "--all");
  }

  private static CliRun policy(String out, String... options) {
    return CliRun.of(
        Stream.concat(
                Stream.of(
                    "policy",
                    "--tables",
                    folder.resolve("tables").toString(),
                    "--out",
                    folder.resolve(out).toString(),
                    "--progress",
                    "none"),
                Stream.of(options))
            .toArray(String[]::new));
  }

  @Test
  void printsTheFolderAndWhatAPersonShouldKnow() {
    assertThat(all.code()).isZero();
    assertThat(all.out()).isEqualTo(folder.resolve("all/policy") + "\n");
    assertThat(all.err())
        .isEqualTo(
            """
            Policies: 3 for 3 roles and users, from 7 successful calls.
              arn:aws:iam::111122223333:role/plant/Inspector: 1 event name without an action of\
             IAM; policy.csv has each.
              No policy for 1 call of the kind root in 1 account: no identity policy\
             limits the root user.
            """);
  }

  @Test
  void writesItsMetrics() throws IOException {
    CliRun run = policy("metrics", "--all", "--metrics", folder.resolve("policy.prom").toString());
    assertThat(run.code()).as(run.err()).isZero();
    assertThat(Files.readString(folder.resolve("policy.prom")))
        .contains(
            "lookout_trail_exit_code{command=\"policy\"} 0\n",
            "lookout_trail_events{command=\"policy\",step=\"policy\"} 7\n",
            "lookout_trail_count{command=\"policy\",step=\"policy\",name=\"policies\"} 3\n");
  }

  @Test
  void writesAPolicyForEachRoleAndUser() {
    assertThat(names("all/policy"))
        .isEqualTo(
            new TreeSet<>(
                Set.of(
                    "111122223333-role-Inspector.json",
                    "111122223333-role-Inspector~suggestions.json",
                    "111122223333-role-Trainer.json",
                    "111122223333-role-Trainer~suggestions.json",
                    "111122223333-user-eve.json",
                    "111122223333-user-eve~suggestions.json",
                    "SHA256SUMS",
                    "generated.json",
                    "policies.json",
                    "policy.csv",
                    "principals.csv",
                    "suggestions.csv")));
    assertThat(text("all/policy/111122223333-role-Inspector.json"))
        .contains("\"arn:aws:lookoutvision:us-east-1:111122223333:model/bottles/1\"")
        .contains("\"arn:aws:lookoutvision:us-east-1:111122223333:model/bottles/2\"")
        .doesNotContain("DeleteProject")
        .doesNotContain("StartModel");
    assertThat(text("all/policy/111122223333-role-Trainer.json"))
        .contains("lookoutvision:ListModels")
        .contains("project/cans, \\\"large\\\" = ")
        .doesNotContain("project/bottles");
    assertThat(text("all/policy/111122223333-user-eve~suggestions.json"))
        .contains("aws:SourceVpce");
    assertThat(text("all/policy/suggestions.csv"))
        .contains("s3:GetObject,arn:aws:s3:::images/a.manifest,");
  }

  @ParameterizedTest
  @CsvSource({"lookoutvision.amazonaws.com", "s3.amazonaws.com"})
  void eachRowsSqlGivesItsFigures(String source) {
    String out = "sql-" + source;
    assertThat(policy(out, "--all", "--event-source", source).code()).isZero();
    List<Record> rows = rows(text(out + "/policy/policy.csv"));
    assertThat(rows).hasSizeGreaterThan(3);
    List<String> figures = List.of("calls", "denied", "first_call", "last_call", "event_id");
    // One query for all rows: each alone would be planned alone.
    String queries =
        rows.stream()
            .map(row -> "SELECT * FROM (" + row.getString("sql") + ")")
            .collect(Collectors.joining("\nUNION ALL "));
    CliRun asked =
        CliRun.of(
            "sql", "--tables", folder.resolve("tables").toString(), "--format", "csv", queries);
    assertThat(asked.err()).isEmpty();
    assertThat(rows(asked.out()).stream().map(row -> figures.stream().map(row::getString).toList()))
        .containsExactlyElementsOf(
            rows.stream().map(row -> figures.stream().map(row::getString).toList()).toList());
  }

  @Test
  void writesTheSameBytesAgain() {
    assertThat(policy("again", "--all").code()).isZero();
    for (String name : names("all/policy")) {
      if (!name.equals("generated.json")) {
        assertThat(text("again/policy/" + name)).as(name).isEqualTo(text("all/policy/" + name));
      }
    }
  }

  @Test
  void writesOtherLanguages() {
    assertThat(policy("tf", "--all", "--format", "terraform").code()).isZero();
    assertThat(text("tf/policy/111122223333-role-Trainer.tf"))
        .contains("resource \"aws_iam_policy\"")
        .contains("# Not in this policy, CloudTrail does not show it: s3:GetObject on");
    assertThat(policy("cfn", "--all", "--format", "cloudformation").code()).isZero();
    assertThat(text("cfn/policy/111122223333-user-eve.template.yaml"))
        .contains("# Condition worth adding: StringEquals aws:SourceVpce = vpce-1.");
  }

  @Test
  void readsTheMonthsThatAreAskedFor() {
    CliRun august = policy("month", "--role", PolicyWorld.INSPECTOR, "--month", "2025-08");
    assertThat(august.out()).isEqualTo(folder.resolve("month/policy-2025-08") + "\n");
    assertThat(rows(text("month/policy-2025-08/policy.csv")))
        .extracting(
            row ->
                row.getString("action")
                    + " "
                    + row.getString("calls")
                    + " "
                    + row.getString("denied"))
        .containsExactly("lookoutvision:DetectAnomalies 1 1");
  }

  @Test
  void readsTheTablesAsTheyWere() {
    assertThat(policy("as-of", "--all", "--as-of", "2999-01-01").code()).isZero();
    assertThat(policy("as-of-2", "--all", "--as-of", "2001-01-01").err())
        .startsWith("Cannot ")
        .contains("no run had ended by then");
  }

  @Test
  void keepsAFolderThatIsInUse() {
    assertThat(policy("all", "--all").err())
        .isEqualTo(
            "Cannot write the report to file:%s: the folder is already in use. Give --overwrite to"
                    .formatted(folder.resolve("all/policy"))
                + " replace it, or another --out.\n");
    assertThat(policy("all", "--all", "--overwrite").code()).isZero();
  }

  @Test
  void allowsWhatWasDeniedIfAskedTo() {
    assertThat(policy("denied", "--all", "--include-denied").code()).isZero();
    assertThat(text("denied/policy/111122223333-role-Inspector.json")).contains("DeleteProject");
  }

  @Test
  void neverWritesAnEmptyPolicySilently() {
    CliRun none = policy("none", "--role", "arn:aws:iam::111122223333:role/Nobody");
    assertThat(none.code()).isEqualTo(1);
    assertThat(none.err())
        .isEqualTo(
            "Cannot make a policy for arn:aws:iam::111122223333:role/Nobody: the tables hold no call"
                + " of lookoutvision.amazonaws.com by this caller. Check the name, the months and"
                + " --event-source.\n");
    assertThat(folder.resolve("none/policy")).doesNotExist();
  }

  @Test
  void comparesWhatIsGrantedWithWhatWasUsed() throws IOException {
    String details = details();
    CliRun run = policy("grants", "--all", "--authorization-details", details);
    assertThat(run.code()).isZero();
    assertThat(run.err())
        .contains("Granted: 2 users, groups and roles have access; 1 of them made no call.\n");
    List<Record> rows = rows(text("grants/policy/granted_by_principal.csv"));
    assertThat(rows.get(0).getString("principal_arn")).endsWith("role/Idle");
    assertThat(rows)
        .filteredOn(row -> row.getString("principal_arn").equals(PolicyWorld.INSPECTOR))
        .singleElement()
        .satisfies(row -> assertThat(row.getString("calls")).isEqualTo("4"))
        .satisfies(row -> assertThat(row.getString("denied")).isEqualTo("2"));
    assertThat(text("grants/policy/granted_unused.csv"))
        .contains("no policy in the file grants it");
    assertThat(text("grants/policy/policies.json")).contains("\"authorization_details\"");
  }

  @Test
  void listsWhatIsGrantedToARoleWithoutACall() throws IOException {
    String role = "arn:aws:iam::111122223333:role/Idle";
    CliRun run = policy("idle", "--role", role, "--authorization-details", details());
    assertThat(run.code()).isZero();
    assertThat(run.err())
        .contains(
            "No call was found, so no policy is made. granted_unused.csv has what is granted.");
    assertThat(rows(text("idle/policy/granted_unused.csv")))
        .hasSize(25)
        .allSatisfy(row -> assertThat(row.getString("principal_arn")).isEqualTo(role))
        .allSatisfy(row -> assertThat(row.getString("used")).isEqualTo("unused"));
    assertThat(
            policy(
                    "unknown",
                    "--role",
                    "arn:aws:iam::111122223333:role/Nobody",
                    "--authorization-details",
                    details())
                .code())
        .isEqualTo(1);
  }

  private static String details() throws IOException {
    String role =
        """
        {"RoleName": "%1$s", "Path": "%2$s", "RoleId": "AROA%1$s",
          "Arn": "arn:aws:iam::111122223333:role%2$s%1$s", "AttachedManagedPolicies": [],
          "RolePolicyList": [{"PolicyName": "p", "PolicyDocument": {"Version": "2012-10-17",
            "Statement": [{"Effect": "Allow", "Action": "%3$s", "Resource": "*"}]}}]}""";
    return Files.writeString(
            folder.resolve("details.json"),
            "{\"UserDetailList\": [], \"GroupDetailList\": [], \"Policies\": [], \"RoleDetailList\": ["
                + role.formatted("Inspector", "/plant/", "lookoutvision:DetectAnomalies")
                + ","
                + role.formatted("Idle", "/", "lookoutvision:*")
                + "]}")
        .toString();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'' | Cannot make policies: nothing says whose policies are wanted. Give one of --role ARN,"
            + " --actor NAME and --all.",
        "--all --actor x | Cannot make policies: --role, --actor and --all exclude each other. Give"
            + " one of --role ARN, --actor NAME and --all.",
        "--actor x --authorization-details d.json | Cannot make policies: --actor is given together"
            + " with --authorization-details, and the calls of one actor do not show what a role"
            + " leaves unused. Give --role or --all.",
        "--role Inspector | Cannot make policies: 'Inspector' is not the ARN of a role. Give an ARN"
            + " such as arn:aws:iam::111122223333:role/inspection.",
        "--all --max-models 0 | Cannot make policies: --max-models and --max-projects begin at 1."
            + " Give a larger number.",
        "--all --event-source s3 | Cannot choose the events: --event-source 's3' is not an event"
            + " source. Write it as CloudTrail does, such as lookoutvision.amazonaws.com.",
      })
  void explainsWrongUsage(String options, String message) {
    CliRun wrong =
        policy(
            "wrong",
            Arrays.stream(options.split(" ")).filter(it -> !it.isEmpty()).toArray(String[]::new));
    assertThat(wrong.code()).isEqualTo(2);
    assertThat(wrong.err()).isEqualTo(message + "\n");
  }

  private static Set<String> names(String published) {
    try (Stream<Path> files = Files.list(folder.resolve(published))) {
      return files
          .map(file -> file.getFileName().toString())
          .collect(Collectors.toCollection(TreeSet::new));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String text(String file) {
    try {
      return Files.readString(folder.resolve(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<Record> rows(String csv) {
    CsvParserSettings settings = new CsvParserSettings();
    settings.getFormat().setLineSeparator("\n");
    settings.setHeaderExtractionEnabled(true);
    settings.setNullValue("");
    settings.setMaxCharsPerColumn(100_000);
    return new CsvParser(settings).parseAllRecords(new StringReader(csv));
  }
}
