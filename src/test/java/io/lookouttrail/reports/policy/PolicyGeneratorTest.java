package io.lookouttrail.reports.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.lookouttrail.reports.policy.document.JsonPolicy;
import io.lookouttrail.reports.policy.document.Statement;
import io.lookouttrail.reports.policy.usage.CallGroup;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Policies of some calls, and what is said beside them. */
class PolicyGeneratorTest {
  private static final String HERE = "arn:aws:lookoutvision:us-east-1:111122223333:";

  @Test
  void namesTheResourceThatEachActionTakes() {
    assertThat(
            statements(
                Calls.of("DescribeProject"),
                Calls.ofModel("StartModel", "bottles", "3"),
                Calls.ofModel("StopModel", "bottles", "3"),
                Calls.of("CreateDataset"),
                Calls.of("CreateModel"),
                Calls.of("TagResource").on(HERE + "model/bottles/3")))
        .containsExactly(
            "DescribeProjectOfBottles [lookoutvision:DescribeProject] ["
                + HERE
                + "project/bottles] []",
            "TagResourceOfBottles [lookoutvision:TagResource] [" + HERE + "model/bottles/3] []",
            "CreateDataset [lookoutvision:CreateDataset] [*] [us-east-1]",
            "CreateModelOfBottles [lookoutvision:CreateModel] [" + HERE + "model/bottles/*] []",
            "WriteModelsOfBottles [lookoutvision:StartModel, lookoutvision:StopModel] ["
                + HERE
                + "model/bottles/3] []");
  }

  @Test
  void takesThePartitionFromTheRegion() {
    assertThat(statements(Calls.of("DescribeProject").region("cn-north-1")))
        .singleElement()
        .asString()
        .contains("arn:aws-cn:lookoutvision:cn-north-1:111122223333:project/bottles");
    assertThat(statements(Calls.of("DescribeProject").region("us-gov-west-1")))
        .singleElement()
        .asString()
        .contains("arn:aws-us-gov:lookoutvision:us-gov-west-1:111122223333:project/bottles");
  }

  @Test
  void readsEverySpellingOfTheTrialEvents() {
    assertThat(statements(Calls.of("StartTriallDetection"), Calls.of("StartTrailDetection")))
        .containsExactly("StartTrialDetection [lookoutvision:StartTrialDetection] [*] [us-east-1]");
  }

  @Test
  void writesTheSameBytesWhateverTheOrderOfTheCalls() {
    List<CallGroup> groups =
        groups(
            Calls.of("DescribeProject"),
            Calls.ofModel("StartModel", "cans", "1"),
            Calls.ofModel("StartModel", "bottles", "2"),
            Calls.of("ListProjects"));
    List<CallGroup> reversed = new ArrayList<>(groups);
    java.util.Collections.reverse(reversed);
    assertThat(json(Calls.options(), reversed)).isEqualTo(json(Calls.options(), groups));
  }

  @Test
  void leavesOutWhatDidNotSucceed() {
    PrincipalPolicy policy =
        generate(
            Calls.of("DescribeProject").outcome("denied"),
            Calls.of("DeleteProject").outcome("failed"),
            Calls.of("ListProjects").outcome("throttled"));
    assertThat(policy.documents()).isEmpty();
    assertThat(policy.notes()).containsExactly("No call succeeded, so no policy is made.");
    assertThat(policy.permissions())
        .singleElement()
        .satisfies(denied -> assertThat(denied.deniedCalls()).isEqualTo(1))
        .satisfies(denied -> assertThat(policy.place(denied)).isEmpty());
  }

  @Test
  void allowsWhatWasDeniedIfAskedTo() {
    PolicyOptions some = Calls.options();
    PolicyOptions options =
        new PolicyOptions(some.selection(), true, 20, 50, some.versions(), some.productVersion());
    PrincipalPolicy policy =
        PolicyGenerator.generate(
            Calls.ROLE, options, groups(Calls.of("DescribeProject").outcome("denied")));
    assertThat(policy.documents()).hasSize(1);
  }

