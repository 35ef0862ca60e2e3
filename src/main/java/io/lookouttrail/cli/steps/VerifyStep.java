package io.lookouttrail.cli.steps;

import io.lookouttrail.cli.steps.RecordedRun.Ended;
import io.lookouttrail.integrity.VerifyJob;
import io.lookouttrail.integrity.VerifyListing;
import io.lookouttrail.integrity.VerifyOptions;
import io.lookouttrail.integrity.VerifyResult;
import io.lookouttrail.run.ExitCode;
import io.lookouttrail.run.UserError;
import java.util.Optional;
import java.util.Set;

/** Validates an archive by its digests in a recorded run. */
public final class VerifyStep {
  private final RecordedRun run;
  private final VerifyOptions options;
  private final VerifyJob job;

  public VerifyStep(RecordedRun run, VerifyOptions options) {
    this.run = run;
    this.options = options;
    this.job = new VerifyJob(run.store(), options, run.context());
  }

  /**
   * Validates an archive that must have digests.
   *
   * @throws UserError where the window has no digest file; no run is recorded then
   */
  public Ended<VerifyResult> run() {
    VerifyListing listing = job.list();
    if (!listing.hasDigests()) {
      throw UserError.cannot(
          "verify the archive " + options.archive(),
          "no digest file was found for "
              + options.window().describe()
              + " (looked for AWSLogs/[o-id/]<account>/CloudTrail-Digest/<Region>/YYYY/MM/DD)",
          "Point --archive at the folder that holds AWSLogs, or turn log file validation on: it"
              + " proves what is delivered from then on.");
    }
    return validate(listing);
  }

  /** Validates an archive that may have no digests; its log files are then not validated. */
  public Ended<VerifyResult> runWithOrWithoutDigests() {
    return validate(job.list());
  }

  private Ended<VerifyResult> validate(VerifyListing listing) {
    RunInput input = new RunInput(Optional.of(options.archive()), options.window(), Set.of());
    return run.writing(
        input,
        lock -> {
          VerifyResult result = job.run(listing, lock);
          ExitCode code = result.needsReview() ? ExitCode.FINDINGS : ExitCode.DONE;
          return new Ended<>(result, code, result.figures(), result.secondsByPhase());
        });
  }
}
