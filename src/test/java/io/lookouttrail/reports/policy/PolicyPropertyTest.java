package io.lookouttrail.reports.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.lookouttrail.reports.policy.document.JsonPolicy;
import io.lookouttrail.reports.policy.usage.CallGroup;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.policybuilder.iam.IamPolicy;

/**
 * Policies of random worlds: every successful call is allowed, and no other of the 25 actions, no
 * other project, model, Region or account is.
 */
class PolicyPropertyTest {
  /**
   * What IAM asks for, by the service authorization reference: P a project, M a model, else none.
   */
  private static final Map<String, String> ACTIONS =
      Map.ofEntries(
          Map.entry("CreateDataset", ""),
          Map.entry("CreateModel", "N"),
          Map.entry("CreateProject", "P"),
          Map.entry("DeleteDataset", ""),
          Map.entry("DeleteModel", "M"),
          Map.entry("DeleteProject", "P"),
          Map.entry("DescribeDataset", ""),
          Map.entry("DescribeModel", "M"),
          Map.entry("DescribeModelPackagingJob", ""),
          Map.entry("DescribeProject", "P"),
          Map.entry("DescribeTrialDetection", ""),
          Map.entry("DetectAnomalies", "M"),
          Map.entry("ListDatasetEntries", ""),
          Map.entry("ListModelPackagingJobs", ""),
          Map.entry("ListModels", ""),
          Map.entry("ListProjects", ""),
          Map.entry("ListTagsForResource", "T"),
          Map.entry("ListTrialDetections", ""),
          Map.entry("StartModel", "M"),
          Map.entry("StartModelPackagingJob", "M"),
          Map.entry("StartTrialDetection", ""),
          Map.entry("StopModel", "M"),
          Map.entry("TagResource", "T"),
          Map.entry("UntagResource", "T"),
          Map.entry("UpdateDatasetEntries", ""));

  private static final List<String> NAMES = ACTIONS.keySet().stream().sorted().toList();
  private static final List<String> PROJECTS =
      List.of("bottles", "bottles-2", "Bottles", "b*", "b?ttles", "a$b", "x\"y\\z", "ü ${aws:x}");
  private static final List<String> VERSIONS = List.of("1", "10", "2", "latest", "*");
  private static final List<String> REGIONS = List.of("us-east-1", "eu-west-1", "cn-north-1");
  private static final List<String> ACCOUNTS = List.of(Calls.ACCOUNT, "444455556666");

  @Test
  void policiesAllowWhatWasCalledAndNothingElse() {
    LongStream.range(0, 200).forEach(PolicyPropertyTest::check);
  }

  @Test
  @Tag("slow")
  void policiesOfManyWorldsAllowWhatWasCalledAndNothingElse() {
    LongStream.range(1_000, 11_000).forEach(PolicyPropertyTest::check);
  }

  private static void check(long seed) {
    Random random = new Random(seed);
    List<CallGroup> groups = new ArrayList<>();
    Set<IamEvaluator.Request> used = new HashSet<>();
    int calls = 1 + random.nextInt(40);
    for (int i = 0; i < calls; i++) {
      Calls call = call(random);
      boolean succeeds = random.nextInt(4) > 0;
      String outcome = succeeds ? "success" : random.nextBoolean() ? "denied" : "failed";
      groups.add(call.outcome(outcome).group());
      if (succeeds) {
        used.add(request(call));
      }
    }
    List<String> policies =
        PolicyGenerator.generate(
                Calls.ROLE, Calls.options("lookoutvision.amazonaws.com", 1_000, 1_000), groups)
            .documents()
            .stream()
            .peek(policy -> assertThat(policy.characters()).isLessThanOrEqualTo(6_144))
            .map(JsonPolicy::text)
            .toList();
    policies.forEach(PolicyPropertyTest::requireThatAwsReadsIt);
    IamEvaluator evaluator = new IamEvaluator(policies);
    for (IamEvaluator.Request request : used) {
      if (!evaluator.allows(request)) {
        fail("%d: %s is not allowed by %s", seed, request, policies);
      }
    }
    for (String name : NAMES) {
      for (String region : REGIONS) {
        for (IamEvaluator.Request request : requests(name, region)) {
          if (evaluator.allows(request) && !isUsed(used, request)) {
            fail("%d: nobody called %s, allowed by %s", seed, request, policies);
          }
        }
      }
    }
  }

  /** AWS's own parser reads the policy, and writes it so that it reads the same again. */
  private static void requireThatAwsReadsIt(String policy) {
    IamPolicy parsed = IamPolicy.fromJson(policy);
    assertThat(IamPolicy.fromJson(parsed.toJson())).isEqualTo(parsed);
    IamEvaluator again = new IamEvaluator(List.of(parsed.toJson()));
    assertThat(again.actions()).isEqualTo(new IamEvaluator(List.of(policy)).actions());
  }

  /** A model that is made gets a number that nobody knows before: any of the project counts. */
  private static boolean isUsed(Set<IamEvaluator.Request> used, IamEvaluator.Request request) {
    return used.contains(request)
        || (request.action().endsWith(":CreateModel")
            && used.contains(
                new IamEvaluator.Request(
                    request.action(),
                    request.resource().replaceAll("/[^/]*$", "/new"),
                    request.region())));
  }

  private static Calls call(Random random) {
    String name = pick(random, NAMES);
    Calls call =
        Calls.of(name)
            .account(pick(random, ACCOUNTS))
            .region(pick(random, REGIONS))
            .project(pick(random, PROJECTS))
            .version(pick(random, VERSIONS));
    return ACTIONS.get(name).equals("T") ? call.on(model(call)) : call;
  }

  private static String pick(Random random, List<String> some) {
    return some.get(random.nextInt(some.size()));
  }

  private static String model(Calls call) {
    return arn(call.region(), call.account(), "model/" + call.project() + "/" + call.version());
  }

  private static IamEvaluator.Request request(Calls call) {
    String resource =
        switch (ACTIONS.get(call.eventName())) {
          case "P" -> arn(call.region(), call.account(), "project/" + call.project());
          case "M", "T" -> model(call);
          case "N" -> arn(call.region(), call.account(), "model/" + call.project() + "/new");
          default -> "*";
        };
    return new IamEvaluator.Request("lookoutvision:" + call.eventName(), resource, call.region());
  }

  private static Set<IamEvaluator.Request> requests(String name, String region) {
    Set<IamEvaluator.Request> requests = new HashSet<>();
    for (String account : ACCOUNTS) {
      for (String project : PROJECTS) {
        for (String version : VERSIONS) {
          requests.add(
              request(Calls.ofModel(name, project, version).account(account).region(region)));
        }
      }
    }
    return requests;
  }

  private static String arn(String region, String account, String resource) {
    String partition = region.startsWith("cn-") ? "aws-cn" : "aws";
    return "arn:" + partition + ":lookoutvision:" + region + ":" + account + ":" + resource;
  }
}
