package io.lookouttrail.cli.steps;

import io.lookouttrail.archive.ArchiveListing;
import io.lookouttrail.cli.steps.RecordedRun.Ended;
import io.lookouttrail.ingest.DryRun;
import io.lookouttrail.ingest.IngestJob;
import io.lookouttrail.ingest.IngestOptions;
import io.lookouttrail.ingest.IngestResult;
import io.lookouttrail.reports.findings.AcceptedRewrites;
import io.lookouttrail.run.ExitCode;
import java.util.Iterator;
import java.util.Optional;

/** Ingests an archive in a recorded run. */
public final class IngestStep {
  private final RecordedRun run;
  private final IngestOptions options;
  private final IngestJob job;
  private final AcceptedRewrites accepted;

  /**
   * @param accepted the rewritten files that need no review
   */
  public IngestStep(RecordedRun run, IngestOptions options, AcceptedRewrites accepted) {
    this.run = run;
    this.accepted = accepted;
    this.options = options;
    this.job = new IngestJob(run.store(), options, run.context());
  }

  /**
   * Lists the archive, then reads the new files under the lock of the tables.
   *
   * @throws io.lookouttrail.run.UserError where the archive has no log file in the window
   */
  public Ended<IngestResult> run() {
    ArchiveListing listing = job.list();
    RunInput input =
        new RunInput(
            Optional.of(options.archive()), options.window(), options.scan().eventSources());
    return run.writing(
        input,
        lock -> {
          IngestResult result =
              job.run(listing, lock)
                  .withoutRewrites(file -> accepted.contains(file.accountId(), file.sourceFile()));
          ExitCode code = result.needsReview() ? ExitCode.FINDINGS : ExitCode.DONE;
          return new Ended<>(result, code, result.counts(), result.secondsByPhase());
        });
  }

  /** The files that {@link #run} would read. Reads no log file, and records no run. */
  public DryRun dryRun() {
    return job.dryRun(job.list());
  }

  /** The canonical names of the window's objects that are archived in Glacier, sorted. */
  public Iterator<String> archivedFiles() {
    return job.archivedFiles();
  }
}
