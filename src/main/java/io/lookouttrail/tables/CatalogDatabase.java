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
 * A database of the session's catalog (Hive metastore, Glue Data Catalog) in which tables and views
 * are registered by name, for engines that find tables through a catalog.
 *
 * <p>A table's entry holds its name and location. Dropping the entry keeps the table's files.
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

  /** An entry of the catalog; a view has no location. */
  private record Entry(Optional<Path> location, String provider) {}

  /**
   * A database in which a store's tables can be registered; need not exist yet.
   *
   * @throws UserError if some catalog does not accept the name, or if the database has another
   *     entry under the name of one of the tables or views
   */
  public static CatalogDatabase of(TableStore store, String name) {
    if (!name.matches(NAME)) {
      throw UserError.usage(
          "register the tables in the database '" + name + "'",
          "the name is not valid",
          "Use lower-case letters, digits and underscores, which Hive, Glue and Athena all accept.");
    }
    CatalogDatabase database = new CatalogDatabase(store, name);
    database.check();
    return database;
  }

  /** Creates the database and its entries where they are missing, and replaces the views. */
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

  /** Validates that each existing entry is the one that {@link #register} would create. */
  private void check() {
    if (!spark.catalog().databaseExists(name)) {
      return;
    }
    for (TableSpec table : AllTables.SPECS) {
      entry(table.name()).ifPresent(entry -> check(table.name(), entry));
    }
    for (Views.View view : Views.all()) {
      if (entry(view.name()).flatMap(Entry::location).isPresent()) {
        throw taken(view.name(), "an entry of that name is a table and not the view");
      }
    }
  }

  private void check(String table, Entry entry) {
    if (!entry.provider.equals("delta") || entry.location.isEmpty()) {
      throw taken(table, "an entry of that name is not a Delta table");
    }
    Path location = entry.location.get();
    if (!normalized(location).equals(normalized(new Path(store.path(table))))) {
      throw taken(
          table,
          "the entry has the location " + location + ", and this table is at " + store.path(table));
    }
  }

  private UserError taken(String entry, String why) {
    return UserError.cannot(
        "register %s in the database %s".formatted(entry, name),
        why,
        ("Give another --database. If the tables have moved, run 'DROP TABLE %s.%s' for each of them,"
                + " which keeps their files, and run this command again.")
            .formatted(name, entry));
  }

  /** A location without the differences between s3, s3a and s3n, or between file forms. */
  private static URI normalized(Path path) {
    URI uri = path.toUri();
    String scheme = Optional.ofNullable(uri.getScheme()).orElse("file");
    return URI.create(
            scheme.toLowerCase(Locale.ROOT).replaceFirst("^s3[an]$", "s3")
                + "://"
                + Optional.ofNullable(uri.getAuthority()).orElse("")
                + uri.getRawPath())
        .normalize();
  }

  /** Reads an entry by SHOW TABLE EXTENDED, which works even if the table's files are gone. */
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
