package io.lookouttrail.cli.commands;

import io.lookouttrail.cli.options.AcceptedOption;
import io.lookouttrail.cli.options.ArchiveOption;
import io.lookouttrail.cli.options.DatabaseOption;
import io.lookouttrail.cli.options.FindingsOption;
import io.lookouttrail.cli.options.LockOptions;
import io.lookouttrail.cli.options.MetricsOption;
import io.lookouttrail.cli.options.OptionConverters;
import io.lookouttrail.cli.options.ProgressOption;
import io.lookouttrail.cli.options.SourceOptions;
import io.lookouttrail.cli.options.TablesOption;
import io.lookouttrail.cli.options.WindowOptions;
import io.lookouttrail.cli.session.Session;
import io.lookouttrail.cli.steps.CommandRuns;
import io.lookouttrail.cli.steps.DryRunPrinter;
import io.lookouttrail.cli.steps.IngestStep;
import io.lookouttrail.cli.steps.IngestSummary;
import io.lookouttrail.cli.steps.RecordedRun;
import io.lookouttrail.cli.terminal.Console;
import io.lookouttrail.ingest.IngestOptions;
import io.lookouttrail.ingest.IngestResult;
import io.lookouttrail.reports.findings.AcceptedRewrites;
import io.lookouttrail.run.ByteSize;
import io.lookouttrail.run.ExitCode;
import io.lookouttrail.scan.ScanOptions;
import io.lookouttrail.storage.RestoreManifest;
import io.lookouttrail.tables.CatalogDatabase;
import io.lookouttrail.tables.TableStore;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The ingest command: reads an archive into the tables. */
@Command(
    name = "ingest",
    description = {
      "Reads the log files of an archive into Delta tables.",
      "It keeps the events of one or more sources. It reads each file once: run it again, and it reads",
      "only new files. A window chooses files by their day of delivery; each event in them is stored",
      "under the day on which it happened.",
    },
    optionListHeading = "%nOptions:%n",
    footerHeading = "%nExamples:%n",
    footer = {
      "  Everything, from a laptop:",
      "    lookout-trail ingest --archive ./AWSLogs --tables ./tables",
      "",
      "  What this would read, by account, Region and month, without reading it:",
      "    lookout-trail ingest --archive s3a://trail-bucket --tables ./tables --dry-run",
      "",
      "  The last month of one account:",
      "    lookout-trail ingest --archive s3a://trail-bucket --tables s3a://tables-bucket/trail \\",
      "      --month last --account 111122223333",
      "",
      "  A list of the objects in Glacier, for S3 Batch Operations; then again, when they are restored:",
      "    lookout-trail ingest --archive s3a://trail-bucket --tables ./tables \\",
      "      --restore-list s3a://my-bucket/restore.csv",
      "    lookout-trail ingest --archive s3a://trail-bucket --tables ./tables --retry-quarantined",
      "",
      "  On EMR, with tables and views in the Glue Data Catalog, for Athena and notebooks:",
      "    lookout-trail ingest --archive s3://trail-bucket --tables s3://tables-bucket/trail \\",
      "      --database lookout_trail",
      "",
      "  Another service's events as well:",
      "    lookout-trail ingest --archive ./AWSLogs --tables ./tables \\",
      "      --event-source lookoutvision.amazonaws.com --event-source rekognition.amazonaws.com",
    })
public final class IngestCommand implements Callable<ExitCode> {
  @Mixin ArchiveOption archive = new ArchiveOption();
  @Mixin TablesOption tables = new TablesOption();
  @Mixin WindowOptions window = new WindowOptions();
  @Mixin SourceOptions sources = new SourceOptions();
  @Mixin DatabaseOption database = new DatabaseOption();
  @Mixin LockOptions lock = new LockOptions();
  @Mixin FindingsOption findings = new FindingsOption();
  @Mixin AcceptedOption accepted = new AcceptedOption();
  @Mixin ProgressOption progress = new ProgressOption();
  @Mixin MetricsOption metrics = new MetricsOption();

