package io.lookouttrail.grants;

import static io.lookouttrail.fixtures.AccountJson.account;
import static io.lookouttrail.fixtures.AccountJson.allow;
import static io.lookouttrail.fixtures.AccountJson.deny;
import static io.lookouttrail.fixtures.AccountJson.inline;
import static io.lookouttrail.fixtures.AccountJson.policy;
import static io.lookouttrail.fixtures.AccountJson.raw;
import static io.lookouttrail.grants.GrantCase.LIST;
import static io.lookouttrail.grants.GrantCase.MODELS;
import static io.lookouttrail.grants.GrantCase.OWN;
import static io.lookouttrail.grants.GrantCase.START;
import static io.lookouttrail.grants.GrantCase.example;

import java.util.List;
import java.util.stream.Stream;

/** Policies with actions, resources and denies, and what they grant. */
final class StatementCases {
  private StatementCases() {}

  static Stream<GrantCase> all() {
    return Stream.of(basics(), actions(), resources(), denies()).flatMap(List::stream);
  }

  private static List<GrantCase> basics() {
    String rule = "Policy evaluation logic";
    return List.of(
        example("no policy", rule + ": implicit deny", "not granted", account().role("R"), START),
        example("an allow", rule, "granted on * by inline p", allow(START)),
        example("administrator", rule, "granted on * by inline p", allow("*")),
        example(
            "another action",
            rule + ": implicit deny",
            "not granted",
            allow("lookoutvision:StopModel")),
        example("another service", rule + ": implicit deny", "not granted", allow("s3:*")),
        example("no statement", "IAM JSON policy elements: Statement", "not granted"),
        example(
            "a statement that is no list",
            "Grammar of the IAM JSON policy language",
            "granted on * by inline p",
            account()
                .role(
                    "R",
                    inline(
                        "p", "{\"Version\": \"2012-10-17\", \"Statement\": " + allow(START) + "}")),
            START),
        example(
            "two policies",
            rule,
            "granted on *; " + MODELS + " by inline p, inline q",
            account()
                .role(
                    "R",
                    inline("p", policy(allow(START))),
                    inline("q", policy(allow(START, MODELS)))),
            START));
  }

  private static List<GrantCase> actions() {
    String rule = "IAM JSON policy elements: Action";
    String not = "IAM JSON policy elements: NotAction";
    return List.of(
        example("a whole service", rule, "granted on * by inline p", allow("lookoutvision:*")),
        example("a verb", rule, "granted on * by inline p", allow("lookoutvision:Start*")),
        example("a suffix", rule, "granted on * by inline p", allow("lookoutvision:*Model")),
        example("a suffix of others", rule, "not granted", allow("lookoutvision:*Project")),
        example(
            "question marks", rule, "granted on * by inline p", allow("lookoutvision:St??tModel")),
        example("too few question marks", rule, "not granted", allow("lookoutvision:St?tModel")),
        example(
            "lower case",
            rule + ": not case sensitive",
            "granted on * by inline p",
            allow("LookoutVision:startmodel")),
        example("a prefix without a wildcard", rule, "not granted", allow("lookoutvision:Start")),
        example(
            "a list of actions",
            rule,
            "granted on * by inline p",
            raw("'Effect': 'Allow', 'Action': ['s3:*', '" + START + "'], 'Resource': '*'")),
        example(
            "an empty list of actions",
            rule,
            "not granted",
            raw("'Effect': 'Allow', 'Action': [], 'Resource': '*'")),
        example(
            "all but another service",
            not,
            "granted on * by inline p",
            raw("'Effect': 'Allow', 'NotAction': 'iam:*', 'Resource': '*'")),
        example(
            "all but this service",
            not,
            "not granted",
            raw("'Effect': 'Allow', 'NotAction': ['iam:*', 'LOOKOUTVISION:*'], 'Resource': '*'")),
        example(
            "a deny of all but reads",
            not,
            "denied because denied by inline p",
            allow("*"),
            raw("'Effect': 'Deny', 'NotAction': ['lookoutvision:List*'], 'Resource': '*'")),
        example(
            "a deny of all but this action",
            not,
            "granted on * by inline p",
            allow("*"),
            raw("'Effect': 'Deny', 'NotAction': '" + START + "', 'Resource': '*'")));
  }

