package io.lookouttrail.cli.commands;

import io.lookouttrail.cli.options.AuthorizationDetailsOption;
import io.lookouttrail.cli.options.LockOptions;
import io.lookouttrail.cli.options.MetricsOption;
import io.lookouttrail.cli.options.OptionConverters;
import io.lookouttrail.cli.options.PeriodOptions;
import io.lookouttrail.cli.options.PolicyContentOptions;
import io.lookouttrail.cli.options.ProgressOption;
import io.lookouttrail.cli.options.TablesOption;
import io.lookouttrail.cli.product.ProductVersion;
import io.lookouttrail.cli.session.Session;
import io.lookouttrail.cli.session.SparkSessions;
import io.lookouttrail.cli.steps.CommandRuns;
import io.lookouttrail.cli.steps.PolicyStep;
import io.lookouttrail.cli.terminal.Console;
import io.lookouttrail.grants.AuthorizationDetails;
import io.lookouttrail.reports.policy.PolicyOptions;
import io.lookouttrail.reports.publish.ReportFolder;
import io.lookouttrail.reports.query.RunTableVersions;
import io.lookouttrail.run.ExitCode;
import io.lookouttrail.run.Period;
import io.lookouttrail.tables.AllTables;
import io.lookouttrail.tables.EventsTable;
import io.lookouttrail.tables.TableStore;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The policy command: makes policies with the least privilege that the recorded calls needed. */
@Command(
    name = "policy",
    description = {
      "Makes IAM policies that allow what each role and IAM user called, and nothing else.",
      "It writes a policy for each under OUT/policy, with policy.csv: the calls behind each permission,",
      "an event to trace and the SQL for the figures. What CloudTrail does not show, such as access to",
      "S3, is suggested and never part of a policy. Standard output has only the folder.",
    },
    optionListHeading = "%nOptions:%n",
    footerHeading = "%nExamples:%n",
    footer = {
      "  Every role and IAM user, from all that the tables hold:",
      "    lookout-trail policy --tables ./tables --out ./policies --all",
      "",
      "  One role, from a year, as Terraform:",
      "    lookout-trail policy --tables ./tables --out ./policies --format terraform \\",
      "      --role arn:aws:iam::111122223333:role/inspection \\",
      "      --from-month 2024-11 --to-month 2025-10",
      "",
      "  Also what is granted and unused:",
      "    lookout-trail policy --tables ./tables --out ./policies --all \\",
      "      --authorization-details 111122223333.json",
      "",
      "  The calls of another service:",
      "    lookout-trail policy --tables ./tables --out ./policies --all \\",
      "      --event-source s3.amazonaws.com",
    })
public final class PolicyCommand implements Callable<ExitCode> {
  @Mixin TablesOption tables = new TablesOption();

  @Option(
      names = "--out",
      required = true,
      paramLabel = "URI",
      converter = OptionConverters.Location.class,
      description =
          "Where policies go: OUT/policy, or OUT/policy-2025-09 for a month; a local path or a URI"
              + " such as s3a://bucket/policies.",
      order = 3)
  String out = "";

  @Option(names = "--overwrite", description = "Replace an existing folder.", order = 4)
  boolean overwrite;

  @Mixin PeriodOptions months = new PeriodOptions();
  @Mixin PolicyContentOptions choices = new PolicyContentOptions();
  @Mixin AuthorizationDetailsOption authorization = new AuthorizationDetailsOption();
  @Mixin LockOptions lock = new LockOptions();
  @Mixin ProgressOption progress = new ProgressOption();
  @Mixin MetricsOption metrics = new MetricsOption();

  @Option(
      names = "--as-of",
      paramLabel = "RUN|TIME",
      description =
          "Read the tables as they were after a run: the id of a run, or a time (2025-10-05 or"
              + " 2025-10-05T04:00:00Z) for the last run that ended before it.",
      order = 30)
  @Nullable String asOf;

  @Spec @Nullable CommandSpec spec;

  private final Console console;

  public PolicyCommand(Console console) {
    this.console = console;
  }

  @Override
  public ExitCode call() {
    choices.check(!authorization.uris.isEmpty());
    Optional<Period> period = months.optionalPeriod(console.clock());
    try (Session session = SparkSessions.open("policy")) {
      TableStore store = new TableStore(session, tables.uri);
      store.requireReadable(EventsTable.SPEC);
      CommandRuns runs =
          new CommandRuns(store, console, progress.style, spec, lock.wait, metrics::add);
      ReportFolder folder = ReportFolder.at(out, session.hadoop());
      folder.check(PolicyStep.folderName(period), overwrite);
      List<AuthorizationDetails> details = authorization.read(session.hadoop());
      PolicyOptions options =
          new PolicyOptions(
              choices.selection(period),
              choices.includesDenied(),
              choices.maxModels(),
              choices.maxProjects(),
              versions(store),
              ProductVersion.product(),
              details);
      String place =
          new PolicyStep(
                  runs.begin(PolicyStep.COMMAND),
                  options,
                  choices.format(),
                  folder,
                  overwrite,
                  console.err())
              .make();
      console.out().print(place + "\n");
      return ExitCode.DONE;
    }
  }

  private Map<String, Long> versions(TableStore store) {
    return Optional.ofNullable(asOf)
        .map(text -> RunTableVersions.of(store, text.strip()).versions())
        .orElseGet(() -> AllTables.versions(store));
  }
}
