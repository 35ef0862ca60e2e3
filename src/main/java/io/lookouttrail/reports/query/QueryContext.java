package io.lookouttrail.reports.query;

import io.lookouttrail.tables.TableStore;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.apache.spark.SparkContext;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.storage.StorageLevel;

/**
 * The relations that a report's queries read, by names in braces such as <code>{seen}</code>.
 *
 * <p>Each name stands for two things: a temporary view over fixed table versions, which the report
 * reads, and SQL text over the bare names of tables and views, which the report shows. The text is
 * complete: pasted into {@code lookout-trail sql}, it runs by itself.
 */
public final class QueryContext implements AutoCloseable {
  private static final Pattern NAME = Pattern.compile("\\{([a-z_]+)\\}");

  /** Keeps these views apart from the session's other views, which have bare names. */
  private static final String VIEW_PREFIX = "lookout_report_";

  private final Supplier<SparkSession> spark;
  private final Set<String> views = new TreeSet<>();

  /** The names of the views whose rows are cached and few. */
  private final Set<String> small = new HashSet<>();

  /** The queries that define relations, by name; each comes after those that it reads. */
  private final Map<String, String> definitions = new LinkedHashMap<>();

  private final List<Dataset<Row>> cached = new ArrayList<>();

  public QueryContext(SparkSession spark) {
    this.spark = () -> spark;
  }

  /** Starts no session before the first query. */
  public QueryContext(TableStore store) {
    this.spark = store::spark;
  }

  /** Binds the bare name of a table or view. */
  public void table(String name, Dataset<Row> rows) {
    rows.createOrReplaceTempView(VIEW_PREFIX + name);
    views.add(name);
  }

  /** Binds a name to rows that are cached. */
  public void table(String name, CachedRows rows) {
    table(name, rows.rows());
    if (rows.isSmall()) {
      small.add(name);
    }
  }

  /** Binds a name to a query over names that are bound already, and computes its rows now. */
  public void define(String name, String query) {
    define(
        name, query, withSettings(query, () -> cache("Report: compute " + name, dataset(query))));
  }

  /** Defines a name by a query for {@link #text}, without rows on Spark. */
  void describe(String name, String query) {
    definitions.put(name, query);
  }

  /**
   * Binds a name to a query, and to rows that are computed already.
   *
   * @param rows equal to what the query returns
   */
  public void define(String name, String query, CachedRows rows) {
    describe(name, query);
    table(name, rows);
  }

  /**
   * Computes rows now, in one Spark job, and caches them until this context closes.
   *
   * @param description of the job in Spark's UI
   */
  public CachedRows cache(String description, Dataset<Row> rows) {
    cached.add(rows);
    return withDescription(description, () -> CachedRows.of(rows));
  }

  /** Caches rows from their first use until this context closes. */
  Dataset<Row> cacheLater(Dataset<Row> rows) {
    cached.add(rows);
    return rows.persist(StorageLevel.MEMORY_AND_DISK());
  }

  /** Runs an action with the settings for small data where every relation of the query is small. */
  <T> T withSettings(String query, Supplier<T> action) {
    return CachedRows.withSettings(spark.get(), small.containsAll(names(query)), action);
  }

  /** Runs an action; its Spark jobs have this description in Spark's UI. */
  <T> T withDescription(String description, Supplier<T> action) {
    SparkContext context = spark.get().sparkContext();
    context.setJobDescription(description);
    try {
      return action.get();
    } finally {
      context.setJobDescription(null);
    }
  }

  /** Returns the rows of a query, not yet computed. */
  public Dataset<Row> dataset(String query) {
    return spark.get().sql(NAME.matcher(query).replaceAll(VIEW_PREFIX + "$1"));
  }

  /** Returns the query as a reader can run it: over the bare names of tables and views alone. */
  String text(String query) {
    Set<String> needed = new HashSet<>(names(query));
    List<String> queries = new ArrayList<>();
    List<String> newestFirst = new ArrayList<>(definitions.keySet());
    Collections.reverse(newestFirst);
    for (String name : newestFirst) {
      String definition = definitions.get(name);
      if (definition != null && needed.contains(name)) {
        needed.addAll(names(definition));
        queries.add(0, name + " AS (\n" + bare(definition) + ")");
      }
    }
    String body = bare(query);
    if (queries.isEmpty()) {
      return body;
    }
    return "WITH " + String.join(",\n", queries) + followedBy(body);
  }

  private static String followedBy(String body) {
    return body.startsWith("WITH ") ? ",\n" + body.substring("WITH ".length()) : "\n" + body;
  }

  private static String bare(String query) {
    return NAME.matcher(query).replaceAll("$1");
  }

  private static List<String> names(String query) {
    return NAME.matcher(query).results().map(found -> found.group(1)).toList();
  }

  @Override
  public void close() {
    views.forEach(name -> spark.get().catalog().dropTempView(VIEW_PREFIX + name));
    cached.forEach(rows -> rows.unpersist(false));
  }
}
