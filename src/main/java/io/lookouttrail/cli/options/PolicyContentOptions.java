package io.lookouttrail.cli.options;

import io.lookouttrail.reports.policy.PolicyFormat;
import io.lookouttrail.reports.policy.PolicyOptions;
import io.lookouttrail.reports.policy.PolicyPrincipal;
import io.lookouttrail.reports.policy.usage.CallSelection;
import io.lookouttrail.run.Period;
import io.lookouttrail.run.UserError;
import io.lookouttrail.scan.ScanOptions;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Whose policies are made, from which calls, and how they are written. */
public final class PolicyContentOptions {
  private static final String ACTION = "make policies";

  @Option(
      names = "--role",
      paramLabel = "ARN",
      description = "Of one role, by its ARN as the tables have it in role_arn.",
      order = 10)
  @Nullable String role;

  @Option(
      names = "--actor",
      paramLabel = "NAME",
      description =
          "Of each role and user through which an actor called, from the calls of the actor alone.",
      order = 11)
  @Nullable String actor;

  @Option(names = "--all", description = "Of every role and IAM user that called.", order = 12)
  boolean all;

  @Option(
      names = "--event-source",
      paramLabel = "NAME",
      defaultValue = ScanOptions.LOOKOUT_FOR_VISION,
      description = "The event source, by its name in CloudTrail; default ${DEFAULT-VALUE}.",
      order = 20)
  String eventSource = ScanOptions.LOOKOUT_FOR_VISION;

  @Option(
      names = "--include-denied",
      description = "Also allow what was tried and denied.",
      order = 21)
  boolean includeDenied;

  @Option(
      names = "--max-models",
      paramLabel = "N",
      defaultValue = "" + PolicyOptions.DEFAULT_MAX_MODELS,
      description =
          "Name at most so many models of a project one by one for an action, else all of the"
              + " project; default ${DEFAULT-VALUE}.",
      order = 22)
  int maxModels = PolicyOptions.DEFAULT_MAX_MODELS;

  @Option(
      names = "--max-projects",
      paramLabel = "N",
      defaultValue = "" + PolicyOptions.DEFAULT_MAX_PROJECTS,
      description =
          "Name at most so many projects of an account and Region for an action, else all; likewise"
              + " for the objects of a bucket; default ${DEFAULT-VALUE}.",
      order = 23)
  int maxProjects = PolicyOptions.DEFAULT_MAX_PROJECTS;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      defaultValue = "json",
      description = "json (default), terraform or cloudformation.",
      order = 24)
  PolicyFormat format = PolicyFormat.JSON;

  /** How the policies are written. */
  public PolicyFormat format() {
    return format;
  }

  /**
   * Checks the options.
   *
   * @param comparesGrants whether authorization details are given
   * @throws UserError where they contradict each other or are wrong
   */
  public void check(boolean comparesGrants) {
    SourceOptions.check(eventSource);
    long chosen = Stream.of(role != null, actor != null, all).filter(it -> it).count();
    if (chosen != 1) {
      throw UserError.usage(
          ACTION,
          chosen == 0
              ? "nothing says whose policies are wanted"
              : "--role, --actor and --all exclude each other",
          "Give one of --role ARN, --actor NAME and --all.");
    }
    if (actor != null && comparesGrants) {
      throw UserError.usage(
          ACTION,
          "--actor is given together with --authorization-details, and the calls of one actor do not"
              + " show what a role leaves unused",
          "Give --role or --all.");
    }
    if (role != null) {
      boolean isRole =
          PolicyPrincipal.parse(role.strip())
              .filter(it -> it.kind() == PolicyPrincipal.Kind.ROLE)
              .isPresent();
      if (!isRole) {
        throw UserError.usage(
            ACTION,
            "'" + role + "' is not the ARN of a role",
            "Give an ARN such as arn:aws:iam::111122223333:role/inspection.");
      }
    }
    if (maxModels < 1 || maxProjects < 1) {
      throw UserError.usage(
          ACTION, "--max-models and --max-projects begin at 1", "Give a larger number.");
    }
  }

  /** The calls that the policies are made from. */
  public CallSelection selection(Optional<Period> period) {
    return new CallSelection(
        eventSource,
        period,
        Optional.ofNullable(role).map(String::strip),
        Optional.ofNullable(actor));
  }

  /** Whether the policies also allow what was denied. */
  public boolean includesDenied() {
    return includeDenied;
  }

  /** The most models of a project that are named one by one. */
  public int maxModels() {
    return maxModels;
  }

  /** The most projects of an account and Region that are named one by one. */
  public int maxProjects() {
    return maxProjects;
  }
}