  @Test
  void foldsManyModelsOfAProjectAndManyProjects() {
    List<CallGroup> groups =
        Stream.concat(
                IntStream.rangeClosed(1, 4)
                    .mapToObj(i -> Calls.ofModel("StartModel", "bottles", "" + i)),
                IntStream.rangeClosed(1, 4)
                    .mapToObj(i -> Calls.of("DescribeProject").project("p" + i)))
            .map(Calls::group)
            .toList();
    PrincipalPolicy policy =
        PolicyGenerator.generate(
            Calls.ROLE, Calls.options("lookoutvision.amazonaws.com", 3, 3), groups);
    assertThat(resources(policy)).containsExactly(HERE + "project/*", HERE + "model/bottles/*");
    assertThat(policy.notes())
        .containsExactly(
            "Folded: lookoutvision:DescribeProject: 4 resources are folded into "
                + HERE
                + "project/* (more than 3).",
            "Folded: lookoutvision:StartModel: 4 resources are folded into "
                + HERE
                + "model/bottles/* (more than 3).");
    PrincipalPolicy few =
        PolicyGenerator.generate(
            Calls.ROLE, Calls.options("lookoutvision.amazonaws.com", 4, 4), groups);
    assertThat(resources(few)).hasSize(8);
    assertThat(few.notes()).isEmpty();
  }

  @Test
  void takesNamesLiterally() {
    assertThat(statements(Calls.of("DescribeProject").project("b*t?l$s")))
        .singleElement()
        .asString()
        .contains("project/b${*}t${?}l${$}s");
  }

  @Test
  void saysWhyAResourceIsWiderThanTheCall() {
    PrincipalPolicy policy =
        generate(
            Calls.of("DescribeProject").project(null),
            Calls.ofModel("StartModel", "bottles", "latest"),
            Calls.of("StopModel").account("unknown").version(null).region(null));
    assertThat(policy.permissions())
        .extracting(UsedPermission::resource, permission -> String.join(", ", permission.reasons()))
        .containsExactlyInAnyOrder(
            org.assertj.core.groups.Tuple.tuple(HERE + "project/*", "the record names no project"),
            org.assertj.core.groups.Tuple.tuple(
                HERE + "model/bottles/latest",
                "the call named the version latest; IAM may ask for its number"),
            org.assertj.core.groups.Tuple.tuple(
                "arn:aws:lookoutvision:*:111122223333:model/bottles/*",
                "the record names no Region, the record names no account,"
                    + " the record names no version of the model"));
  }

  @Test
  void limitsTheServiceToRegionsOnlyIfEveryCallNamesOne() {
    assertThat(statements(Calls.of("ListProjects"), Calls.of("ListProjects").region("eu-west-1")))
        .containsExactly("ListProjects [lookoutvision:ListProjects] [*] [eu-west-1, us-east-1]");
    PrincipalPolicy policy =
        generate(Calls.of("ListProjects"), Calls.of("ListProjects").region(null));
    assertThat(policy.documents().get(0).statements())
        .singleElement()
        .satisfies(statement -> assertThat(statement.regions()).isEmpty());
    assertThat(policy.permissions())
        .singleElement()
        .satisfies(it -> assertThat(it.reasons()).containsExactly("some calls name no Region"))
        .satisfies(it -> assertThat(policy.place(it)).isPresent());
  }

  @Test
  void aDeniedCallWithoutARegionTakesNoConditionAway() {
    PrincipalPolicy policy =
        generate(Calls.of("ListProjects"), Calls.of("ListProjects").region(null).outcome("denied"));
    assertThat(policy.permissions())
        .singleElement()
        .satisfies(it -> assertThat(it.regions()).containsExactly("us-east-1"))
        .satisfies(it -> assertThat(it.reasons()).isEmpty());
  }

  @Test
  void suggestsWhatOtherServicesNeedAndNeverMixesItIn() {
    PrincipalPolicy policy =
        generate(
            Calls.of("CreateDataset")
                .data(
                    "{\"datasetSource\":{\"groundTruthManifest\":{\"s3Object\":{\"bucket\":\"images\","
                        + "\"key\":\"train/a.manifest\"}}}}"),
            Calls.of("UpdateDatasetEntries")
                .data(
                    "{\"changes\":\"{\\\"source-ref\\\":\\\"s3://images/b.png\\\"}\\n{\\\"source-ref\\\":\\\"s3://images/c.png\\\"}\"}"),
            Calls.of("CreateModel")
                .data(
                    "{\"outputConfig\":{\"s3Location\":{\"bucket\":\"results\",\"prefix\":\"m/\"}},"
                        + "\"kmsKeyId\":\"1234abcd\"}"));
    assertThat(policy.suggestions())
        .extracting(it -> it.action() + " " + it.resource() + " by " + it.madeBy().label())
        .containsExactly(
            "kms:CreateGrant arn:aws:kms:us-east-1:111122223333:key/1234abcd by the caller",
            "kms:Decrypt arn:aws:kms:us-east-1:111122223333:key/1234abcd by the service on the"
                + " caller's behalf",
            "kms:DescribeKey arn:aws:kms:us-east-1:111122223333:key/1234abcd by the caller",
            "kms:GenerateDataKey arn:aws:kms:us-east-1:111122223333:key/1234abcd by the service on"
                + " the caller's behalf",
            "s3:GetObject arn:aws:s3:::images/b.png by the service on the caller's behalf",
            "s3:GetObject arn:aws:s3:::images/c.png by the service on the caller's behalf",
            "s3:GetObject arn:aws:s3:::images/train/a.manifest by the service on the caller's"
                + " behalf",
            "s3:PutObject arn:aws:s3:::results/m/* by the service on the caller's behalf");
    assertThat(json(policy)).doesNotContain("s3:").doesNotContain("kms:");
  }

