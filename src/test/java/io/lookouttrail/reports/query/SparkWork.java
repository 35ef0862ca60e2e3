package io.lookouttrail.reports.query;

import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerJobStart;
import org.apache.spark.scheduler.SparkListenerStageCompleted;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.storage.RDDInfo;

/**
 * What Spark was made to do.
 *
 * @param scans stages that read a table's rows; what Delta reads of its own log, which depends on
 *     what ran before, is left out
 */
record SparkWork(int jobs, int scans) {

  static <T> T during(SparkSession spark, Supplier<T> action, Consumer<SparkWork> done) {
    AtomicInteger jobs = new AtomicInteger();
    AtomicInteger scans = new AtomicInteger();
    SparkListener listener =
        new SparkListener() {
          @Override
          public void onJobStart(SparkListenerJobStart job) {
            jobs.incrementAndGet();
          }

          @Override
          public void onStageCompleted(SparkListenerStageCompleted stage) {
            boolean reads = stage.stageInfo().rddInfos().exists(SparkWork::readsRows);
            if (reads) {
              scans.incrementAndGet();
            }
          }
        };
    heardOut(spark);
    spark.sparkContext().addSparkListener(listener);
    try {
      return action.get();
    } finally {
      heardOut(spark);
      spark.sparkContext().removeSparkListener(listener);
      done.accept(new SparkWork(jobs.get(), scans.get()));
    }
  }

  private static boolean readsRows(RDDInfo rdd) {
    return rdd.name().equals("FileScanRDD")
        && rdd.scope().isDefined()
        && rdd.scope().get().name().startsWith("Scan parquet");
  }

  /** Listeners hear of jobs some time after they ran. */
  private static void heardOut(SparkSession spark) {
    try {
      spark.sparkContext().listenerBus().waitUntilEmpty();
    } catch (TimeoutException e) {
      throw new IllegalStateException(e);
    }
  }
}
