package io.lookouttrail.cli.commands;

import io.lookouttrail.cli.options.ArchiveOption;
import io.lookouttrail.cli.options.FindingsOption;
import io.lookouttrail.cli.options.LockOptions;
import io.lookouttrail.cli.options.MetricsOption;
import io.lookouttrail.cli.options.OptionConverters;
import io.lookouttrail.cli.options.ProgressOption;
import io.lookouttrail.cli.options.PublicKeysOption;
import io.lookouttrail.cli.options.TablesOption;
import io.lookouttrail.cli.options.WindowOptions;
import io.lookouttrail.cli.session.Session;
import io.lookouttrail.cli.session.SparkSessions;
import io.lookouttrail.cli.steps.CommandRuns;
import io.lookouttrail.cli.steps.RecordedRun;
import io.lookouttrail.cli.steps.VerifyStep;
import io.lookouttrail.cli.steps.VerifySummary;
import io.lookouttrail.cli.terminal.Console;
import io.lookouttrail.integrity.VerifyOptions;
import io.lookouttrail.integrity.VerifyResult;
import io.lookouttrail.run.ExitCode;
import io.lookouttrail.run.UserError;
import io.lookouttrail.tables.TableStore;
import java.util.ArrayList;
import java.util.HashMap;
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

/** The verify command: validates an archive by its digests. */
@Command(
    name = "verify",
    description = {
      "Validates an archive by its CloudTrail digest files.",
      "It checks signatures, chains of digests and the hashes of log files, without an AWS account: is",
      "everything that CloudTrail delivered still there and unchanged? Log files that ingest has hashed",
      "are not read again. The results go into the table digest_findings.",
    },
    optionListHeading = "%nOptions:%n",
    footerHeading = "%nExamples:%n",
    footer = {
      "  An archive in its original bucket, with keys from files:",
      "    lookout-trail verify --archive s3a://trail-bucket --tables ./tables --public-keys keys",
      "",
      "  A copy on disk, without keys: the proof is the chain of hashes only:",
      "    lookout-trail verify --archive ./copy --tables ./tables",
      "",
      "  A copy in another bucket, under a prefix:",
      "    lookout-trail verify --archive s3a://copies/trail --tables ./tables \\",
      "      --original-bucket trail-bucket=s3a://copies/trail --public-keys keys",
      "",
      "Make the files with the keys once, while you have access to the account. Each Region has its",
      "own keys:",
      "  mkdir -p keys",
      "  for region in $(aws ec2 describe-regions --query 'Regions[].RegionName' --output text);"
          + " do",
      "    aws cloudtrail list-public-keys --region \"$region\" \\",
      "      --start-time 2023-01-01T00:00:00Z --end-time 2025-12-31T00:00:00Z \\",
      "      > \"keys/$region.json\"",
      "  done",
      "",
      "A copy on disk does not have the signatures: they are metadata of the objects. Save that of the",
      "newest digest of each chain; the digests have the signatures of the older ones:",
      "  cd ./copy",
      "  find * -path '*/CloudTrail-Digest/*' -name '*.json.gz' | sort |",
      "    awk '{ chain = $0; sub(/.*\\//, \"\", chain); backfill = match(chain, /_backfill/) > 0",
      "           sub(/_[0-9]+T[0-9]+Z.*/, \"\", chain); newest[chain backfill] = $0 }",
      "         END { for (c in newest) print newest[c] }' |",
      "    while read -r key; do",
      "      aws s3api head-object --bucket trail-bucket --key \"$key\" > \"$key.head.json\"",
      "    done",
    })
public final class VerifyCommand implements Callable<ExitCode> {
  @Mixin ArchiveOption archive = new ArchiveOption();
  @Mixin TablesOption tables = new TablesOption();
  @Mixin WindowOptions window = new WindowOptions();
  @Mixin LockOptions lock = new LockOptions();
  @Mixin FindingsOption findings = new FindingsOption();
  @Mixin ProgressOption progress = new ProgressOption();
  @Mixin MetricsOption metrics = new MetricsOption();

  @Mixin PublicKeysOption publicKeys = new PublicKeysOption();

  @Option(
      names = "--fetch-keys",
      description = "Get the keys from CloudTrail, for the Regions and times of the digests.")
  boolean fetchKeys;

  @Option(
      names = "--original-bucket",
      paramLabel = "NAME[=URI]",
      description =
          "A bucket that digests name, and the URI that its content has now; without URI, that of"
              + " the archive. Repeatable. The default is the location of the digests.")
  List<String> originalBuckets = new ArrayList<>();

  @Option(
      names = "--rehash",
      description = "Read all log files again, also those that ingest has hashed.")
  boolean rehash;

  @Spec @Nullable CommandSpec spec;

  private final Console console;

  public VerifyCommand(Console console) {
    this.console = console;
  }

  @Override
  public ExitCode call() {
    VerifyOptions options = options();
    try (Session session = SparkSessions.open("verify")) {
      TableStore store = new TableStore(session, tables.uri);
      CommandRuns runs =
          new CommandRuns(store, console, progress.style, spec, lock.wait, metrics::add);
      RecordedRun.Ended<VerifyResult> ended = new VerifyStep(runs.begin("verify"), options).run();
      VerifySummary.print(ended.result(), options, store.root(), console.err());
      return ended.code();
    }
  }

  /** The options of the verification, as they were given. */
  VerifyOptions options() {
    return new VerifyOptions(
        archive.uri, window.window(console.clock()), publicKeys.uris, fetchKeys, rehash, buckets());
  }

  private Map<String, Optional<String>> buckets() {
    Map<String, Optional<String>> buckets = new HashMap<>();
    OptionConverters.Location location = new OptionConverters.Location();
    for (String text : originalBuckets) {
      int equals = text.indexOf('=');
      String name = equals < 0 ? text : text.substring(0, equals);
      if (!name.matches("[a-z0-9][a-z0-9._-]{1,254}")) {
        throw UserError.usage(
            "verify the archive",
            "'" + name + "' is not the name of a bucket",
            "Write --original-bucket as NAME, or as NAME=URI with the URI of its content.");
      }
      buckets.put(
          name,
          equals < 0
              ? Optional.empty()
              : Optional.of(location.convert(text.substring(equals + 1))));
    }
    return buckets;
  }
}
