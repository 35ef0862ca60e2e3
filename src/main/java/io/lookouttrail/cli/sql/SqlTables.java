package io.lookouttrail.cli.sql;

import io.lookouttrail.run.UserError;
import io.lookouttrail.tables.TableStore;
import io.lookouttrail.tables.Views;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.SparkSession;

/**
 * Registers tables and views in a session by their bare names. Each is registered when a statement
 * first names it, because opening a table takes time.
 */
public final class SqlTables {
  private static final Pattern WORD = Pattern.compile("\\w+");

  private final SparkSession spark;

  /** The query of each table and view, by name; a view comes after those that it uses. */
  private final Map<String, String> queries;

  private final Set<String> registered = new HashSet<>();

  private SqlTables(SparkSession spark, Map<String, String> queries) {
    this.spark = spark;
    this.queries = queries;
  }

  /**
   * Returns all Delta tables in a folder, and the product's views of them.
   *
   * @throws UserError where the folder has no table
   */
  public static SqlTables under(SparkSession spark, String folder) {
    TableStore store = new TableStore(spark, folder);
    Map<String, String> queries = new LinkedHashMap<>();
    for (String name : folders(spark, store)) {
      // As text, so that each query reads the newest version: a prompt can be open for hours.
      queries.put(name, "SELECT * FROM " + store.sqlName(name));
    }
    if (queries.isEmpty()) {
      throw UserError.cannot(
          "read the tables at " + store.root(),
          "there is no Delta table; looked for folders with a _delta_log",
          "Point --tables at a folder that 'lookout-trail ingest' has written.");
    }
    for (Views.View view : Views.all()) {
      if (words(view.sql()).stream().anyMatch(queries::containsKey)) {
        queries.put(view.name(), view.sql());
      }
    }
    return new SqlTables(spark, queries);
  }

  /** Registers all names that a statement may use; for SHOW, all there are. */
  void prepare(String statement) {
    Set<String> words = words(statement);
    if (words.contains("show")) {
      prepareAll();
    } else {
      queries.keySet().stream().filter(name -> words.contains(lower(name))).forEach(this::define);
    }
  }

  void prepareAll() {
    queries.keySet().forEach(this::define);
  }

  private void define(String name) {
    if (!registered.add(name)) {
      return;
    }
    String query = Objects.requireNonNull(queries.get(name), name);
    Set<String> words = words(query);
    // The query of a table has the table's path, which can contain any word.
    if (!query.contains(" delta.`")) {
      queries.keySet().stream().filter(words::contains).forEach(this::define);
    }
    spark.sql("CREATE OR REPLACE TEMPORARY VIEW `" + name.replace("`", "``") + "` AS " + query);
  }

  private static Set<String> words(String sql) {
    Set<String> words = new HashSet<>();
    WORD.matcher(sql).results().forEach(word -> words.add(lower(word.group())));
    return words;
  }

  private static String lower(String name) {
    return name.toLowerCase(Locale.ROOT);
  }

  private static Set<String> folders(SparkSession spark, TableStore store) {
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
