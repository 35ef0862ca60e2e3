package io.lookouttrail.cli.sql;

import io.lookouttrail.run.UserError;
import io.lookouttrail.tables.DirectRows;
import io.lookouttrail.tables.EventsTable;
import io.lookouttrail.tables.TableStore;
import io.lookouttrail.tables.Views;
import io.lookouttrail.tables.local.SmallTable;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
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

  /** Statements with one of these words show how Delta stores a table, or Spark reads it. */
  private static final Set<String> OF_STORAGE =
      Set.of(
          "explain",
          "detail",
          "history",
          "extended",
          "formatted",
          "create",
          "input_file_name",
          "input_file_block_start",
          "input_file_block_length",
          "_metadata");

  private final TableStore store;

  /** The query of each table and view, by name; a view comes after those that it uses. */
  private final Map<String, String> queries;

  private final Set<String> tables;

  /** Tables that the driver reads. */
  private final Map<String, SmallTable> small = new HashMap<>();

  private final Set<String> registered = new HashSet<>();

  private SqlTables(TableStore store, Set<String> tables, Map<String, String> queries) {
    this.store = store;
    this.tables = tables;
    this.queries = queries;
  }

  /**
   * Returns all Delta tables in a folder, and the product's views of them.
   *
   * @throws UserError where the folder has no table
   */
  public static SqlTables under(TableStore store) {
    Map<String, String> queries = new LinkedHashMap<>();
    Set<String> tables = folders(store);
    for (String name : tables) {
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
    return new SqlTables(store, tables, queries);
  }

  /**
   * Opens the small ones of the tables that a statement may use, as they are now, without Spark.
   * The statement must be the only one.
   *
   * @return whether Delta has to read none
   */
  boolean openSmall(String statement) {
    Set<String> words = words(statement);
    if (words.stream().anyMatch(OF_STORAGE::contains)) {
      return false;
    }
    Set<String> used = used(words);
    used.retainAll(tables);
    for (String name : used) {
      SmallTable.open(store.hadoop(), store.path(name), DirectRows.maxRows(store))
          .ifPresent(table -> small.put(name, table));
    }
    SmallTable events = small.get(EventsTable.SPEC.name());
    if (events != null && events.hasOnlyNulls(Views.CORRECTION)) {
      queries.replace(Views.CURRENT, Views.UNCORRECTED);
    }
    return small.keySet().equals(used);
  }

  /** Registers all names that a statement may use; for SHOW, all there are. */
  void prepare(SparkSession spark, String statement) {
    Set<String> names = used(words(statement));
    queries.keySet().stream().filter(names::contains).forEach(name -> define(spark, name));
  }

  /** The tables and views that a statement with these words may use. */
  private Set<String> used(Set<String> words) {
    Set<String> used = new HashSet<>();
    for (String name : queries.keySet()) {
      if (words.contains("show") || words.contains(lower(name))) {
        addWithParts(name, used);
      }
    }
    return used;
  }

  private void addWithParts(String name, Set<String> used) {
    // The query of a table has the table's path, which can contain any word.
    if (used.add(name) && !tables.contains(name)) {
      Set<String> words = words(Objects.requireNonNull(queries.get(name), name));
      queries.keySet().stream().filter(words::contains).forEach(part -> addWithParts(part, used));
    }
  }

  private void define(SparkSession spark, String name) {
    if (!registered.add(name)) {
      return;
    }
    SmallTable table = small.get(name);
    String quoted = "`" + name.replace("`", "``") + "`";
    if (table == null) {
      spark.sql("CREATE OR REPLACE TEMPORARY VIEW " + quoted + " AS " + queries.get(name));
    } else {
      table.in(spark).createOrReplaceTempView(quoted);
    }
  }

  private static Set<String> words(String sql) {
    Set<String> words = new HashSet<>();
    WORD.matcher(sql).results().forEach(word -> words.add(lower(word.group())));
    return words;
  }

  private static String lower(String name) {
    return name.toLowerCase(Locale.ROOT);
  }

  private static Set<String> folders(TableStore store) {
    Set<String> names = new TreeSet<>();
    try {
      FileSystem files = store.fileSystem();
      for (FileStatus entry : files.listStatus(new Path(store.root()))) {
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
