package io.lookouttrail.tables;

import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.SparkSession;

/** Access to Spark for work on tables. The session may start only when it is first needed. */
public interface SparkAccess {
  /** The session; starts it where it does not run yet. */
  SparkSession session();

  /** Hadoop's settings, with those of the session; known without a session. */
  Configuration hadoop();

  /** Names the next Spark jobs, for Spark's list of jobs; starts no session. */
  void describe(String sentence);

  /** Access to a session that runs. */
  static SparkAccess of(SparkSession spark) {
    return new SparkAccess() {
      @Override
      public SparkSession session() {
        return spark;
      }

      @Override
      public Configuration hadoop() {
        // A session setting may name Delta's log store; the Spark context's settings do not have
        // it.
        return spark.sessionState().newHadoopConf();
      }

      @Override
      public void describe(String sentence) {
        spark.sparkContext().setJobDescription(sentence);
      }
    };
  }
}
