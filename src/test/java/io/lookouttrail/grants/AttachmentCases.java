package io.lookouttrail.grants;

import static io.lookouttrail.fixtures.AccountJson.account;
import static io.lookouttrail.fixtures.AccountJson.allow;
import static io.lookouttrail.fixtures.AccountJson.attached;
import static io.lookouttrail.fixtures.AccountJson.boundary;
import static io.lookouttrail.fixtures.AccountJson.deny;
import static io.lookouttrail.fixtures.AccountJson.inline;
import static io.lookouttrail.fixtures.AccountJson.memberOf;
import static io.lookouttrail.fixtures.AccountJson.policy;
import static io.lookouttrail.fixtures.AccountJson.raw;
import static io.lookouttrail.grants.GrantCase.EU;
import static io.lookouttrail.grants.GrantCase.IF_EU;
import static io.lookouttrail.grants.GrantCase.OWN;
import static io.lookouttrail.grants.GrantCase.START;
import static io.lookouttrail.grants.GrantCase.example;

import io.lookouttrail.fixtures.AccountJson;
import java.util.List;
import java.util.stream.Stream;

/** Boundaries, groups, attached policies and their versions, and what they grant. */
final class AttachmentCases {
  private AttachmentCases() {}

  static Stream<GrantCase> all() {
    return Stream.of(boundaries(), sources(), versions()).flatMap(List::stream);
  }

  private static List<GrantCase> boundaries() {
    String rule = "Permissions boundaries for IAM entities";
    AccountJson missing = account();
    return List.of(
        example(
            "both allow",
            rule,
            "granted on * by inline p",
            bounded(policy(allow(START)), policy(allow("*"))),
            START),
        example(
            "the boundary alone allows",
            rule + ": a boundary grants nothing",
            "not granted",
            bounded(policy(allow("s3:*")), policy(allow("*"))),
            START),
        example(
            "the boundary does not allow",
            rule,
            "not granted because inline p allows it, the permissions boundary B does not",
            bounded(policy(allow(START)), policy(allow("s3:*"))),
            START),
        example(
            "the boundary denies",
            rule,
            "denied because denied by permissions boundary B",
            bounded(policy(allow(START)), policy(allow("*"), deny("lookoutvision:Start*"))),
            START),
        example(
            "the boundary allows other models",
            rule,
            "not granted because inline p allows it, the permissions boundary B does not",
            bounded(policy(allow(START, OWN + "model/a/*")), policy(allow("*", OWN + "model/b/*"))),
            START),
        example(
            "the boundary allows some of the models",
            rule,
            "granted on "
                + OWN
                + "model/a/1 except outside "
                + OWN
                + "model/a/* (permissions boundary B) by inline p",
            bounded(
                policy(allow(START, OWN + "model/a/1", OWN + "model/b/1")),
                policy(allow("*", OWN + "model/a/*"))),
            START),
        example(
            "the boundary allows some of all models",
            rule,
            "granted on * except outside "
                + OWN
                + "model/a/*; "
                + OWN
                + "model/b/* (permissions boundary B) by inline p",
            bounded(
                policy(allow(START)),
                policy(allow("*", OWN + "model/a/*"), allow(START, OWN + "model/b/*"))),
            START),
        example(
            "the boundary allows under a condition",
            rule,
            "granted conditionally on * if permissions boundary B: " + EU + " by inline p",
            bounded(
                policy(allow(START)),
                policy(raw("'Effect': 'Allow', 'Action': '*', 'Resource': '*', " + IF_EU))),
            START),
        example(
            "the boundary denies some models",
            rule,
            "granted on * except " + OWN + "model/a/* (permissions boundary B) by inline p",
            bounded(policy(allow(START)), policy(allow("*"), deny("*", OWN + "model/a/*"))),
            START),
        example(
            "the boundary is not in the file",
            rule,
            "granted conditionally on * if permissions boundary arn:aws:iam::aws:policy/X (not in the file)"
                + " by inline p",
            missing.role(
                "R", inline("p", policy(allow(START))), boundary("arn:aws:iam::aws:policy/X")),
            START));
  }

