package io.lookouttrail.cli.session;

import io.lookouttrail.tables.SparkAccess;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.SparkConf;
import org.apache.spark.deploy.SparkHadoopUtil;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;

/**
 * The Spark session of a command. It starts when it is first needed, and closing it stops Spark,
 * unless Spark already ran before.
 */
public final class Session implements SparkAccess, AutoCloseable {
  private final SparkConf conf;
  private final boolean ours = SparkSession.getDefaultSession().isEmpty();
  private final Configuration hadoop;
  private @Nullable String description;
  private @Nullable SparkSession started;

  /**
   * @param conf every setting of the session
   */
  Session(SparkConf conf) {
    this.conf = conf;
    this.hadoop = hadoopOf(conf);
    if (!ours) {
      session();
    }
  }

  private static Configuration hadoopOf(SparkConf conf) {
    Configuration hadoop = SparkHadoopUtil.get().newConfiguration(conf);
    S3aDefaults.fill(hadoop);
    for (scala.Tuple2<String, String> setting : conf.getAll()) {
      hadoop.set(setting._1(), setting._2());
    }
    return hadoop;
  }

  @Override
  public synchronized SparkSession session() {
    if (started == null) {
      SparkSession.Builder builder = SparkSession.builder();
      for (scala.Tuple2<String, String> setting : conf.getAll()) {
        builder = builder.config(setting._1(), setting._2());
      }
      started = builder.getOrCreate();
      S3aDefaults.fill(started.sparkContext().hadoopConfiguration());
      started.sparkContext().setJobDescription(description);
    }
    return started;
  }

  /** The settings of a session that ran before count, and not those of this command alone. */
  @Override
  public synchronized Configuration hadoop() {
    return started == null || ours ? hadoop : started.sessionState().newHadoopConf();
  }

  @Override
  public synchronized void describe(String sentence) {
    description = sentence;
    if (started != null) {
      started.sparkContext().setJobDescription(sentence);
    }
  }

  @Override
  public synchronized void close() {
    if (started != null && ours) {
      started.stop();
    }
  }
}
