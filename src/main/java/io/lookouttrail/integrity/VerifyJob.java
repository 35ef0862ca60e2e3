package io.lookouttrail.integrity;

import io.lookouttrail.archive.ArchiveLister;
import io.lookouttrail.archive.LogFile;
import io.lookouttrail.integrity.ValidationPipeline.ComputedHashes;
import io.lookouttrail.integrity.chain.ChainId;
import io.lookouttrail.integrity.chain.ChainVerdicts;
import io.lookouttrail.integrity.chain.ListedNames;
import io.lookouttrail.integrity.chain.OriginalLocations;
import io.lookouttrail.integrity.chain.ProvenPeriod;
import io.lookouttrail.integrity.chain.ValidationContext;
import io.lookouttrail.integrity.digest.DigestName;
import io.lookouttrail.integrity.digest.PublicKeyDownload;
import io.lookouttrail.integrity.digest.PublicKeys;
import io.lookouttrail.run.PhaseTimes;
import io.lookouttrail.run.Progress;
import io.lookouttrail.run.RunContext;
import io.lookouttrail.run.UserError;
import io.lookouttrail.run.Window;
import io.lookouttrail.storage.CanonicalNames;
import io.lookouttrail.tables.DigestFinding;
import io.lookouttrail.tables.DigestFindingsTable;
import io.lookouttrail.tables.SessionSettings;
import io.lookouttrail.tables.TableStore;
import io.lookouttrail.tables.lock.WriterLock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Job that validates the digests and log files of an archive and appends a finding for each to
 * {@code digest_findings}, in one commit. It does not read log files whose hashes ingest computed.
 */
public final class VerifyJob {
  private static final int LISTING_THREADS = 32;

  /** For up to so many files, fixed plans take less time than compiling and adapting them. */
  private static final long FEW_FILES = 50_000;

  private final TableStore store;
  private final VerifyOptions options;
  private final RunContext run;
  private final PhaseTimes times;
  private final PublicKeyDownload.Caller keyCaller;

  public VerifyJob(TableStore store, VerifyOptions options, RunContext run) {
    this(store, options, run, PublicKeyDownload::fromAws);
  }

  VerifyJob(
      TableStore store, VerifyOptions options, RunContext run, PublicKeyDownload.Caller keyCaller) {
    this.store = store;
    this.options = options;
    this.run = run;
    this.times = new PhaseTimes(run.clock());
    this.keyCaller = keyCaller;
  }

  /**
   * Lists the window's log files and the digests that may list them; reads none of them.
   *
   * @throws UserError if there is no log file; the message names the location that was listed
   */
  public VerifyListing list() {
    ArchiveLister lister = new ArchiveLister(hadoop(), LISTING_THREADS);
    try (Progress.Phase phase = run.progress().begin("list")) {
      return times.time(
          "list",
          () ->
              new VerifyListing(
                  lister.list(
                      options.archive(),
                      options.window(),
                      found -> phase.update(Progress.Totals.found(found))),
                  lister.listDigests(
                      options.archive(),
                      withAdjacentDays(options.window()),
                      found -> phase.update(Progress.Totals.found(found)))));
    }
  }

  /** What the result of a run says besides its listing. */
  private record Outcome(
      FindingCounts counts, long logsHashed, long bytesHashed, List<ProvenPeriod> proven) {
    Outcome {
      proven = List.copyOf(proven);
    }
  }

  /** Validates the listed digests and logs and appends the findings. */
  public VerifyResult run(VerifyListing listing, WriterLock lock) {
    PublicKeys keys = times.time("keys", () -> publicKeys(listing));
    ValidationContext context = context(keys, listing);
    Outcome outcome =
        small(listing, context, lock)
            .orElseGet(
                () ->
                    SessionSettings.withSmallWorkSettings(
                        listing.fileCount() <= FEW_FILES,
                        store.spark(),
                        () -> large(listing, context, lock)));
    return new VerifyResult(
        outcome.counts().counts(),
        listing.digests().fileCount(),
        listing.logs().fileCount(),
        outcome.logsHashed(),
        outcome.bytesHashed(),
        keys.derByFingerprint().size(),
        outcome.counts().withoutMetadata(),
        outcome.proven(),
        times.seconds());
  }

  /** Verifies in this process; empty where there is too much to do. */
  private Optional<Outcome> small(
      VerifyListing listing, ValidationContext context, WriterLock lock) {
    Optional<SmallVerification.Result> found =
        new SmallVerification(store, run, times, context, options.window())
            .run(listing, options.rehash());
    found.ifPresent(result -> times.time("write", () -> append(result.findings(), lock)));
    return found.map(
        result ->
            new Outcome(
                FindingCounts.of(result.findings()),
                result.hashedFiles(),
                result.hashedBytes(),
                result.proven()));
  }