  private static List<GrantCase> resources() {
    String rule = "IAM JSON policy elements: Resource";
    String not = "IAM JSON policy elements: NotResource";
    String types = "Actions defined by Amazon Lookout for Vision: Resource types";
    return List.of(
        example("all models", rule, "granted on " + MODELS + " by inline p", allow(START, MODELS)),
        example(
            "one model",
            rule,
            "granted on " + OWN + "model/a/1 by inline p",
            allow(START, OWN + "model/a/1")),
        example(
            "models and projects",
            types,
            "granted on " + MODELS + " by inline p",
            allow(START, OWN + "project/*", MODELS)),
        example(
            "projects for an action on models",
            types,
            "not granted because inline p allows it, but on no resource that it works on",
            allow(START, OWN + "project/*")),
        example(
            "another account",
            rule,
            "not granted because inline p allows it, but on no resource that it works on",
            allow(START, "arn:aws:lookoutvision:eu-west-1:999999999999:model/*")),
        example(
            "another service's resources",
            rule,
            "not granted because inline p allows it, but on no resource that it works on",
            allow(START, "arn:aws:s3:::bucket/*")),
        example(
            "any Region and account",
            rule,
            "granted on arn:aws:lookoutvision:*:*:model/* by inline p",
            allow(START, "arn:aws:lookoutvision:*:*:model/*")),
        example(
            "a wildcard over the rest of the ARN",
            rule + ": the last character of a segment",
            "granted on arn:aws:lookoutvision:* by inline p",
            allow(START, "arn:aws:lookoutvision:*")),
        example(
            "an action without resources, for all",
            types,
            "granted on * by inline p",
            account().role("R", inline("p", policy(allow(LIST)))),
            LIST),
        example(
            "an action without resources, for projects",
            types,
            "not granted because inline p allows it, but on no resource that it works on",
            account().role("R", inline("p", policy(allow(LIST, OWN + "project/*")))),
            LIST),
        example(
            "all but some models",
            not,
            "granted on all but " + OWN + "model/a/* by inline p",
            raw("'Effect': 'Allow', 'Action': '*', 'NotResource': '" + OWN + "model/a/*'")),
        example(
            "all but everything of the service",
            not,
            "not granted because inline p allows it, but on no resource that it works on",
            raw("'Effect': 'Allow', 'Action': '*', 'NotResource': 'arn:*:lookoutvision:*'")),
        example(
            "a deny of all but one model",
            not,
            "granted on * except all but " + OWN + "model/a/1 (inline p) by inline p",
            allow(START),
            raw("'Effect': 'Deny', 'Action': '*', 'NotResource': '" + OWN + "model/a/1'")),
        example(
            "a deny of all but buckets",
            not,
            "denied because denied by inline p",
            allow(START),
            raw("'Effect': 'Deny', 'Action': '*', 'NotResource': 'arn:aws:s3:::*'")));
  }

  private static List<GrantCase> denies() {
    String rule = "Policy evaluation logic: an explicit deny overrides an allow";
    return List.of(
        example(
            "allow and deny", rule, "denied because denied by inline p", allow(START), deny(START)),
        example(
            "deny before allow",
            rule,
            "denied because denied by inline p",
            deny(START),
            allow(START)),
        example("a deny alone", rule, "denied because denied by inline p", deny("lookoutvision:*")),
        example(
            "a deny of another action",
            rule,
            "granted on * by inline p",
            allow(START),
            deny("lookoutvision:Stop*")),
        example(
            "a deny of the models",
            rule,
            "denied because denied by inline p",
            allow(START),
            deny(START, "arn:aws:lookoutvision:*")),
        example(
            "a deny of the allowed model",
            rule,
            "denied because denied by inline p",
            allow(START, OWN + "model/a/1"),
            deny(START, OWN + "model/a/*")),
        example(
            "a deny of another model",
            rule,
            "granted on " + OWN + "model/a/1 by inline p",
            allow(START, OWN + "model/a/1"),
            deny(START, OWN + "model/b/*")),
        example(
            "a deny of some models",
            rule,
            "granted on * except " + OWN + "model/a/* (inline p) by inline p",
            allow(START),
            deny(START, OWN + "model/a/*")),
        example(
            "a deny of one of two models",
            rule,
            "granted on " + OWN + "model/b/1 except " + OWN + "model/a/* (inline p) by inline p",
            allow(START, OWN + "model/a/1", OWN + "model/b/1"),
            deny(START, OWN + "model/a/*")),
        example(
            "two denies that add up",
            rule,
            "denied because denied by inline p",
            allow(START, OWN + "model/a/1", OWN + "model/b/1"),
            deny(START, OWN + "model/a/*"),
            deny("*", OWN + "model/b/*")),
        example(
            "a deny in another policy",
            rule,
            "denied because denied by inline q",
            account().role("R", inline("p", policy(allow("*"))), inline("q", policy(deny(START)))),
            START),
        example(
            "a deny of some models alone", rule, "not granted", deny(START, OWN + "model/a/*")));
  }
}
