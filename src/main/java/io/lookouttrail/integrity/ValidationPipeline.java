package io.lookouttrail.integrity;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import io.lookouttrail.archive.ArchiveListing;
import io.lookouttrail.archive.LogFile;
import io.lookouttrail.archive.LogFileCodec;
import io.lookouttrail.archive.TaskPacking;
import io.lookouttrail.integrity.chain.ChainSegmentPacker;
import io.lookouttrail.integrity.chain.ChainVerdicts;
import io.lookouttrail.integrity.chain.DigestCoverage;
import io.lookouttrail.integrity.chain.LogFileValidator;
import io.lookouttrail.integrity.chain.ValidationContext;
import io.lookouttrail.run.RunContext;
import io.lookouttrail.tables.IngestedFilesTable;
import io.lookouttrail.tables.TableStore;
import io.lookouttrail.tasks.TaskProgress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
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
 * Spark steps of a verification: validates the chains, joins the digests' entries with the listed
 * logs and the known hashes, computes the hashes that are not known, and validates each log.
 *
 * <p>Rows that several steps read are kept until {@link #close}.
 */
final class ValidationPipeline implements AutoCloseable {
  private static final int LOGS_IN_A_PARCEL = 20_000;
  private static final long OPENING_COST_BYTES = 32 * 1024;
  private static final long MIN_TASK_BYTES = 8L << 20;
  private static final long MAX_TASK_BYTES = 64L << 20;

  private final TableStore store;
  private final SparkSession spark;
  private final JavaSparkContext sparkContext;
  private final RunContext run;
  private final ValidationContext context;
  private final Broadcast<SerializableConfiguration> hadoop;
  private final List<Dataset<Row>> kept = new ArrayList<>();

  ValidationPipeline(TableStore store, RunContext run, ValidationContext context) {
    this.store = store;
    this.spark = store.spark();
    this.sparkContext = JavaSparkContext.fromSparkContext(spark.sparkContext());
    this.run = run;
    this.context = context;
    this.hadoop =
        sparkContext.broadcast(
            new SerializableConfiguration(spark.sparkContext().hadoopConfiguration()));
  }

  /**
   * Hashes that this run computed.
   *
   * @param rows rows of {@link VerifyRows#COMPUTED_HASH}
   * @param files number of log files that were read
   * @param bytes their stored size
   */
  record ComputedHashes(Dataset<Row> rows, long files, long bytes) {}

  /** Validates all chains, now; returns rows of {@link VerifyRows#CHAIN_RESULT}. */
  Dataset<Row> validateChains(ArchiveListing digests) {
    describe("Validate the chains of %,d digests".formatted(digests.fileCount()));
    List<byte[]> parcels =
        digests.fileCount() == 0
            ? List.of()
            : ChainSegmentPacker.parcels(
                digests, digests.fileCount(), sparkContext.defaultParallelism());
    try (TaskProgress progress =
        new TaskProgress(
            spark.sparkContext(), run.progress().begin("check digests"), digests.fileCount(), 0)) {
      ChainValidationTask task =
          new ChainValidationTask(
              context, run.startedAt(), run.id().value(), hadoop, progress.counters());
      Dataset<Row> chains =
          keep(
              spark.createDataFrame(
                  sparkContext
                      .parallelize(parcels, Math.max(1, parcels.size()))
                      .mapPartitions(task),
                  VerifyRows.CHAIN_RESULT));
      compute(chains);
      return chains;
    }
  }

  /** Collects what the digests of the chains say together. */
  ChainOverview overview(Dataset<Row> chains) {
    describe("Collect the periods for which digests exist");
    return ChainOverview.of(chains);
  }

  /** The results of the chain validation under the verdicts on whole chains. */
  Dataset<Row> judge(Dataset<Row> chains, ChainVerdicts verdicts) {
    return verdicts.isEmpty()
        ? chains
        : keep(
            spark.createDataFrame(
                chains
                    .toJavaRDD()
                    .map(new VerdictTask(verdicts, run.startedAt(), run.id().value())),
                VerifyRows.CHAIN_RESULT));
  }

  /**
   * Each log that is listed or that a digest lists, with its digest entry, the least and the
   * greatest hash that proven digests name, and its hash from the ledger.
   *
   * @param rehash whether the hashes of the ledger are ignored
   */
  Dataset<Row> logs(Dataset<Row> chains, ArchiveListing logs, boolean rehash) {
    Column provenClaim =
        when(
            col("entry.rank").leq(VerifyRows.PROVEN_RANK),
            struct(col("entry.listed_hash"), col("entry.digest")));
    Dataset<Row> entries =
        chains
            .where(col("entry").isNotNull())
            .groupBy("object")
            .agg(
                min("entry").as("entry"),
                min(provenClaim).as("first_claim"),
                max(provenClaim).as("last_claim"));
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
    return keep(present.join(entries, new String[] {"object"}, "full_outer"));
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
        sparkContext
            .parallelize(parcels, parcels.size())
            .flatMap(bytes -> LogFileCodec.decode(bytes).iterator())
            .map(VerifyRows::log),
        VerifyRows.LOG);
  }

  /** Computes the hashes, now, of the logs that a digest lists and whose hash is not known. */
  ComputedHashes computeHashes(Dataset<Row> logs) {
    Dataset<Row> unknown =
        logs.where(
            col("path").isNotNull().and(col("entry").isNotNull()).and(col("ledger_hash").isNull()));
    describe("Count the log files without a known hash");
    Row sums = unknown.agg(count(lit(1)), coalesce(sum("bytes"), lit(0L))).first();
    long files = sums.getLong(0);
    long bytes = sums.getLong(1);
    if (files == 0) {
      return new ComputedHashes(spark.createDataFrame(List.of(), VerifyRows.COMPUTED_HASH), 0, 0);
    }
    List<byte[]> parcels = parcels(unknown, files, bytes);
    describe("Hash %,d log files".formatted(files));
    try (TaskProgress progress =
        new TaskProgress(
            spark.sparkContext(), run.progress().begin("hash log files"), files, bytes)) {
      Dataset<Row> hashes =
          keep(
              spark.createDataFrame(
                  sparkContext
                      .parallelize(parcels, parcels.size())
                      .mapPartitions(new LogHashTask(hadoop, progress.counters())),
                  VerifyRows.COMPUTED_HASH));
      compute(hashes);
      return new ComputedHashes(hashes, files, bytes);
    }
  }

  private List<byte[]> parcels(Dataset<Row> unknown, long files, long bytes) {
    List<byte[]> parcels = new ArrayList<>();
    TaskPacking<LogFile> packing =
        new TaskPacking<>(
            TaskPacking.maxWeight(
                bytes + files * OPENING_COST_BYTES,
                sparkContext.defaultParallelism(),
                MIN_TASK_BYTES,
                MAX_TASK_BYTES),
            file -> file.bytes() + OPENING_COST_BYTES,
            task -> parcels.add(LogFileCodec.encode(task)));
    Iterator<Row> rows = unknown.select(names(VerifyRows.LOG.fieldNames())).toLocalIterator();
    while (rows.hasNext()) {
      LogFile file = VerifyRows.log(rows.next());
      if (file == null) {
        throw new IllegalStateException("a log without a path");
      }
      packing.add(file);
    }
    packing.end();
    return parcels;
  }

  /** Validates each log; returns rows of {@link VerifyRows#LOG_RESULT}. */
  Dataset<Row> validateLogs(Dataset<Row> logs, ComputedHashes hashes, DigestCoverage coverage) {
    Dataset<Row> rows =
        hashes.files() == 0
            ? logs.withColumn("computed_hash", lit(null).cast("string"))
                .withColumn("read_error", lit(null).cast("string"))
                .withColumn("after_first_member", lit(null).cast("string"))
            : logs.join(hashes.rows(), new String[] {"object"}, "left_outer");
    LogValidationTask task =
        new LogValidationTask(
            new LogFileValidator(coverage, run.startedAt()), run.startedAt(), run.id().value());
    return keep(
        spark.createDataFrame(
            rows.withColumn("known_hash", coalesce(col("ledger_hash"), col("computed_hash")))
                .toJavaRDD()
                .map(task),
            VerifyRows.LOG_RESULT));
  }

  /** Keeps rows that several steps read. */
  Dataset<Row> keep(Dataset<Row> rows) {
    Dataset<Row> persisted = rows.persist(StorageLevel.MEMORY_AND_DISK());
    kept.add(persisted);
    return persisted;
  }

  /** Computes kept rows now, while their progress is shown. */
  private static void compute(Dataset<Row> rows) {
    rows.foreachPartition(
        (ForeachPartitionFunction<Row>) computed -> computed.forEachRemaining(row -> {}));
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
