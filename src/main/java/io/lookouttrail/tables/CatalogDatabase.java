package io.lookouttrail.tables;

import io.lookouttrail.run.UserError;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * A database of the session's catalog in which the tables and views stand by name, for engines that
 * ask a catalog and not a folder: Hive's metastore, the Glue Data Catalog.
 *
 * <p>A table's entry is its name and location; dropping it leaves the table where it lies.
 */
public final class CatalogDatabase {
  private static final String NAME = "[a-z0-9_]{1,128}";

  private final TableStore store;
  private final SparkSession spark;
  private final String name;

  private CatalogDatabase(TableStore store, String name) {
    this.store = store;
    this.spark = store.spark();
    this.name = name;
  }

  /** An entry as the catalog tells it; a view has no location. */
  private record Entry(Optional<Path> location, String provider) {}

  /**
   * A database in which a store's tables can be registered; it need not exist yet.
   *
   * @throws UserError where the name is none that every catalog takes, or where an entry of one of
   *     the tables' names is of something else
   */
  public static CatalogDatabase of(TableStore store, String name) {
    if (!name.matches(NAME)) {
      throw UserError.usage(
          "register the tables in the database '" + name + "'",
          "that is no name for one",
          "Use small letters, digits and underscores: Hive, Glue and Athena all take these.");
    }
    CatalogDatabase database = new CatalogDatabase(store, name);
    database.check();
    return database;
  }

  /** Makes the database, the entries of its tables and the views; what is there stays. */
  public void register() {
    check();
    spark.sparkContext().setJobDescription("Register the tables in the database " + name);
    spark.sql("CREATE DATABASE IF NOT EXISTS " + quoted(name));
    for (TableSpec table : AllTables.SPECS) {
      if (store.exists(table)) {
        spark.sql(
            "CREATE TABLE IF NOT EXISTS %s USING delta LOCATION '%s'"
                .formatted(in(table.name()), escaped(store.path(table.name()))));
      }
    }
    for (Views.View view : Views.over(this::in)) {
      spark.sql("CREATE OR REPLACE VIEW " + in(view.name()) + " AS " + view.sql());
    }
  }

  /** Whether every entry that is there already is the one that would be made. */
  private void check() {
    if (!spark.catalog().databaseExists(name)) {
      return;
    }
    for (TableSpec table : AllTables.SPECS) {
      entry(table.name()).ifPresent(entry -> check(table.name(), entry));
    }
    for (Views.View view : Views.all()) {
      if (entry(view.name()).flatMap(Entry::location).isPresent()) {
        throw taken(view.name(), "an entry of that name is a table, not the view");
      }
    }
  }

  private void check(String table, Entry entry) {
    if (!entry.provider.equals("delta") || entry.location.isEmpty()) {
      throw taken(table, "an entry of that name is no Delta table");
    }
    Path location = entry.location.get();
    if (!addressed(location).equals(addressed(new Path(store.path(table))))) {
      throw taken(
          table,
          "it stands there with the location "
              + location
              + ", and these tables lie at "
              + store.path(table));
    }
  }

  private UserError taken(String entry, String why) {
    return UserError.cannot(
        "register %s in the database %s".formatted(entry, name),
        why,
        ("Name another --database, or, if the tables have moved, run 'DROP TABLE %s.%s' for each of"
                + " them, which leaves their files, and then this again.")
            .formatted(name, entry));
  }

  /** The same for both addresses of an object on S3, and for both of a local file. */
  private static URI addressed(Path path) {
    URI uri = path.toUri();
    String scheme = Optional.ofNullable(uri.getScheme()).orElse("file");
    return URI.create(
            scheme.toLowerCase(Locale.ROOT).replaceFirst("^s3[an]$", "s3")
                + "://"
                + Optional.ofNullable(uri.getAuthority()).orElse("")
                + uri.getRawPath())
        .normalize();
  }

  /** By SHOW TABLE EXTENDED, which does not open the table: it may lie there no more. */
  private Optional<Entry> entry(String table) {
    List<Row> rows =
        spark
            .sql("SHOW TABLE EXTENDED IN " + quoted(name) + " LIKE '" + table + "'")
            .where("NOT isTemporary")
            .select("information")
            .collectAsList();
    return rows.stream().map(row -> entryOf(row.getString(0))).findFirst();
  }

  private static Entry entryOf(String information) {
    return new Entry(
        line(information, "Location").map(Path::new),
        line(information, "Provider").orElse("").toLowerCase(Locale.ROOT));
  }

  private static Optional<String> line(String information, String label) {
    return information
        .lines()
        .filter(line -> line.startsWith(label + ": "))
        .map(line -> line.substring(label.length() + 2).strip())
        .findFirst();
  }

  private String in(String entry) {
    return quoted(name) + "." + quoted(entry);
  }

  private static String quoted(String identifier) {
    return "`" + identifier + "`";
  }

  private static String escaped(String text) {
    return text.replace("\\", "\\\\").replace("'", "\\'");
  }
}
