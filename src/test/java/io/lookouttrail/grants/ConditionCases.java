package io.lookouttrail.grants;

import static io.lookouttrail.fixtures.AccountJson.account;
import static io.lookouttrail.fixtures.AccountJson.allow;
import static io.lookouttrail.fixtures.AccountJson.deny;
import static io.lookouttrail.fixtures.AccountJson.inline;
import static io.lookouttrail.fixtures.AccountJson.policy;
import static io.lookouttrail.fixtures.AccountJson.raw;
import static io.lookouttrail.grants.GrantCase.EU;
import static io.lookouttrail.grants.GrantCase.IF_EU;
import static io.lookouttrail.grants.GrantCase.MODELS;
import static io.lookouttrail.grants.GrantCase.OWN;
import static io.lookouttrail.grants.GrantCase.START;
import static io.lookouttrail.grants.GrantCase.example;

import java.util.List;
import java.util.stream.Stream;

/** Policies with conditions and policy variables, and what they grant. */
final class ConditionCases {
  private ConditionCases() {}

  static Stream<GrantCase> all() {
    return Stream.of(conditions(), variables()).flatMap(List::stream);
  }

  private static List<GrantCase> conditions() {
    String rule = "IAM JSON policy elements: Condition";
    return List.of(
        example(
            "an allow under a condition",
            rule,
            "granted conditionally on * if " + EU + " by inline p",
            raw("'Effect': 'Allow', 'Action': '*', 'Resource': '*', " + IF_EU)),
        example(
            "two conditions",
            rule + ": all must be met",
            "granted conditionally on * if "
                + EU
                + " and Bool aws:MultiFactorAuthPresent = true by inline p",
            raw(
                "'Effect': 'Allow', 'Action': '*', 'Resource': '*', 'Condition': {'StringEquals':"
                    + " {'aws:RequestedRegion': ['eu-west-1']}, 'Bool': {'aws:MultiFactorAuthPresent': true}}")),
        example(
            "several values",
            rule + ": one must be met",
            "granted conditionally on * if NumericLessThan aws:MultiFactorAuthAge = 60 or 90 by inline p",
            raw(
                "'Effect': 'Allow', 'Action': '*', 'Resource': '*', 'Condition': {'NumericLessThan':"
                    + " {'aws:MultiFactorAuthAge': [60, '90']}}")),
        example(
            "an empty condition",
            rule,
            "granted on * by inline p",
            raw("'Effect': 'Allow', 'Action': '*', 'Resource': '*', 'Condition': {}")),
        example(
            "an allow with and one without a condition",
            rule,
            "granted on *; " + MODELS + " by inline p",
            raw("'Effect': 'Allow', 'Action': '*', 'Resource': '*', " + IF_EU),
            allow(START, MODELS)),
        example(
            "a deny under a condition",
            rule + ": a deny applies where its conditions are met",
            "granted conditionally on * except * if " + EU + " (inline p) by inline p",
            allow(START),
            raw("'Effect': 'Deny', 'Action': '*', 'Resource': '*', " + IF_EU)),
        example(
            "a deny of some models under a condition",
            rule,
            "granted on * except " + OWN + "model/a/* if " + EU + " (inline p) by inline p",
            allow(START),
            raw("'Effect': 'Deny', 'Action': '*', 'Resource': '" + OWN + "model/a/*', " + IF_EU)),
        example(
            "an allow and a deny under conditions",
            rule,
            "granted conditionally on * except * if "
                + EU
                + " (inline p) if "
                + EU
                + " by inline p",
            raw("'Effect': 'Allow', 'Action': '*', 'Resource': '*', " + IF_EU),
            raw("'Effect': 'Deny', 'Action': '*', 'Resource': '*', " + IF_EU)),
        example(
            "an allow under a condition, and a deny",
            rule,
            "denied because denied by inline p",
            raw("'Effect': 'Allow', 'Action': '*', 'Resource': '*', " + IF_EU),
            deny("*")),
        example(
            "a deny under a condition alone",
            rule,
            "not granted",
            raw("'Effect': 'Deny', 'Action': '*', 'Resource': '*', " + IF_EU)));
  }

  private static List<GrantCase> variables() {
    String rule = "IAM policy elements: Variables and tags";
    String own = OWN + "model/${aws:username}/*";
    return List.of(
        example(
            "a variable",
            rule,
            "granted conditionally on " + own + " if policy variable in " + own + " by inline p",
            allow(START, own)),
        example(
            "a variable and a model",
            rule,
            "granted on " + own + "; " + OWN + "model/a/1 by inline p",
            allow(START, own, OWN + "model/a/1")),
        example(
            "a deny with a variable",
            rule,
            "granted on * except " + own + " (inline p) by inline p",
            allow(START),
            deny(START, own)),
        example(
            "a deny with a variable for everything",
            rule,
            "granted conditionally on * except arn:*:lookoutvision:*:*:${aws:PrincipalTag/kind} (inline p)"
                + " by inline p",
            allow(START),
            deny(START, "arn:*:lookoutvision:*:*:${aws:PrincipalTag/kind}")),
        example(
            "an asterisk as a character",
            rule + ": special characters",
            "not granted because inline p allows it, but on no resource that it works on",
            allow(START, "${*}")),
        example(
            "a variable in an old version",
            "IAM JSON policy elements: Version",
            "granted on " + own + " by inline p",
            account()
                .role(
                    "R",
                    inline("p", policy(allow(START, own)).replace("2012-10-17", "2008-10-17"))),
            START),
        example(
            "no version",
            "IAM JSON policy elements: Version",
            "granted on * by inline p",
            account().role("R", inline("p", "{\"Statement\": [" + allow(START) + "]}")),
            START));
  }
}
