package io.lookouttrail.architecture.planted.reports.publish;

import org.apache.spark.sql.SparkSession;

/** Violates that publishing needs no session. */
public final class PublisherWithASession {
  private PublisherWithASession() {}

  static String version(SparkSession spark) {
    return spark.version();
  }
}