  @Test
  void suggestsConditionsThatEveryCallMet() {
    PrincipalPolicy policy =
        generate(
            Calls.of("DescribeProject").through("vpce-1").mfa(true),
            Calls.of("ListProjects").through("vpce-1").mfa(null));
    assertThat(policy.conditions())
        .extracting(it -> it.operator() + " " + it.key() + " " + it.values() + ": " + it.basis())
        .containsExactly(
            "StringEquals aws:RequestedRegion [us-east-1]: All 2 calls went to these Regions.",
            "StringEquals aws:SourceVpce [vpce-1]: All 2 calls came through this VPC endpoint.",
            "Bool aws:MultiFactorAuthPresent [true]: All 1 calls for which CloudTrail records MFA"
                + " had it; 1 others would be denied.");
    assertThat(
            generate(
                    Calls.of("DescribeProject").through("vpce-1").mfa(true),
                    Calls.of("ListProjects").region(null).mfa(false))
                .conditions())
        .isEmpty();
  }

  @Test
  void listsEventsThatAreNoAction() {
    PrincipalPolicy policy =
        PolicyGenerator.generate(
            Calls.ROLE,
            Calls.options("signin.amazonaws.com", 20, 50),
            groups(Calls.of("ConsoleLogin").type("AwsConsoleSignIn")));
    assertThat(policy.documents()).isEmpty();
    assertThat(policy.outside())
        .singleElement()
        .satisfies(
            event ->
                assertThat(event.reason())
                    .isEqualTo("an event of the type AwsConsoleSignIn is no call that IAM allows"))
        .satisfies(event -> assertThat(event.used()).isEqualTo(1));
    assertThat(generate(Calls.of("InventTheWheel")).outside())
        .singleElement()
        .extracting(OutsidePolicy::reason)
        .isEqualTo("no action of IAM is known for this event");
  }

  @Test
  void takesTheResourcesOfAnotherServiceFromItsRecords() {
    String object = "arn:aws:s3:::images/a.png";
    PrincipalPolicy policy =
        PolicyGenerator.generate(
            Calls.ROLE,
            Calls.options("s3.amazonaws.com", 20, 50),
            groups(
                Calls.of("HeadObject").listing(object, "arn:aws:s3:::images"),
                Calls.of("GetObject").listing(object, "arn:aws:s3:::images"),
                Calls.of("ListObjects").listing("arn:aws:s3:::images"),
                Calls.of("ListBuckets")));
    assertThat(policy.permissions())
        .extracting(it -> it.action() + " " + it.resource() + " " + it.calls() + " " + it.reasons())
        .containsExactly(
            "s3:GetObject arn:aws:s3:::images/a.png 2 []",
            "s3:ListAllMyBuckets * 1 [the record names no resource]",
            "s3:ListBucket arn:aws:s3:::images 1 []");
  }

  @Test
  void suggestsToPassTheRolesThatOtherCallsName() {
    PrincipalPolicy policy =
        PolicyGenerator.generate(
            Calls.ROLE,
            Calls.options("lambda.amazonaws.com", 20, 50),
            groups(
                Calls.of("CreateFunction20150331")
                    .data("arn:aws:iam::111122223333:role/function")));
    assertThat(policy.suggestions())
        .singleElement()
        .extracting(it -> it.action() + " " + it.resource())
        .isEqualTo("iam:PassRole arn:aws:iam::111122223333:role/function");
    assertThat(policy.permissions())
        .singleElement()
        .extracting(it -> it.action().toString())
        .isEqualTo("lambda:CreateFunction");
  }