  @Option(names = "--dry-run", description = "Count files, bytes and requests; read nothing.")
  boolean dryRun;

  @Option(
      names = "--retry-quarantined",
      description = "Read files again that have an open problem in the table quarantine.")
  boolean retryQuarantined;

  @Option(
      names = "--no-hash",
      description =
          "Do not compute the SHA-256 of the files. This is faster, but verify must read them again.")
  boolean noHash;

  @Option(
      names = "--max-file-bytes",
      paramLabel = "SIZE",
      defaultValue = "4GiB",
      converter = OptionConverters.Size.class,
      description =
          "Uncompressed size above which a file goes to quarantine: "
              + ByteSize.HELP
              + "; default ${DEFAULT-VALUE}.")
  long maxFileBytes = ScanOptions.DEFAULT_MAX_FILE_BYTES;

  @Option(
      names = "--batch-bytes",
      paramLabel = "SIZE",
      defaultValue = "4GiB",
      converter = OptionConverters.Size.class,
      description =
          "Approximate size of the files in one commit: "
              + ByteSize.HELP
              + "; default ${DEFAULT-VALUE}.")
  long batchBytes = IngestOptions.DEFAULT_BATCH_BYTES;

  @Option(
      names = "--restore-list",
      paramLabel = "URI",
      converter = OptionConverters.Location.class,
      description =
          "Write the objects of the window that are archived in Glacier into this file, a manifest"
              + " for S3 Batch Operations. The file is empty if there are none.")
  @Nullable String restoreList;

  @Spec @Nullable CommandSpec spec;

  private final Console console;

  public IngestCommand(Console console) {
    this.console = console;
  }

  @Override
  public ExitCode call() {
    rejectRestoreListOfDryRun();
    IngestOptions options =
        new IngestOptions(
            archive.uri,
            window.window(console.clock()),
            new ScanOptions(sources.sources(), maxFileBytes, !noHash),
            retryQuarantined,
            batchBytes);
    try (Session session = database.open("ingest")) {
      TableStore store = new TableStore(session, tables.uri);
      Optional<CatalogDatabase> registered = database.database(store);
      CommandRuns runs =
          new CommandRuns(store, console, progress.style, spec, lock.wait, metrics::add);
      IngestStep step = new IngestStep(runs.begin("ingest"), options, acceptedRewrites(session));
      if (dryRun) {
        DryRunPrinter.print(step.dryRun(), options, console.out());
        return ExitCode.DONE;
      }
      ExitCode code = ingest(store, step, options);
      registered.ifPresent(CatalogDatabase::register);
      return code;
    }
  }

  private AcceptedRewrites acceptedRewrites(Session session) {
    return new AcceptedRewrites(
        accepted.read(session.hadoop()), LocalDate.now(console.clock().withZone(ZoneOffset.UTC)));
  }

  private void rejectRestoreListOfDryRun() {
    if (dryRun && restoreList != null && spec != null) {
      throw new ParameterException(
          spec.commandLine(),
          "--restore-list and --dry-run are given together, but only a run that reads the objects"
              + " finds those that are archived; leave out one of them");
    }
  }

  private ExitCode ingest(TableStore store, IngestStep step, IngestOptions options) {
    Optional<RestoreManifest> manifest = restoreManifest(store);
    RecordedRun.Ended<IngestResult> ended = step.run();
    IngestSummary.print(ended.result(), options, store.root(), console.err());
    manifest.ifPresent(it -> write(it, step));
    return ended.code();
  }

  /** The file of --restore-list, opened before the work so that a wrong address fails at once. */
  private Optional<RestoreManifest> restoreManifest(TableStore store) {
    return Optional.ofNullable(restoreList).map(uri -> RestoreManifest.at(store.hadoop(), uri));
  }

  private void write(RestoreManifest manifest, IngestStep step) {
    long objects = manifest.write(step.archivedFiles());
    IngestSummary.printRestoreList(objects, String.valueOf(restoreList), console.err());
  }
}