  private Outcome large(VerifyListing listing, ValidationContext context, WriterLock lock) {
    try (ValidationPipeline pipeline = new ValidationPipeline(store, run, context)) {
      Dataset<Row> found = times.time("digests", () -> pipeline.validateChains(listing.digests()));
      ChainOverview overview = times.time("digests", () -> pipeline.overview(found));
      ChainVerdicts verdicts =
          times.time(
              "digests", () -> new KnownChains(store, found, context).verdicts(overview, context));
      Dataset<Row> chains = pipeline.judge(found, verdicts);
      Dataset<Row> logs = pipeline.logs(chains, listing.logs(), options.rehash());
      ComputedHashes hashes = times.time("hash", () -> pipeline.computeHashes(logs));
      Dataset<Row> logResults = pipeline.validateLogs(logs, hashes, overview.coverage(verdicts));
      EarlierChecks earlier =
          times.time(
              "compare", () -> EarlierChecks.count(store, listing, context, options.window()));
      GoneObjects gone = times.time("compare", () -> GoneObjects.of(earlier, run, pipeline::keep));
      PeriodFindings periods =
          new PeriodFindings(run, options.window(), overview, verdicts, gone.evidence());
      RunFindings findings = new RunFindings(store, run, context, periods, earlier, gone);
      RunFindings.Assembled assembled =
          times.time("write", () -> findings.assemble(chains, logResults, listing.fileCount()));
      times.time("write", () -> append(assembled.rows(), lock));
      FindingCounts counts = times.time("write", () -> FindingCounts.ofRun(store, run.id()));
      return new Outcome(counts, hashes.files(), hashes.bytes(), assembled.proven());
    }
  }

  /**
   * The window with the day before and the day after: a log may be listed by a digest of the next
   * day, and the signature of a digest is in the next digest.
   */
  private static Window withAdjacentDays(Window window) {
    return new Window(
        window.from().map(day -> day.minusDays(1)),
        window.to().map(day -> day.plusDays(1)),
        window.latenessDays(),
        window.accounts(),
        window.regions());
  }

  private PublicKeys publicKeys(VerifyListing listing) {
    PublicKeys keys = PublicKeys.load(options.publicKeys(), hadoop());
    return options.fetchKeys()
        ? keys.with(PublicKeyDownload.keys(digestTimes(listing), keyCaller))
        : keys;
  }

  /** The first and last end time of the digests of each Region, by their file names. */
  private static Map<String, PublicKeyDownload.Times> digestTimes(VerifyListing listing) {
    Map<String, PublicKeyDownload.Times> byRegion = new TreeMap<>();
    for (LogFile digest : listing.digests()) {
      Optional<DigestName> name = ChainId.digestName(digest);
      if (name.isPresent()) {
        PublicKeyDownload.Times one =
            new PublicKeyDownload.Times(name.get().endedAt(), name.get().endedAt());
        byRegion.merge(name.get().region(), one, (known, more) -> known.with(more.start()));
      }
    }
    return byRegion;
  }

  private ValidationContext context(PublicKeys keys, VerifyListing listing) {
    String root = root();
    Map<String, String> locations = new HashMap<>();
    options
        .originalBuckets()
        .forEach(
            (bucket, uri) -> locations.put(bucket, uri.map(VerifyJob::canonical).orElse(root)));
    return ValidationContext.of(
        keys,
        new OriginalLocations(locations),
        options.window(),
        root + "/",
        ListedNames.of(List.of(listing.digests()), listing.digests().fileCount()));
  }

  private String root() {
    Path path = CanonicalNames.path(options.archive());
    try {
      return withoutSlash(CanonicalNames.of(path.getFileSystem(hadoop()).makeQualified(path)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String canonical(String uri) {
    return withoutSlash(CanonicalNames.of(CanonicalNames.path(uri)));
  }

  private static String withoutSlash(String name) {
    return name.replaceAll("/+$", "");
  }

  private void append(Dataset<Row> findings, WriterLock lock) {
    store.describe("Write the digest findings");
    lock.check();
    DigestFindingsTable.append(store, findings);
  }

  private void append(List<DigestFinding> findings, WriterLock lock) {
    lock.check();
    DigestFindingsTable.append(
        store,
        findings.stream()
            .map(finding -> DigestFindingsTable.row(run.startedAt(), run.id().value(), finding))
            .toList());
  }

  private Configuration hadoop() {
    return store.hadoop();
  }
}
