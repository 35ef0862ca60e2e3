package io.lookouttrail.integrity;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.count_if;
import static org.apache.spark.sql.functions.lit;

import io.lookouttrail.archive.ArchiveLister;
import io.lookouttrail.archive.LogFile;
import io.lookouttrail.integrity.digest.AwsCliFiles.ListedKey;
import io.lookouttrail.integrity.digest.DigestName;
import io.lookouttrail.integrity.digest.PublicKeyDownload;
import io.lookouttrail.integrity.digest.PublicKeys;
import io.lookouttrail.run.PhaseTimes;
import io.lookouttrail.run.Progress;
import io.lookouttrail.run.RunContext;
import io.lookouttrail.run.UserError;
import io.lookouttrail.run.Window;
import io.lookouttrail.storage.CanonicalNames;
import io.lookouttrail.tables.DigestFinding.Kind;
import io.lookouttrail.tables.DigestFinding.Proof;
import io.lookouttrail.tables.DigestFinding.Severity;
import io.lookouttrail.tables.DigestFinding.State;
import io.lookouttrail.tables.DigestFindingsTable;
import io.lookouttrail.tables.SessionSettings;
import io.lookouttrail.tables.TableStore;
import io.lookouttrail.tables.lock.WriterLock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Checks an archive's digests and logs, and writes what it finds of each, in one commit. Log files
 * that ingest has hashed are not opened again.
 */
public final class VerifyJob {
  private static final int LISTING_THREADS = 32;

  /** Findings on so many are quicker to sort as planned than to compile and plan anew. */
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
   * Finds the window's log files and the digests that may name them; reads none.
   *
   * @throws UserError where there is no log file, saying what was looked for
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
                      withNeighbours(options.window()),
                      found -> phase.update(Progress.Totals.found(found)))));
    }
  }

  /** Checks, and adds what was found to {@code digest_findings}. */
  public VerifyResult run(VerifyListing listing, WriterLock lock) {
    long files = listing.digests().fileCount() + listing.logs().fileCount();
    return SessionSettings.withSmallWorkSettings(
        files <= FEW_FILES, store.spark(), () -> check(listing, lock));
  }

  private VerifyResult check(VerifyListing listing, WriterLock lock) {
    PublicKeys keys = times.time("keys", () -> keys(listing));
    String root = root();
    ValidationRules rules = ValidationRules.of(keys, places(root), options.window(), root + "/");
    try (ValidationPipeline verification = new ValidationPipeline(store, run, rules)) {
      Dataset<Row> walked = times.time("digests", () -> verification.walk(listing.digests()));
      DigestCoverage coverage = times.time("digests", () -> verification.coverage(walked));
      Dataset<Row> logs = verification.logs(walked, listing.logs(), options.rehash());
      ValidationPipeline.Hashed hashed = times.time("hash", () -> verification.hash(logs));
      Dataset<Row> judged = verification.judge(logs, hashed, coverage);
      times.time(
          "write",
          () -> {
            Dataset<Row> findings =
                verification.findings(
                    walked,
                    judged,
                    coverage,
                    listing.digests().fileCount() + listing.logs().fileCount());
            store.spark().sparkContext().setJobDescription("Write what was found");
            lock.check();
            DigestFindingsTable.append(store, findings);
          });
      return times.time("write", () -> result(listing, hashed, keys));
    }
  }

  /** A digest names logs of the day before, and its signature may stand in one of the day after. */
  private static Window withNeighbours(Window window) {
    return new Window(
        window.from().map(day -> day.minusDays(1)),
        window.to().map(day -> day.plusDays(1)),
        window.latenessDays(),
        window.accounts(),
        window.regions());
  }

  private PublicKeys keys(VerifyListing listing) {
    PublicKeys keys = PublicKeys.load(options.publicKeys(), hadoop());
    if (!options.fetchKeys()) {
      return keys;
    }
    Map<String, PublicKeyDownload.Times> regions = new TreeMap<>();
    for (LogFile digest : listing.digests()) {
      Optional<DigestName> name = ChainId.name(digest);
      if (name.isPresent()) {
        PublicKeyDownload.Times one =
            new PublicKeyDownload.Times(name.get().endedAt(), name.get().endedAt());
        regions.merge(name.get().region(), one, (known, more) -> known.with(more.start()));
      }
    }
    List<ListedKey> fetched = PublicKeyDownload.keys(regions, keyCaller);
    return keys.with(fetched);
  }

  private OriginalLocations places(String root) {
    Map<String, String> told = new HashMap<>();
    options
        .originalBuckets()
        .forEach((bucket, uri) -> told.put(bucket, uri.map(VerifyJob::canonical).orElse(root)));
    return new OriginalLocations(told);
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

  private VerifyResult result(
      VerifyListing listing, ValidationPipeline.Hashed hashed, PublicKeys keys) {
    store.spark().sparkContext().setJobDescription("Sum up what was found");
    List<Row> sums =
        DigestFindingsTable.ofRun(store, run.id().value())
            // Without times are answers to earlier findings: neither digests nor logs.
            .where(col("start_time").isNotNull())
            .groupBy("account_id", "region", "kind", "state", "proof", "severity")
            .agg(count(lit(1)), count_if(col("detail").contains(DigestValidator.NO_METADATA)))
            .orderBy("account_id", "region", "kind", "state", "proof", "severity")
            .collectAsList();
    return new VerifyResult(
        sums.stream().map(VerifyJob::counted).toList(),
        listing.digests().fileCount(),
        listing.logs().fileCount(),
        hashed.files(),
        hashed.bytes(),
        keys.derByFingerprint().size(),
        sums.stream().mapToLong(row -> row.getLong(7)).sum(),
        times.seconds());
  }

  private static VerifyResult.Count counted(Row row) {
    return new VerifyResult.Count(
        row.isNullAt(0) ? "" : row.getString(0),
        row.isNullAt(1) ? "" : row.getString(1),
        Kind.valueOf(row.getString(2).toUpperCase(Locale.ROOT)),
        State.valueOf(row.getString(3).toUpperCase(Locale.ROOT)),
        Proof.valueOf(row.getString(4).toUpperCase(Locale.ROOT)),
        Severity.valueOf(row.getString(5).toUpperCase(Locale.ROOT)),
        row.getLong(6));
  }

  private Configuration hadoop() {
    return store.spark().sparkContext().hadoopConfiguration();
  }
}