  private static List<GrantCase> sources() {
    String groups = "IAM user groups";
    String managed = "Managed policies and inline policies";
    AccountJson attached = account();
    AccountJson group = account();
    return List.of(
        example(
            "an attached policy",
            managed,
            "granted on * by M",
            attached
                .role("R", attached(attached.policyArn("M")))
                .managed("M", policy(allow(START))),
            START),
        example(
            "an attached policy that is not in the file",
            managed,
            "unknown because not in the file: policy arn:aws:iam::aws:policy/AdministratorAccess",
            account().role("R", attached("arn:aws:iam::aws:policy/AdministratorAccess")),
            START),
        example(
            "a deny, and an attached policy that is not in the file",
            managed,
            "denied because denied by inline p, not in the file: policy arn:aws:iam::aws:policy/X",
            account()
                .role("R", inline("p", policy(deny("*"))), attached("arn:aws:iam::aws:policy/X")),
            START),
        example(
            "an allow, and an attached policy that is not in the file",
            managed,
            "granted on * by inline p",
            account()
                .role("R", inline("p", policy(allow("*"))), attached("arn:aws:iam::aws:policy/X")),
            START),
        example(
            "a group's inline policy",
            groups,
            "granted on * by group G: inline g",
            account().user("R", memberOf("G")).group("team/G", inline("g", policy(allow(START)))),
            START),
        example(
            "a group's attached policy",
            groups,
            "granted on * by group G: M",
            group
                .user("R", memberOf("G"))
                .group("G", attached(group.policyArn("M")))
                .managed("M", policy(allow(START))),
            START),
        example(
            "a group's deny",
            groups,
            "denied because denied by group G: inline g",
            account()
                .user("R", inline("p", policy(allow("*"))), memberOf("G"))
                .group("G", inline("g", policy(deny(START)))),
            START),
        example(
            "another group",
            groups,
            "not granted",
            account().user("R").group("G", inline("g", policy(allow(START)))),
            START),
        example(
            "a group that is not in the file",
            groups,
            "unknown because not in the file: group G",
            account().user("R", memberOf("G")),
            START),
        example(
            "a boundary and a group",
            groups + ", permissions boundaries",
            "not granted because group G: inline g allows it, the permissions boundary B does not",
            boundedMember(),
            START),
        example(
            "the group itself",
            groups,
            "granted on * by inline g",
            account().group("R", inline("g", policy(allow(START)))),
            START));
  }

  private static List<GrantCase> versions() {
    String rule = "Versioning IAM policies: the default version is in force";
    String old =
        "{\"VersionId\": \"v1\", \"IsDefaultVersion\": false, \"Document\": %s}"
            .formatted(policy(allow("*")));
    String now =
        "{\"VersionId\": \"v2\", \"IsDefaultVersion\": true, \"Document\": %s}"
            .formatted(policy(allow("s3:*")));
    return List.of(
        example(
            "the default version grants less",
            rule,
            "not granted",
            versioned(old + ", " + now, "v2"),
            START),
        example(
            "the default version is older",
            rule,
            "granted on * by M",
            versioned(old.replace("false", "true") + ", " + now.replace("true", "false"), "v1"),
            START),
        example(
            "no flag, but the id of the default version",
            rule,
            "granted on * by M",
            versioned(
                old.replace("\"IsDefaultVersion\": false,", "")
                    + ", "
                    + now.replace("\"IsDefaultVersion\": true,", ""),
                "v1"),
            START),
        example(
            "a broken version that is not in force",
            rule,
            "not granted",
            versioned(now + ", " + old.replace("\"Statement\"", "\"Stment\""), "v2"),
            START));
  }

  private static AccountJson bounded(String ownPolicy, String boundary) {
    AccountJson account = account();
    return account
        .role("R", inline("p", ownPolicy), boundary(account.policyArn("B")))
        .managed("B", boundary);
  }

  private static AccountJson boundedMember() {
    AccountJson account = account();
    return account
        .user("R", memberOf("G"), boundary(account.policyArn("B")))
        .group("G", inline("g", policy(allow(START))))
        .managed("B", policy(allow("s3:*")));
  }

  private static AccountJson versioned(String versions, String inForce) {
    AccountJson account = account();
    return account.role("R", attached(account.policyArn("M"))).managed("M", versions, inForce);
  }
}
