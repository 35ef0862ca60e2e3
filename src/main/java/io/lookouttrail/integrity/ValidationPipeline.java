package io.lookouttrail.integrity;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.sum;

import io.lookouttrail.archive.ArchiveListing;
import io.lookouttrail.archive.LogFile;
import io.lookouttrail.archive.LogFileCodec;
import io.lookouttrail.run.RunContext;
import io.lookouttrail.tables.DigestFinding;
import io.lookouttrail.tables.DigestFinding.Kind;
import io.lookouttrail.tables.DigestFinding.State;
import io.lookouttrail.tables.DigestFindingsTable;
import io.lookouttrail.tables.IngestedFilesTable;
import io.lookouttrail.tables.TableStore;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.api.java.function.ForeachPartitionFunction;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.storage.StorageLevel;
import org.apache.spark.util.SerializableConfiguration;

/**
 * One check as a flow of rows: walks along the chains, joins what digests claim with the logs that
 * are there and the hashes that are known, takes the hashes that are not, and judges each log.
 */
final class ValidationPipeline implements AutoCloseable {
  private static final int LOGS_IN_A_PARCEL = 20_000;
  private static final long ROWS_IN_A_FILE = 250_000;
  private static final long OPENING_COST_BYTES = 32 * 1024;
  private static final long MIN_TASK_BYTES = 8L << 20;
  private static final long MAX_TASK_BYTES = 64L << 20;
  private static final int TASKS_PER_CORE = 4;

  private final TableStore store;
  private final SparkSession spark;
  private final JavaSparkContext context;
  private final RunContext run;
  private final ValidationRules rules;
  private final Broadcast<SerializableConfiguration> hadoop;
  private final List<Dataset<Row>> kept = new ArrayList<>();

  ValidationPipeline(TableStore store, RunContext run, ValidationRules rules) {
    this.store = store;
    this.spark = store.spark();
    this.context = JavaSparkContext.fromSparkContext(spark.sparkContext());
    this.run = run;
    this.rules = rules;
    this.hadoop =
        context.broadcast(
            new SerializableConfiguration(spark.sparkContext().hadoopConfiguration()));
  }

  /** Log files whose hashes had to be taken, and those hashes. */
  record Hashed(Dataset<Row> rows, long files, long bytes) {}

  /** What the walks along all chains leave. */
  Dataset<Row> walk(ArchiveListing digests) {
    describe("Check the chains of %,d digests".formatted(digests.fileCount()));
    List<byte[]> parcels =
        digests.fileCount() == 0
            ? List.of()
            : ChainSegmentPacker.parcels(
                digests, digests.fileCount(), context.defaultParallelism());
    try (VerifyProgress progress =
        new VerifyProgress(
            spark.sparkContext(), run.progress().begin("check digests"), digests.fileCount(), 0)) {
      ChainValidationTask task =
          new ChainValidationTask(
              rules, run.startedAt(), run.id().value(), hadoop, progress.meters());
      Dataset<Row> walked =
          keep(
              spark.createDataFrame(
                  context.parallelize(parcels, Math.max(1, parcels.size())).mapPartitions(task),
                  VerifyRows.WALKED));
      make(walked);
      return walked;
    }
  }

  /** The times of which there are digests. */
  DigestCoverage coverage(Dataset<Row> walked) {
    describe("Gather the times of which there are digests");
    return DigestCoverage.of(
        walked.where(col("span").isNotNull()).select("span.*").collectAsList().stream()
            .map(VerifyRows::span)
            .toList());
  }

  /** Every log that is there or that a digest names, with what is known of it. */
  Dataset<Row> logs(Dataset<Row> walked, ArchiveListing logs, boolean rehash) {
    Dataset<Row> claims =
        walked.where(col("claim").isNotNull()).groupBy("object").agg(min("claim").as("claim"));
    Dataset<Row> known =
        IngestedFilesTable.hashes(store, logs.firstDay(), logs.lastDay())
            .where(lit(!rehash))
            .select(
                col("source_file").as("object"),
                col("bytes"),
                col("modified_at"),
                col("sha256").as("ledger_hash"));
    Dataset<Row> present =
        listed(logs).join(known, new String[] {"object", "bytes", "modified_at"}, "left_outer");
    return keep(present.join(claims, new String[] {"object"}, "full_outer"));
  }

  private Dataset<Row> listed(ArchiveListing logs) {
    List<byte[]> parcels = new ArrayList<>();
    List<LogFile> parcel = new ArrayList<>();
    for (LogFile log : logs) {
      parcel.add(log);
      if (parcel.size() == LOGS_IN_A_PARCEL) {
        parcels.add(LogFileCodec.encode(parcel));
        parcel.clear();
      }
    }
    parcels.add(LogFileCodec.encode(parcel));
    return spark.createDataFrame(
        context
            .parallelize(parcels, parcels.size())
            .flatMap(bytes -> LogFileCodec.decode(bytes).iterator())
            .map(VerifyRows::log),
        VerifyRows.LOG);
  }

