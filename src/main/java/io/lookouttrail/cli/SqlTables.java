package io.lookouttrail.cli;

import io.lookouttrail.run.UserError;
import io.lookouttrail.tables.TableStore;
import io.lookouttrail.tables.Views;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Set;
import java.util.TreeSet;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.SparkSession;

/** Makes tables and views known to a session by their bare names. */
final class SqlTables {
  private SqlTables() {}

  /**
   * Registers every Delta table under a folder, and the product's views over them.
   *
   * @throws UserError where there is no table
   */
  static void register(SparkSession spark, String tables) {
    TableStore store = new TableStore(spark, tables);
    Set<String> names = names(spark, store);
    if (names.isEmpty()) {
      throw UserError.cannot(
          "read the tables at " + store.root(),
          "no Delta table lies there; looked for folders with a _delta_log",
          "Point --tables at a folder that 'lookout-trail ingest' has written.");
    }
    for (String name : names) {
      // As text, so that each query sees the table as it is then: a prompt lives for hours.
      define(spark, name, "SELECT * FROM delta.`" + store.path(name).replace("`", "``") + "`");
    }
    if (names.contains("events")) {
      Views.all().forEach(view -> define(spark, view.name(), view.sql()));
    }
  }

  private static void define(SparkSession spark, String name, String query) {
    spark.sql("CREATE OR REPLACE TEMPORARY VIEW `" + name.replace("`", "``") + "` AS " + query);
  }

  private static Set<String> names(SparkSession spark, TableStore store) {
    Set<String> names = new TreeSet<>();
    try {
      Path root = new Path(store.root());
      FileSystem files = root.getFileSystem(spark.sparkContext().hadoopConfiguration());
      for (FileStatus entry : files.listStatus(root)) {
        if (entry.isDirectory() && files.exists(new Path(entry.getPath(), "_delta_log"))) {
          names.add(entry.getPath().getName());
        }
      }
    } catch (FileNotFoundException e) {
      return Set.of();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return names;
  }
}
