package io.lookouttrail.grants;

import static io.lookouttrail.fixtures.AccountJson.ACCOUNT;
import static io.lookouttrail.fixtures.AccountJson.account;
import static io.lookouttrail.fixtures.AccountJson.allow;
import static io.lookouttrail.fixtures.AccountJson.attached;
import static io.lookouttrail.fixtures.AccountJson.boundary;
import static io.lookouttrail.fixtures.AccountJson.inline;
import static io.lookouttrail.fixtures.AccountJson.memberOf;
import static io.lookouttrail.fixtures.AccountJson.policy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lookouttrail.fixtures.AccountJson;
import io.lookouttrail.grants.policy.PolicyDocument;
import io.lookouttrail.grants.policy.ResourcePattern;
import io.lookouttrail.identity.IamAction;
import io.lookouttrail.run.UserError;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class AuthorizationDetailsTest {
  private static final String REMEDY =
      " Give the whole output of 'aws iam get-account-authorization-details' as JSON, a file for"
          + " each account.";

  /** As in the AWS CLI's reference, shortened. */
  private static final String EXAMPLE =
      """
      {
        "RoleDetailList": [{
          "AssumeRolePolicyDocument": {"Version": "2012-10-17", "Statement": [{"Sid": "",
            "Effect": "Allow", "Principal": {"Service": "ec2.amazonaws.com"},
            "Action": "sts:AssumeRole"}]},
          "RoleId": "AROA1234567890EXAMPLE", "CreateDate": "2014-07-30T17:09:20+00:00",
          "InstanceProfileList": [{"InstanceProfileId": "AIPA1234567890EXAMPLE", "Roles": [{}]}],
          "RoleName": "EC2role", "Path": "/", "AttachedManagedPolicies": [
            {"PolicyName": "AmazonS3FullAccess",
             "PolicyArn": "arn:aws:iam::aws:policy/AmazonS3FullAccess"}],
          "RoleLastUsed": {"Region": "us-west-2", "LastUsedDate": "2019-11-13T17:30:00+00:00"},
          "RolePolicyList": [], "Arn": "arn:aws:iam::123456789012:role/EC2role"}],
        "GroupDetailList": [{
          "GroupId": "AIDACKCEVSQ6C7EXAMPLE",
          "AttachedManagedPolicies": {
            "PolicyName": "AdministratorAccess",
            "PolicyArn": "arn:aws:iam::aws:policy/AdministratorAccess"},
          "GroupName": "Admins", "Path": "/", "Arn": "arn:aws:iam::123456789012:group/Admins",
          "CreateDate": 1381779248.5, "GroupPolicyList": []}],
        "UserDetailList": [{
          "UserName": "Alice", "GroupList": ["Admins"], "CreateDate": "2013-10-14T18:32:24Z",
          "UserId": "AIDA1234567890EXAMPLE", "UserPolicyList": [{"PolicyName": "DenyBilling",
            "PolicyDocument": {"Version": "2012-10-17", "Statement": {"Effect": "Deny",
              "Action": "aws-portal:*", "Resource": "*"}}}],
          "Path": "/people/ops/", "AttachedManagedPolicies": [],
          "Arn": "arn:aws:iam::123456789012:user/people/ops/Alice"}],
        "Policies": [{
          "PolicyName": "create-update-delete-set-managed-policies", "CreateDate": "2015-02-06",
          "AttachmentCount": 1, "IsAttachable": true, "PolicyId": "ANPAJ2UCCR6DPCEXAMPLE",
          "DefaultVersionId": "v1", "PolicyVersionList": [{"CreateDate": "2015-02-06T19:58:34Z",
            "VersionId": "v1", "Document": {"Version": "2012-10-17", "Statement": {
              "Effect": "Allow", "Action": ["iam:CreatePolicy"], "Resource": "*"}},
            "IsDefaultVersion": true}],
          "Path": "/", "Arn": "arn:aws:iam::123456789012:policy/create-update", "UpdateDate": "x"}],
        "Marker": null, "IsTruncated": false
      }
      """
          .replace("\"AttachedManagedPolicies\": {", "\"AttachedManagedPolicies\": [{")
          .replace("policy/AdministratorAccess\"},", "policy/AdministratorAccess\"}],");

  private static AuthorizationDetails parse(String text) {
    return AuthorizationDetails.parse("details.json", text);
  }

  @Test
  void readsTheOutputOfTheCommand() {
    AuthorizationDetails details = parse(EXAMPLE);
    assertThat(details.accountId()).isEqualTo("123456789012");
    assertThat(details.identities())
        .extracting(IamIdentity::type, IamIdentity::name, IamIdentity::path, IamIdentity::id)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(
                IdentityType.ROLE, "EC2role", "/", "AROA1234567890EXAMPLE"),
            org.assertj.core.groups.Tuple.tuple(
                IdentityType.GROUP, "Admins", "/", "AIDACKCEVSQ6C7EXAMPLE"),
            org.assertj.core.groups.Tuple.tuple(
                IdentityType.USER, "Alice", "/people/ops/", "AIDA1234567890EXAMPLE"));
    IamIdentity role = details.identities().get(0);
    assertThat(role.created()).contains(Instant.parse("2014-07-30T17:09:20Z"));
    assertThat(role.lastUsed()).contains(Instant.parse("2019-11-13T17:30:00Z"));
    assertThat(role.attached())
        .containsExactly(
            new AttachedPolicy("AmazonS3FullAccess", "arn:aws:iam::aws:policy/AmazonS3FullAccess"));
    IamIdentity group = details.identities().get(1);
    assertThat(group.created()).contains(Instant.ofEpochSecond(1381779248));
    IamIdentity user = details.identities().get(2);
    assertThat(user.groups()).containsExactly("Admins");
    assertThat(user.inline()).extracting(InlinePolicy::name).containsExactly("DenyBilling");
    assertThat(details.policies())
        .containsOnlyKeys("arn:aws:iam::123456789012:policy/create-update");
  }

  @Test
  void readsWhatSpreadsheetsAndOtherToolsAdd() {
    assertThat(parse("\uFEFF" + EXAMPLE).identities()).hasSize(3);
    assertThat(
            parse(EXAMPLE.replaceFirst("\\{", "{\"ResponseMetadata\": {\"RequestId\": \"1\"}, "))
                .identities())
        .hasSize(3);
  }

  @Test
  void decodesPoliciesThatAreUrlEncodedAsTheApiReturnsThem() {
    String document = policy(allow("s3:Get*", "arn:aws:s3:::a+b/ü"));
    String encoded = URLEncoder.encode(document, StandardCharsets.UTF_8).replace("+", "%20");
    AuthorizationDetails details =
        account()
            .role("R", inline("p", "\"" + encoded + "\""))
            .managed("M", "\"" + encoded + "\"")
            .details();
    List<PolicyDocument> documents =
        List.of(
            details.identities().get(0).inline().get(0).document(),
            details.policies().get("arn:aws:iam::111122223333:policy/M").document());
    assertThat(documents)
        .allSatisfy(
            one ->
                assertThat(one.statements().get(0).resources().patterns())
                    .extracting(ResourcePattern::text)
                    .containsExactly("arn:aws:s3:::a+b/ü"));
  }

  @Test
  void keepsAPlusSignInAUrlEncodedPolicy() {
    String encoded =
        "%7B%22Statement%22%3A%5B%7B%22Effect%22%3A%22Allow%22%2C%22Action%22%3A%22s3%3A*%22%2C%22Resource%22%3A%22a+b%22%7D%5D%7D";
    assertThat(
            account()
                .role("R", inline("p", "\"" + encoded + "\""))
                .details()
                .identities()
                .get(0)
                .inline()
                .get(0)
                .document()
                .statements()
                .get(0)
                .resources())
        .hasToString("a+b");
  }

  @Test
  void takesAPolicyInQuotesThatIsNotEncoded() {
    String document = policy(allow("*")).replace("\"", "\\\"");
    assertThat(account().role("R", inline("p", "\"" + document + "\"")).details().identities())
        .hasSize(1);
  }

  @Test
  void knowsRolesThatNobodyShouldEdit() {
    AuthorizationDetails details =
        account()
            .role("aws-service-role/states.amazonaws.com/AWSServiceRoleForStates")
            .role(
                "aws-reserved/sso.amazonaws.com/eu-west-1/AWSReservedSSO_Quality_Team_0123456789abcdef")
            .role("AWSReservedSSO_Odd")
            .user("AWSReservedSSO_Not_1")
            .details();
    assertThat(details.identities())
        .extracting(IamIdentity::isServiceLinked, IamIdentity::permissionSet)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(false, Optional.empty()),
            org.assertj.core.groups.Tuple.tuple(true, Optional.empty()),
            org.assertj.core.groups.Tuple.tuple(false, Optional.of("Quality_Team")),
            org.assertj.core.groups.Tuple.tuple(false, Optional.of("Odd")));
  }

  static Stream<Arguments> badInput() {
    String role = "arn:aws:iam::111122223333:role/R";
    return Stream.of(
        bad("", "line 1: it is empty"),
        bad("An error occurred (AccessDenied)", "line 1: it is not JSON (Unrecognized token 'An'"),
        bad("[]", "line 1: the document is not an object"),
        bad("\n\"x\"", "line 2: the document is not an object"),
        bad(
            "{}",
            "it has no GroupDetailList, Policies, RoleDetailList, UserDetailList, so it is not"),
        bad(
            EXAMPLE.replace("\"Policies\"", "\"Polices\""),
            "it has no Policies, so it is not the output"),
        bad(EXAMPLE + "{}", "there is more text after the end of the JSON"),
        bad(EXAMPLE.substring(0, 900), "it is not JSON (Unexpected end-of-input"),
        bad(
            "{\"Error\": {\"Code\": \"AccessDenied\"}}",
            "line 1: it is the answer of a call that failed"),
        bad(
            EXAMPLE.replace("\"IsTruncated\": false", "\"IsTruncated\": true"),
            "it is only one page of the output; run the command without --max-items"),
        bad(EXAMPLE.replace("\"Marker\": null", "\"Marker\": \"AAA\""), "it is only one page"),
        bad(EXAMPLE.replace("\"Marker\": null", "\"NextToken\": \"e\""), "it is only one page"),
        bad(
            EXAMPLE.replace("\"Policies\": [", "\"UserDetailList\": [], \"Policies\": ["),
            "Duplicate field 'UserDetailList'"),
        bad(
            EXAMPLE.replace("\"Path\": \"/\", \"Arn\"", "\"GroupName\": \"x\", \"Arn\""),
            "Duplicate field 'GroupName'"),
        bad(account().toString(), "it has no user, group or role, so its account is not known"),
        bad(
            EXAMPLE.replace("123456789012:user", "210987654321:user"),
            "it has several accounts: 123456789012, 210987654321"),
        bad(account().role("R").role("R").toString(), "the role " + role + " occurs twice"),
        bad(
            account().role("R").managed("M", policy()).managed("M", policy()).toString(),
            "the policy arn:aws:iam::111122223333:policy/M occurs twice"),
        bad(
            EXAMPLE.replace("\"Arn\": \"arn:aws:iam::123456789012:role/EC2role\"", "\"X\": 1"),
            "line 12: a role has no Arn"),
        bad(
            EXAMPLE.replace("123456789012:role", "123456789012:user"),
            "'arn:aws:iam::123456789012:user/EC2role' is not the ARN of a role"),
        bad(
            EXAMPLE.replace("iam::123456789012:role", "iam::12345:role"),
            "is not the ARN of a role"),
        bad(
            EXAMPLE.replace("2014-07-30T17:09:20+00:00", "yesterday"),
            "line 6: CreateDate is 'yesterday', which is not a time"),
        bad(EXAMPLE.replace("[\"Admins\"]", "[1]"), "an entry of GroupList is not a text"),
        bad(
            EXAMPLE.replace("\"RolePolicyList\": []", "\"RolePolicyList\": {}"),
            "RolePolicyList is not a list"),
        bad(
            account()
                .role("R", new AccountJson.Part("PolicyList", "{\"PolicyName\": \"p\"}"))
                .toString(),
            "the policy p has no PolicyDocument"),
        bad(
            account().role("R", new AccountJson.Part("AttachedManagedPolicies", "{}")).toString(),
            "an attached policy has no PolicyArn"),
        bad(
            account().role("R").managed("M", "{\"VersionId\": \"v1\"}", "v2").toString(),
            "the policy arn:aws:iam::111122223333:policy/M has no default version"),
        bad(
            account().role("R").managed("M", "{\"VersionId\": \"v1\"}", "v1").toString(),
            "the policy arn:aws:iam::111122223333:policy/M is broken: it is empty"),
        broken("\"%7B%22\"", "it is not JSON"),
        broken("\"%7\"", "it is neither JSON nor URL-encoded JSON"),
        broken("\"%FF%FE\"", "it is neither JSON nor URL-encoded JSON"),
        broken("\"hello\"", "it is not JSON"),
        broken("\"\"", "has no PolicyDocument"),
        broken("{}", "it has no Statement"),
        broken("{\"Statement\": [], \"Stmt\": 1}", "it has an element 'Stmt'"),
        broken("{\"Version\": \"2030-01-01\", \"Statement\": []}", "its Version is '2030-01-01'"),
        broken(policy("1"), "a Statement is not an object"),
        broken(policy("{\"Action\": \"*\", \"Resource\": \"*\"}"), "a statement has no Effect"),
        broken(
            policy("{\"Effect\": \"allow\", \"Action\": \"*\", \"Resource\": \"*\"}"),
            "an Effect is 'allow'"),
        broken(
            policy("{\"Effect\": \"Allow\", \"Resource\": \"*\"}"),
            "a statement has neither an Action nor a NotAction"),
        broken(
            policy("{\"Effect\": \"Allow\", \"Action\": \"*\"}"),
            "a statement has neither a Resource nor a NotResource"),
        broken(
            policy(
                "{\"Effect\": \"Allow\", \"Action\": \"*\", \"NotAction\": \"*\", \"Resource\": \"*\"}"),
            "a statement has both an Action and a NotAction"),
        broken(
            policy(
                "{\"Effect\": \"Allow\", \"Action\": \"*\", \"NotResource\": \"*\", \"Resource\": \"*\"}"),
            "a statement has both a Resource and a NotResource"),
        broken(
            policy(
                "{\"Effect\": \"Allow\", \"Action\": \"*\", \"Resource\": \"*\", \"Principal\": \"*\"}"),
            "a statement has an element 'Principal'"),
        broken(
            policy("{\"Effect\": \"Allow\", \"Action\": [1], \"Resource\": \"*\"}"),
            "an entry of Action is not a text"),
        broken(
            policy(
                "{\"Effect\": \"Allow\", \"Action\": \"*\", \"Resource\": \"*\", \"Condition\": {\"Bool\": 1}}"),
            "the condition Bool is not an object"),
        broken(
            policy(
                "{\"Effect\": \"Allow\", \"Action\": \"*\", \"Resource\": \"*\", \"Condition\": {\"Bool\": {\"k\": {}}}}"),
            "a value of a condition is neither a text nor a number"),
        bad("[".repeat(5_000), "the document is not an object"),
        bad("{\"x\": " + "[".repeat(5_000), "it is nested deeper than 100 levels"));
  }

  private static Arguments bad(String text, String why) {
    return Arguments.of(text, why);
  }

  private static Arguments broken(String document, String why) {
    String text = account().role("R", inline("p", document)).toString();
    return Arguments.of(
        text,
        why.startsWith("has no")
            ? why
            : "the policy p of arn:aws:iam::" + ACCOUNT + ":role/R is broken: " + why);
  }

  @ParameterizedTest
  @MethodSource("badInput")
  void refusesBadInputInOneLine(String text, String why) {
    assertThatThrownBy(() -> parse(text))
        .isInstanceOf(UserError.class)
        .hasMessageStartingWith("Cannot read the authorization details details.json: ")
        .hasMessageContaining(why)
        .hasMessageEndingWith(REMEDY)
        .hasMessageNotContaining("\n");
  }

  @Test
  void refusesTwoFilesOfOneAccount() {
    AuthorizationDetails one = AuthorizationDetails.parse("a.json", account().role("R").toString());
    AuthorizationDetails two = AuthorizationDetails.parse("b.json", account().role("S").toString());
    AuthorizationDetails other =
        AuthorizationDetails.parse("c.json", new AccountJson("999999999999").role("R").toString());
    EvaluatedGrants.requireDistinct(List.of(one, other));
    assertThatThrownBy(() -> EvaluatedGrants.requireDistinct(List.of(one, other, two)))
        .isInstanceOf(UserError.class)
        .hasMessage(
            "Cannot read the authorization details b.json: account 111122223333 is already in"
                + " a.json. Give one file for each account.");
  }

  @Test
  void keepsHostileNamesAsTheyAre() {
    String name = "\\u202e<script>\\n=cmd|' /C calc'!A0\\u0000 ${x}";
    AuthorizationDetails details =
        parse(
            account()
                .role(
                    "R",
                    inline(name, policy(allow(name, name))),
                    memberOf(name),
                    boundary(name),
                    attached("a/" + name))
                .toString());
    String plain = "\u202e<script>\n=cmd|' /C calc'!A0\u0000 ${x}";
    IamIdentity role = details.identities().get(0);
    assertThat(role.inline().get(0).name()).isEqualTo(plain);
    assertThat(role.boundary()).contains(plain);
    assertThat(role.groups()).containsExactly(plain);
    GrantableAction action =
        GrantableAction.ofOtherService(new IamAction("lookoutvision", "StartModel"), details);
    EvaluatedGrants grants = EvaluatedGrants.of(List.of(details), account -> List.of(action));
    assertThat(grants.grants(role).get(0).state()).isEqualTo(GrantState.UNKNOWN);
  }

  @Test
  void shortensAHostileNameInAnError() {
    String name = "x\\n".repeat(5_000);
    assertThatThrownBy(() -> account().role("R", inline(name, "{}")).details())
        .isInstanceOf(UserError.class)
        .satisfies(e -> assertThat(e.getMessage()).hasSizeLessThan(800).doesNotContain("\n"));
  }
}
