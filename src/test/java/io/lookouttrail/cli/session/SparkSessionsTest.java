package io.lookouttrail.cli.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.lookouttrail.cli.Main;
import io.lookouttrail.cli.terminal.Console;
import io.lookouttrail.cli.terminal.TerminalDetection;
import org.apache.spark.SparkConf;
import org.junit.jupiter.api.Test;

class SparkSessionsTest {

  private static SparkConf settings(SparkConf conf) {
    return SparkSessions.settings(conf, "ingest");
  }

  private static SparkConf none() {
    return new SparkConf(false);
  }

  @Test
  void startsAtOnceWhereAClusterWaitsForTheSession() {
    assertThat(SparkSessions.isAwaited(none())).isFalse();
    assertThat(SparkSessions.isAwaited(none().set("spark.master", "local[2]"))).isFalse();
    SparkConf yarn = none().set("spark.master", "yarn");
    assertThat(SparkSessions.isAwaited(yarn)).isFalse();
    assertThat(SparkSessions.isAwaited(yarn.set("spark.submit.deployMode", "cluster"))).isTrue();
    assertThat(SparkSessions.isAwaited(none().set("spark.master", "emr-serverless"))).isTrue();
  }

  @Test
  void bringsDeltaWhereItIsMissing() {
    SparkConf conf = settings(none());
    assertThat(conf.get("spark.sql.extensions"))
        .isEqualTo("io.delta.sql.DeltaSparkSessionExtension");
    assertThat(conf.get("spark.sql.catalog.spark_catalog"))
        .isEqualTo("org.apache.spark.sql.delta.catalog.DeltaCatalog");
  }

  @Test
  void addsDeltaOnceToTheUsersExtensions() {
    SparkConf conf =
        settings(
            none()
                .set("spark.sql.extensions", "a.B,io.delta.sql.DeltaSparkSessionExtension")
                .set("spark.sql.catalog.spark_catalog", "of.the.Cluster"));
    assertThat(conf.get("spark.sql.extensions"))
        .isEqualTo("a.B,io.delta.sql.DeltaSparkSessionExtension");
    assertThat(conf.get("spark.sql.catalog.spark_catalog")).isEqualTo("of.the.Cluster");
  }

  @Test
  void decidesResultsWhateverTheUserSays() {
    SparkConf conf =
        settings(
            none()
                .set("spark.sql.session.timeZone", "Asia/Tokyo")
                .set("spark.sql.ansi.enabled", "false")
                .set("spark.sql.icu.caseMappings.enabled", "true")
                .set("spark.sql.sources.partitionOverwriteMode", "dynamic"));
    assertThat(conf.get("spark.sql.session.timeZone")).isEqualTo("UTC");
    assertThat(conf.get("spark.sql.ansi.enabled")).isEqualTo("true");
    assertThat(conf.get("spark.sql.icu.caseMappings.enabled")).isEqualTo("false");
    assertThat(conf.get("spark.sql.sources.partitionOverwriteMode")).isEqualTo("static");
  }

  @Test
  void leavesSpeedToTheUserAndToAClustersOwnSettings() {
    assertThat(
            settings(none().set("spark.sql.shuffle.partitions", "3"))
                .get("spark.sql.shuffle.partitions"))
        .isEqualTo("3");
    SparkConf cluster = settings(none().set("spark.master", "yarn"));
    assertThat(cluster.contains("spark.sql.shuffle.partitions")).isFalse();
    assertThat(cluster.contains("spark.databricks.delta.snapshotPartitions")).isFalse();
    assertThat(cluster.contains("spark.sql.warehouse.dir")).isFalse();
  }

  @Test
  void survivesAStandstillOnOneMachine() {
    String key = "spark.storage.blockManagerHeartbeatTimeoutMs";
    assertThat(settings(none()).getTimeAsMs(key, "0")).isGreaterThan(24L * 3600 * 1000);
    assertThat(settings(none().set("spark.master", "yarn")).contains(key)).isFalse();
  }

  @Test
  void commitsToS3ByItsOwnLogStoreUnlessTheUserNamesOne() {
    String key = "spark.delta.logStore.s3a.impl";
    String ours = "io.lookouttrail.tables.lock.ConditionalPutLogStore";
    assertThat(settings(none()).get(key)).isEqualTo(ours);
    assertThat(settings(none()).get("spark.delta.logStore.s3.impl")).isEqualTo(ours);
    String dynamoDb = "io.delta.storage.S3DynamoDBLogStore";
    assertThat(settings(none().set(key, dynamoDb)).get(key)).isEqualTo(dynamoDb);
    assertThat(settings(none().set("spark.delta.logStore.class", "a.B")).contains(key)).isFalse();
  }

  @Test
  void fixesTheLocaleOfExecutorsAfterTheUsersOptions() {
    SparkConf conf = none().set("spark.executor.extraJavaOptions", "-Dmine=1 -Duser.language=ar");
    String once = settings(conf).get("spark.executor.extraJavaOptions");
    assertThat(once)
        .isEqualTo(
            "-Dmine=1 -Duser.language=ar -Duser.language=en -Duser.country= -Duser.script="
                + " -Duser.variant= -Duser.language.format=");
    assertThat(settings(conf).get("spark.executor.extraJavaOptions")).isEqualTo(once);
  }

  @Test
  void namesTheJobUnlessTheUserDid() {
    assertThat(settings(none()).get("spark.app.name")).isEqualTo("Lookout Trail ingest");
    assertThat(settings(none().setAppName("io.lookouttrail.cli.Main")).get("spark.app.name"))
        .isEqualTo("Lookout Trail ingest");
    assertThat(settings(none().setAppName("nightly")).get("spark.app.name")).isEqualTo("nightly");
  }

  @Test
  void knowsTheTerminalsThatTheLauncherSaw() {
    java.util.Properties shown = new java.util.Properties();
    shown.setProperty(TerminalDetection.TERMINALS, ",err");
    shown.setProperty(TerminalDetection.COLUMNS, "120");
    java.util.Map<String, String> xterm = java.util.Map.of("TERM", "xterm");
    assertThat(TerminalDetection.detect(shown, xterm, false)).containsExactly(Console.Stream.ERR);
    assertThat(TerminalDetection.detect(shown, java.util.Map.of("TERM", "dumb"), true)).isEmpty();
    assertThat(TerminalDetection.detect(new java.util.Properties(), xterm, true)).hasSize(3);
    assertThat(TerminalDetection.detect(new java.util.Properties(), xterm, false)).isEmpty();
    assertThat(TerminalDetection.columns(shown)).hasValue(120);
    assertThat(TerminalDetection.columns(new java.util.Properties())).isEmpty();
  }

  @Test
  void knowsTheNameOfTheMainClass() {
    assertThat(SparkSessions.MAIN_CLASS).isEqualTo(Main.class.getName());
  }
}