  /** Takes the hashes of logs that digests speak of and that nothing else tells. */
  Hashed hash(Dataset<Row> logs) {
    Column wanted =
        col("path").isNotNull().and(col("claim").isNotNull()).and(col("ledger_hash").isNull());
    Dataset<Row> unknown = logs.where(wanted);
    describe("Look which log files must be read");
    Row sums = unknown.agg(count(lit(1)), coalesce(sum("bytes"), lit(0L))).first();
    long files = sums.getLong(0);
    long bytes = sums.getLong(1);
    if (files == 0) {
      return new Hashed(spark.createDataFrame(List.of(), VerifyRows.HASHED), 0, 0);
    }
    List<byte[]> parcels = parcels(unknown, files, bytes);
    describe("Hash %,d log files".formatted(files));
    try (VerifyProgress progress =
        new VerifyProgress(
            spark.sparkContext(), run.progress().begin("hash log files"), files, bytes)) {
      Dataset<Row> hashed =
          keep(
              spark.createDataFrame(
                  context
                      .parallelize(parcels, parcels.size())
                      .mapPartitions(new LogHashTask(hadoop, progress.meters())),
                  VerifyRows.HASHED));
      make(hashed);
      return new Hashed(hashed, files, bytes);
    }
  }

  /** Tasks of about equal weight. */
  private List<byte[]> parcels(Dataset<Row> unknown, long files, long bytes) {
    long weight = bytes + files * OPENING_COST_BYTES;
    long tasks = (long) context.defaultParallelism() * TASKS_PER_CORE;
    long taskWeight = Math.max(MIN_TASK_BYTES, Math.min(MAX_TASK_BYTES, weight / tasks));
    List<byte[]> parcels = new ArrayList<>();
    List<LogFile> parcel = new ArrayList<>();
    long parcelWeight = 0;
    Iterator<Row> rows = unknown.select(names(VerifyRows.LOG.fieldNames())).toLocalIterator();
    while (rows.hasNext()) {
      LogFile file = VerifyRows.log(rows.next());
      if (file == null) {
        throw new IllegalStateException("a log without a path");
      }
      long cost = file.bytes() + OPENING_COST_BYTES;
      if (!parcel.isEmpty() && parcelWeight + cost > taskWeight) {
        parcels.add(LogFileCodec.encode(parcel));
        parcel.clear();
        parcelWeight = 0;
      }
      parcel.add(file);
      parcelWeight += cost;
    }
    parcels.add(LogFileCodec.encode(parcel));
    return parcels;
  }

  /** A finding for each log, with the reason where no digest names it. */
  Dataset<Row> judge(Dataset<Row> logs, Hashed hashed, DigestCoverage coverage) {
    Dataset<Row> rows =
        hashed.files() == 0
            ? logs.withColumn("taken_hash", lit(null).cast("string"))
                .withColumn("trouble", lit(null).cast("string"))
            : logs.join(hashed.rows(), new String[] {"object"}, "left_outer");
    LogValidationTask task =
        new LogValidationTask(new LogFileValidator(coverage), run.startedAt(), run.id().value());
    return keep(
        spark.createDataFrame(
            rows.withColumn("known_hash", coalesce(col("ledger_hash"), col("taken_hash")))
                .toJavaRDD()
                .map(task),
            VerifyRows.JUDGED));
  }

  /**
   * Everything that was found, as rows of the table, in as few parts as are quickly written.
   *
   * @param objects about how many rows there are
   */
  Dataset<Row> findings(
      Dataset<Row> walked, Dataset<Row> judged, DigestCoverage coverage, long objects) {
    Column isGap =
        col("finding.state")
            .isin(State.GAP.label(), State.NOT_VALIDATED.label())
            .and(col("finding.actual_hash").isNull())
            .and(col("finding.kind").equalTo(Kind.DIGEST.label()));
    Dataset<Row> digests = walked.where(col("finding").isNotNull());
    describe("Look at the times without digests");
    Stream<DigestFinding> gaps =
        digests.where(isGap).select("finding.*").collectAsList().stream()
            .map(row -> GapFinder.judged(DigestFindingsTable.finding(row), coverage));
    Stream<DigestFinding> days = GapFinder.daysOf(judged).stream().map(GapFinder::of);
    Dataset<Row> times = rows(Stream.concat(gaps, days));
    Dataset<Row> told = digests.where(not(isGap)).select("finding.*").union(times);
    return told.union(judged.select("finding.*"))
        .union(rows(new ClosedGaps(rules, coverage).answers(store, told).stream()))
        .coalesce((int) Math.min(Integer.MAX_VALUE, 1 + objects / ROWS_IN_A_FILE));
  }

  private Dataset<Row> rows(Stream<DigestFinding> findings) {
    return spark.createDataFrame(
        findings
            .map(finding -> DigestFindingsTable.row(run.startedAt(), run.id().value(), finding))
            .toList(),
        DigestFindingsTable.SPEC.schema());
  }

  private Dataset<Row> keep(Dataset<Row> rows) {
    Dataset<Row> persisted = rows.persist(StorageLevel.MEMORY_AND_DISK());
    kept.add(persisted);
    return persisted;
  }

  /** Makes kept rows now, while their progress is shown. */
  private static void make(Dataset<Row> rows) {
    rows.foreachPartition((ForeachPartitionFunction<Row>) made -> made.forEachRemaining(row -> {}));
  }

  private void describe(String description) {
    spark.sparkContext().setJobDescription(description);
  }

  private static Column[] names(String... names) {
    return Arrays.stream(names).map(name -> col(name)).toArray(Column[]::new);
  }

  @Override
  public void close() {
    kept.forEach(Dataset::unpersist);
    hadoop.destroy();
  }
}
