package io.lookouttrail.cli.steps;

import io.lookouttrail.cli.steps.RecordedRun.Ended;
import io.lookouttrail.cli.terminal.DisplayWidth;
import io.lookouttrail.reports.findings.facts.FindingText;
import io.lookouttrail.reports.grants.GrantComparison;
import io.lookouttrail.reports.policy.Policies;
import io.lookouttrail.reports.policy.PolicyFiles;
import io.lookouttrail.reports.policy.PolicyFormat;
import io.lookouttrail.reports.policy.PolicyJob;
import io.lookouttrail.reports.policy.PolicyOptions;
import io.lookouttrail.reports.policy.PrincipalPolicy;
import io.lookouttrail.reports.policy.UsedPermission;
import io.lookouttrail.reports.policy.usage.CallSelection;
import io.lookouttrail.reports.publish.ReportFolder;
import io.lookouttrail.reports.render.ChecksummedFolder;
import io.lookouttrail.reports.render.common.GenerationInfo;
import io.lookouttrail.run.ExitCode;
import io.lookouttrail.run.Period;
import io.lookouttrail.run.Progress;
import io.lookouttrail.run.RunContext;
import io.lookouttrail.run.UserError;
import io.lookouttrail.run.Window;
import java.io.PrintWriter;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Makes and publishes policies in a recorded run.
 *
 * @param overwrite whether the folder may replace an existing one
 * @param err gets the summary, and a line where the run cannot be recorded
 */
public record PolicyStep(
    RecordedRun run,
    PolicyOptions options,
    PolicyFormat format,
    ReportFolder folder,
    boolean overwrite,
    PrintWriter err) {

  /** The name of these runs in job_runs. */
  public static final String COMMAND = "policy";

  /** Returns the name of the folder under --out: {@code policy} or {@code policy-2025-09}. */
  public static String folderName(Optional<Period> period) {
    return period.map(months -> COMMAND + "-" + months.folder()).orElse(COMMAND);
  }

  /**
   * Makes the policies. If that fails, nothing is published.
   *
   * @return the published folder: a path if it is on this machine, else its URI
   * @throws UserError where nothing was called, or the policies cannot be made or published
   */
  public String make() {
    CallSelection selection = options.selection();
    RunInput input =
        new RunInput(
            Optional.empty(),
            selection.period().map(months -> months.window(0)).orElseGet(Window::everything),
            Set.of(selection.eventSource()));
    return run.reading(input, options.versions(), this::queryAndWrite, this::print).result();
  }

  private void print(String line) {
    err.println(line);
    err.flush();
  }

  private Ended<String> queryAndWrite() {
    RunContext context = run.context();
    long start = context.clock().millis();
    Progress.Phase counting = context.progress().begin("Counting the calls");
    Policies policies;
    try {
      policies = new PolicyJob(run.store(), options).run();
    } finally {
      counting.close();
    }
    requireCalls(policies);
    URI published =
        folder.publish(
            folderName(options.selection().period()),
            local -> ChecksummedFolder.write(PolicyFiles.of(policies, format), generated(), local),
            overwrite);
    String place = ReportStep.place(published);
    printSummary(policies);
    return new Ended<>(
        place,
        ExitCode.DONE,
        counts(policies),
        Map.of("policy", (context.clock().millis() - start) / 1000.0));
  }

  private GenerationInfo generated() {
    return new GenerationInfo(
        run.context().startedAt(),
        RecordedRun.user(),
        RecordedRun.machine(),
        run.commandLine(),
        run.context().id().value());
  }

  /** An empty folder would look like a role that needs nothing. */
  private void requireCalls(Policies policies) {
    if (!policies.policies().isEmpty()
        || !policies.others().isEmpty()
        || policies.grants().isPresent()) {
      return;
    }
    CallSelection selection = options.selection();
    String whose =
        selection
            .roleArn()
            .map(arn -> " for " + arn)
            .or(() -> selection.actor().map(name -> " for " + name))
            .orElse("");
    String months = selection.period().map(period -> " in " + period).orElse("");
    throw UserError.cannot(
        "make a policy" + whose,
        "the tables hold no call of "
            + selection.eventSource()
            + (whose.isEmpty() ? "" : " by this caller")
            + months,
        "Check the name, the months and --event-source.");
  }

  private static Map<String, Long> counts(Policies policies) {
    return Map.of(
        "principals", (long) policies.policies().size(),
        "policies", documents(policies),
        "calls", calls(policies));
  }

  private static long documents(Policies policies) {
    return policies.policies().stream().mapToLong(policy -> policy.documents().size()).sum();
  }

  private static long calls(Policies policies) {
    return policies.policies().stream()
        .flatMap(policy -> policy.permissions().stream())
        .mapToLong(UsedPermission::calls)
        .sum();
  }

  private void printSummary(Policies policies) {
    print(
        "Policies: %,d for %s, from %s."
            .formatted(
                documents(policies),
                FindingText.count(policies.policies().size(), "role or user")
                    .replace("role or users", "roles and users"),
                FindingText.count(calls(policies), "successful call")));
    policies.grants().ifPresent(grants -> printGrants(policies, grants));
    for (PrincipalPolicy policy : policies.policies()) {
      for (String note : policy.notes()) {
        print("  " + DisplayWidth.visible(policy.principal().arn() + ": " + note));
      }
      if (!policy.outside().isEmpty()) {
        print(
            "  %s: %s without an action of IAM; policy.csv has each."
                .formatted(
                    DisplayWidth.visible(policy.principal().arn()),
                    FindingText.count(policy.outside().size(), "event name")));
      }
    }
    printOthers(policies);
  }

  private void printGrants(Policies policies, GrantComparison grants) {
    if (policies.policies().isEmpty()) {
      print("  No call was found, so no policy is made. granted_unused.csv has what is granted.");
    }
    print(
        "Granted: %,d users, groups and roles have access; %,d of them made no call."
            .formatted(grants.withAccess(), grants.unused()));
    grants.notes().forEach(note -> print("  " + DisplayWidth.visible(note)));
  }

  private void printOthers(Policies policies) {
    SortedMap<String, List<Policies.OtherCallers>> byKind = new TreeMap<>();
    policies
        .others()
        .forEach(
            other ->
                byKind
                    .computeIfAbsent(other.credentialKind(), kind -> new ArrayList<>())
                    .add(other));
    byKind.forEach(
        (kind, others) ->
            print(
                "  No policy for %s of the kind %s in %s: %s."
                    .formatted(
                        FindingText.count(
                            others.stream().mapToLong(other -> other.calls().calls()).sum(),
                            "call"),
                        DisplayWidth.visible(kind),
                        FindingText.count(others.size(), "account"),
                        others.get(0).reason())));
  }
}
