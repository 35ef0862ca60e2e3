package io.lookouttrail.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cloudtrail.CloudTrailClient;

/** The policies of {@code conf/}: they allow what the job does, and nothing else. */
class PoliciesTest {
  private static final Path CONF = Path.of("conf");
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Set<String> EXAMPLE_ACCOUNTS = Set.of("111122223333", "444455556666");

  private static final Set<String> READ = Set.of("s3:ListBucket", "s3:GetObject", "kms:Decrypt");

  private static List<JsonNode> statements(String file) throws IOException {
    JsonNode policy = JSON.readTree(CONF.resolve(file).toFile());
    assertThat(policy.get("Version").textValue()).isEqualTo("2012-10-17");
    List<JsonNode> statements = new ArrayList<>();
    policy.get("Statement").forEach(statements::add);
    return statements;
  }

  private static List<String> texts(JsonNode oneOrMany) {
    List<String> texts = new ArrayList<>();
    if (oneOrMany.isTextual()) {
      texts.add(oneOrMany.textValue());
    } else {
      oneOrMany.forEach(one -> texts.add(one.textValue()));
    }
    return texts;
  }

  private static Set<String> actions(String file) throws IOException {
    return statements(file).stream()
        .flatMap(statement -> texts(statement.get("Action")).stream())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static List<String> files(String folder) throws IOException {
    try (Stream<Path> listed = Files.list(CONF.resolve(folder))) {
      return listed.map(file -> folder + "/" + file.getFileName()).sorted().toList();
    }
  }

  @Test
  void haveTheShapeOfPolicies() throws IOException {
    List<String> files = new ArrayList<>(files("iam"));
    files.addAll(files("s3"));
    for (String file : files) {
      Set<String> names = new TreeSet<>();
      for (JsonNode statement : statements(file)) {
        assertThat(statement.get("Effect").textValue()).as(file).isIn("Allow", "Deny");
        assertThat(statement.get("Sid").textValue()).as(file).matches("[A-Za-z0-9]+");
        assertThat(names.add(statement.get("Sid").textValue())).as(file).isTrue();
        boolean trust = file.contains("trust");
        assertThat(statement.has("Resource")).as(file).isNotEqualTo(trust);
        assertThat(statement.has("Principal")).as(file).isEqualTo(trust || file.startsWith("s3/"));
      }
    }
  }

  @Test
  void grantRolesNothingByStars() throws IOException {
    for (String file : files("iam")) {
      assertThat(actions(file)).as(file).noneMatch(action -> action.contains("*"));
      for (JsonNode statement : statements(file)) {
        if (statement.has("Resource") && !file.equals("iam/fetch-keys.json")) {
          assertThat(texts(statement.get("Resource")))
              .as(file)
              .allMatch(resource -> resource.matches("arn:aws:[^*]+(/\\*)?"));
        }
      }
    }
  }

  @Test
  void letTheArchiveBeReadAndNothingElse() throws IOException {
    assertThat(actions("iam/archive-read.json")).isEqualTo(READ);
    Set<String> granted = new TreeSet<>();
    for (String file : files("s3")) {
      for (JsonNode statement : statements(file)) {
        if (texts(statement.get("Principal").path("AWS")).stream()
            .anyMatch(principal -> principal.endsWith(":role/lookout-trail-job"))) {
          granted.addAll(texts(statement.get("Action")));
        }
      }
    }
    assertThat(granted).isEqualTo(READ);
  }

  @Test
  void letTablesAndReportsBeWrittenWhereTheJobWritesThem() throws IOException {
    assertThat(actions("iam/tables-and-reports.json"))
        .isEqualTo(
            Set.of(
                "s3:ListBucket",
                "s3:GetObject",
                "s3:PutObject",
                "s3:DeleteObject",
                "s3:AbortMultipartUpload",
                "kms:Decrypt",
                "kms:GenerateDataKey"));
    List<String> job = texts(JSON.readTree(CONF.resolve("emr/steps.json").toFile()).at("/0/Args"));
    assertThat(resources("iam/tables-and-reports.json"))
        .contains(objects(job, "--tables"), objects(job, "--out"));
    assertThat(resources("iam/archive-read.json"))
        .contains(objects(job, "--archive").replace("/*", "/AWSLogs/*"));
    assertThat(resources("iam/code-read.json"))
        .contains(objects(job, "--public-keys").replace("/keys/", "/"));
  }

  @Test
  void letTheJobsOwnDatabaseBeFilledAndNoOther() throws IOException {
    List<String> job = texts(JSON.readTree(CONF.resolve("emr/steps.json").toFile()).at("/0/Args"));
    String name = job.get(job.indexOf("--database") + 1);
    JsonNode filled = statements("iam/catalog.json").get(0);
    assertThat(texts(filled.get("Resource")))
        .extracting(resource -> resource.replaceFirst(".*:", ""))
        .containsExactly("catalog", "database/" + name, "table/" + name + "/*");
    assertThat(texts(statements("iam/catalog.json").get(1).get("Action")))
        .containsExactly("glue:GetDatabase");
    assertThat(actions("iam/catalog.json")).noneMatch(action -> action.contains("Delete"));
  }

  private static List<String> resources(String file) throws IOException {
    return statements(file).stream()
        .flatMap(statement -> texts(statement.get("Resource")).stream())
        .toList();
  }

  /** The objects under the location that an option names. */
  private static String objects(List<String> arguments, String option) {
    return arguments.get(arguments.indexOf(option) + 1).replace("s3://", "arn:aws:s3:::") + "/*";
  }

  @Test
  void letCloudTrailBeAskedForKeysAloneAndOnlyByAFileOfItsOwn() throws IOException {
    for (String file : files("iam")) {
      assertThat(actions(file).stream().filter(action -> action.startsWith("cloudtrail:")))
          .as(file)
          .containsExactlyElementsOf(
              file.equals("iam/fetch-keys.json")
                  ? List.of("cloudtrail:ListPublicKeys")
                  : List.of());
    }
    Set<String> called =
        new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages("io.lookouttrail")
                .stream()
                .flatMap(type -> type.getMethodCallsFromSelf().stream())
                .filter(call -> call.getTargetOwner().isEquivalentTo(CloudTrailClient.class))
                .map(JavaMethodCall::getName)
                .filter(name -> !Set.of("builder", "close").contains(name))
                .collect(Collectors.toSet());
    assertThat(called).isEqualTo(Set.of("listPublicKeysPaginator"));
  }

  @Test
  void nameNoRealAccount() throws IOException {
    try (Stream<Path> walked = Files.walk(CONF)) {
      for (Path file : walked.filter(Files::isRegularFile).toList()) {
        assertThat(
                Pattern.compile("(?<![0-9a-f-])[0-9]{12}(?![0-9a-f])")
                    .matcher(Files.readString(file))
                    .results()
                    .map(account -> account.group()))
            .as(file.toString())
            .allMatch(EXAMPLE_ACCOUNTS::contains);
      }
    }
  }
}
