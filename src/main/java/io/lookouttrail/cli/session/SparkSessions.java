package io.lookouttrail.cli.session;

import io.lookouttrail.cli.errors.ErrorMessages;
import io.lookouttrail.cli.product.ProductVersion;
import io.lookouttrail.run.UserError;
import io.lookouttrail.tables.lock.DeltaLogStores;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.spark.SparkConf;

/**
 * Settings of Spark sessions, and the only place that opens them. Settings that change results
 * override those of the user and the cluster. Settings that change only speed apply where neither
 * has set them.
 */
public final class SparkSessions {
  private static final String EXTENSIONS = "spark.sql.extensions";
  private static final String DELTA_EXTENSION = "io.delta.sql.DeltaSparkSessionExtension";
  private static final String CATALOG = "spark.sql.catalog.spark_catalog";
  private static final String DELTA_CATALOG = "org.apache.spark.sql.delta.catalog.DeltaCatalog";

  /** The setting that says where Spark keeps its catalog: in-memory or hive. */
  public static final String CATALOG_KIND = "spark.sql.catalogImplementation";

  private static final String HIVE_SUPPORT = "org.apache.spark.sql.hive.HiveSessionStateBuilder";

  /**
   * The class that spark-submit starts. Its name, because the session does not know the commands.
   */
  static final String MAIN_CLASS = "io.lookouttrail.cli.Main";

  /** Settings that give the same rows on every machine. */
  private static final Map<String, String> RESULT_SETTINGS =
      Map.of(
          "spark.sql.session.timeZone", "UTC",
          // A wrong cast or an overflow is an error, never a silent null.
          "spark.sql.ansi.enabled", "true",
          // Upper and lower case as Java and Spark 3.5 know them. Spark 4 would first compute the
          // title case of every character, which takes a second.
          "spark.sql.icu.caseMappings.enabled", "false",
          // An overwrite replaces the rows of its condition, not the partitions of its rows.
          "spark.sql.sources.partitionOverwriteMode", "static",
          // One shuffle serves a distinct and the join after it.
          "spark.sql.requireAllClusterKeysForCoPartition", "false");

  private static final String EXECUTOR_OPTIONS = "spark.executor.extraJavaOptions";

  /** The root locale for formats, on executors too: they format names of files. */
  private static final String ROOT_LOCALE =
      "-Duser.language=en -Duser.country= -Duser.script= -Duser.variant= -Duser.language.format=";

  private SparkSessions() {}

  /**
   * Opens the session of a command. It starts when it is first needed.
   *
   * @param job the name of the job in Spark's and YARN's lists, after "Lookout Trail"
   */
  public static Session open(String job) {
    return open(new SparkConf(), job);
  }

  /**
   * Opens the session of a command that writes into the catalog: Hive's or Glue's, unless a setting
   * says otherwise.
   *
   * @throws UserError where Spark's Hive support is missing
   */
  public static Session openWithCatalog(String job) {
    SparkConf conf = new SparkConf();
    conf.setIfMissing(CATALOG_KIND, "hive");
    if (conf.get(CATALOG_KIND).equals("hive")) {
      require(
          HIVE_SUPPORT,
          "Spark's Hive support",
          "Add --packages "
              + ProductVersion.hivePackage()
              + ", run on a cluster that has a catalog, such as EMR, or leave out --database.");
    }
    return open(conf, job);
  }

  private static Session open(SparkConf given, String job) {
    require(DELTA_EXTENSION, "Delta Lake", ErrorMessages.ADD_DELTA);
    Session session = new Session(settings(given, job));
    if (isAwaited(given)) {
      session.session();
    }
    return session;
  }

  /**
   * Whether the cluster's manager waits for the session, and takes a driver without one for failed.
   */
  static boolean isAwaited(SparkConf conf) {
    return conf.get("spark.submit.deployMode", "client").equals("cluster")
        || !conf.get("spark.master", "local").matches("(local|yarn|spark:|k8s:).*");
  }

  private static void require(String type, String what, String remedy) {
    try {
      Class.forName(type, false, Thread.currentThread().getContextClassLoader());
    } catch (ClassNotFoundException e) {
      throw UserError.cannot("start Spark", what + " is not on the class path", remedy, e);
    }
  }

  static SparkConf settings(SparkConf conf, String job) {
    RESULT_SETTINGS.forEach(conf::set);
    Set<String> extensions = new LinkedHashSet<>(List.of(conf.get(EXTENSIONS, "").split(",")));
    extensions.add(DELTA_EXTENSION);
    extensions.remove("");
    conf.set(EXTENSIONS, String.join(",", extensions));
    conf.setIfMissing(CATALOG, DELTA_CATALOG);
    conf.setIfMissing("spark.sql.parquet.compression.codec", "zstd");
    conf.setIfMissing("spark.sql.parquet.outputTimestampType", "TIMESTAMP_MICROS");
    // Delta would write the names of all files with each commit: a job each time, for little gain.
    conf.setIfMissing("spark.databricks.delta.allFilesInCrc.enabled", "false");
    DeltaLogStores.settings(conf::contains).forEach(conf::set);
    // spark-submit gives an application the name of its class, unless the user gives one.
    if (conf.get("spark.app.name", MAIN_CLASS).equals(MAIN_CLASS)) {
      conf.setAppName("Lookout Trail " + job);
    }
    String executorOptions = conf.get(EXECUTOR_OPTIONS, "");
    if (!executorOptions.endsWith(ROOT_LOCALE)) {
      conf.set(EXECUTOR_OPTIONS, (executorOptions + " " + ROOT_LOCALE).strip());
    }
    conf.setIfMissing("spark.master", "local[*]");
    if (conf.get("spark.master").startsWith("local")) {
      sizeForOneMachine(conf);
    }
    return conf;
  }

  private static void sizeForOneMachine(SparkConf conf) {
    int cores = Runtime.getRuntime().availableProcessors();
    // Adaptive execution joins small partitions; each partition must fit into its share of the
    // heap.
    conf.setIfMissing("spark.sql.shuffle.partitions", Integer.toString(Math.max(8, 4 * cores)));
    // Delta's default of 50 tasks to read a table's state is meant for a cluster.
    conf.setIfMissing("spark.databricks.delta.snapshotPartitions", Integer.toString(cores));
    // Out of memory fails the job, with a message and exit code 1; Spark would exit with 52.
    conf.setIfMissing("spark.executor.killOnFatalError.depth", "0");
    // Driver and executor are one process: neither can be gone without the other. By default, a
    // process that stood still for two minutes would take itself for dead and exit with 56.
    conf.setIfMissing("spark.storage.blockManagerHeartbeatTimeoutMs", "30d");
    if (!conf.get(CATALOG_KIND, "in-memory").equals("hive")) {
      // Nothing is stored there, but Spark creates the folder. It must not be in the user's current
      // folder, nor a new one each time.
      conf.setIfMissing(
          "spark.sql.warehouse.dir",
          Path.of(System.getProperty("java.io.tmpdir")).toUri().toString());
    }
    conf.setIfMissing("spark.ui.enabled", "false");
    conf.setIfMissing("spark.ui.showConsoleProgress", "false");
  }
}
