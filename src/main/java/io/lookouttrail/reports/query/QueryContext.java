package io.lookouttrail.reports.query;

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
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.storage.StorageLevel;

/**
 * What a report's queries read, by names in braces, such as <code>{seen}</code>.
 *
 * <p>A name is bound twice: to a view of fixed table versions while the report is made, and to text
 * for whoever pastes the query into {@code lookout-trail sql}. So the query that is shown is the
 * one that was run.
 */
public final class QueryContext implements AutoCloseable {
  private static final Pattern NAME = Pattern.compile("\\{([a-z_]+)\\}");

  /** Keeps the session's other views, which have bare names, as they are. */
  private static final String VIEW_PREFIX = "lookout_report_";

  private final SparkSession spark;
  private final Set<String> views = new TreeSet<>();

  /** Those of them whose rows are few. */
  private final Set<String> few = new HashSet<>();

  /** The relations that are queries themselves, each after those that it reads. */
  private final Map<String, String> definitions = new LinkedHashMap<>();

  private final List<Dataset<Row>> kept = new ArrayList<>();

  public QueryContext(SparkSession spark) {
    this.spark = spark;
  }

  /** Binds the bare name of a table or view. */
  public void table(String name, Dataset<Row> rows) {
    rows.createOrReplaceTempView(VIEW_PREFIX + name);
    views.add(name);
  }

  /** As {@link #table(String, Dataset)}, of rows that are there. */
  public void table(String name, CachedRows gathered) {
    table(name, gathered.rows());
    if (gathered.few()) {
      few.add(name);
    }
  }

  /** Binds a name to a query over the names bound before; its rows are computed now, and once. */
  public void define(String name, String query) {
    define(name, query, asking(query, () -> gather("Report: " + name, run(query))));
  }

  /** Binds a name to rows and to the query that gives them. */
  public void define(String name, String query, CachedRows gathered) {
    definitions.put(name, query);
    table(name, gathered);
  }

  /**
   * Computes rows now and keeps them until the report is done.
   *
   * @param purpose a sentence for Spark's own pages
   */
  public CachedRows gather(String purpose, Dataset<Row> rows) {
    kept.add(rows);
    return describing(purpose, () -> CachedRows.of(rows));
  }

  /** Runs with what suits a query, by how many rows it reads. */
  <T> T asking(String query, Supplier<T> question) {
    return CachedRows.asking(spark, few.containsAll(names(query)), question);
  }

  /** Runs under a sentence for Spark's own pages. */
  <T> T describing(String purpose, Supplier<T> action) {
    spark.sparkContext().setJobDescription(purpose);
    try {
      return action.get();
    } finally {
      spark.sparkContext().setJobDescription(null);
    }
  }

  /** The rows of a query, not yet computed. */
  public Dataset<Row> run(String query) {
    return spark.sql(NAME.matcher(query).replaceAll(VIEW_PREFIX + "$1"));
  }

  /** Keeps rows from their first use until the report is done. */
  Dataset<Row> keep(Dataset<Row> rows) {
    kept.add(rows);
    return rows.persist(StorageLevel.MEMORY_AND_DISK());
  }

  /** The query over the tables' and views' bare names alone. */
  public String text(String query) {
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
    views.forEach(name -> spark.catalog().dropTempView(VIEW_PREFIX + name));
    kept.forEach(rows -> rows.unpersist(false));
  }
}