  @Test
  void saysThatARoleWasMadeAgain() {
    assertThat(
            generate(
                    Calls.of("ListProjects").by("AROAFIRST"),
                    Calls.of("ListModels").by("AROASECOND").at("2025-09-04T10:00:00Z"))
                .notes())
        .containsExactly(
            "The role was deleted and made again under this name (AROAFIRST until"
                + " 2025-09-03T10:00:00Z, AROASECOND until 2025-09-04T10:00:00Z). The policy has the"
                + " calls of all of them.");
    assertThat(
            generate(
                    Calls.of("ListProjects").by("AROAFIRST"),
                    Calls.of("ListModels").by("AROASECOND"))
                .notes())
        .singleElement()
        .asString()
        .startsWith("The role has several unique ids in the records at the same time (AROAFIRST");
  }

  @Test
  void saysWhichAccountsNeedAPolicyAsWell() {
    assertThat(generate(Calls.of("ListProjects").account("444455556666")).notes())
        .containsExactly(
            "It called other accounts (444455556666): their resources need a policy there as"
                + " well.");
  }

  @Test
  void makesNoPolicyForAServiceLinkedRole() {
    PrincipalPolicy policy =
        PolicyGenerator.generate(
            PolicyPrincipal.parse(
                    "arn:aws:iam::111122223333:role/aws-service-role/x.amazonaws.com/AWSRoleForX")
                .orElseThrow(),
            Calls.options(),
            groups(Calls.of("ListProjects")));
    assertThat(policy.documents()).isEmpty();
    assertThat(policy.notes())
        .containsExactly("AWS alone edits the policies of a service-linked role, so none is made.");
  }

  @Test
  void namesThePermissionSetOfARoleOfIdentityCenter() {
    assertThat(
            PolicyGenerator.generate(
                    PolicyPrincipal.parse(
                            "arn:aws:iam::111122223333:role/aws-reserved/sso.amazonaws.com/"
                                + "AWSReservedSSO_Quality_Team_0123456789abcdef")
                        .orElseThrow(),
                    Calls.options(),
                    groups(Calls.of("ListProjects")))
                .notes())
        .containsExactly(
            "IAM Identity Center makes this role: edit the permission set Quality_Team, not the"
                + " role.");
  }

  @Test
  void splitsWhatIsTooLargeAndSaysWhenItIsTooMany() {
    List<CallGroup> groups =
        IntStream.range(0, 1_200)
            .mapToObj(i -> Calls.of("DescribeProject").project("project-number-" + i).group())
            .toList();
    PrincipalPolicy policy =
        PolicyGenerator.generate(
            Calls.ROLE, Calls.options("lookoutvision.amazonaws.com", 2_000, 2_000), groups);
    assertThat(policy.documents())
        .hasSizeGreaterThan(10)
        .allSatisfy(document -> assertThat(document.characters()).isLessThanOrEqualTo(6_144));
    assertThat(resources(policy)).hasSize(1_200).doesNotHaveDuplicates();
    assertThat(policy.notes())
        .containsExactly(
            "The policies are %d, and a role or user can have 10. Fold more resources, or ask AWS"
                    .formatted(policy.documents().size())
                + " for a higher quota.");
    assertThat(policy.permissions())
        .allSatisfy(permission -> assertThat(policy.place(permission)).isPresent());
  }

  private static PrincipalPolicy generate(Calls... calls) {
    return PolicyGenerator.generate(Calls.ROLE, Calls.options(), groups(calls));
  }

  private static List<CallGroup> groups(Calls... calls) {
    return Stream.of(calls).map(Calls::group).toList();
  }

  private static List<String> statements(Calls... calls) {
    return generate(calls).documents().stream()
        .flatMap(document -> document.statements().stream())
        .map(it -> it.sid() + " " + it.actions() + " " + it.resources() + " " + it.regions())
        .toList();
  }

  private static List<String> resources(PrincipalPolicy policy) {
    return policy.documents().stream()
        .flatMap(document -> document.statements().stream())
        .map(Statement::resources)
        .flatMap(List::stream)
        .toList();
  }

  private static String json(PolicyOptions options, List<CallGroup> groups) {
    return json(PolicyGenerator.generate(Calls.ROLE, options, groups));
  }

  private static String json(PrincipalPolicy policy) {
    return policy.documents().stream().map(JsonPolicy::text).reduce("", String::concat);
  }
}
