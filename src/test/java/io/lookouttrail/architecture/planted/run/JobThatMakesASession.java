package io.lookouttrail.architecture.planted.run;

import org.apache.spark.sql.SparkSession;

/** Violates that only cli.session makes Spark sessions. */
public final class JobThatMakesASession {
  private JobThatMakesASession() {}

  static SparkSession open() {
    return SparkSession.builder().getOrCreate();
  }
}
