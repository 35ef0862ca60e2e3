package io.lookouttrail.cli.options;

import io.lookouttrail.cli.session.Session;
import io.lookouttrail.cli.session.SparkSessions;
import io.lookouttrail.run.UserError;
import io.lookouttrail.tables.CatalogDatabase;
import io.lookouttrail.tables.TableStore;
import java.util.Optional;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The database of the catalog in which the tables are registered. */
public final class DatabaseOption {
  @Option(
      names = "--database",
      paramLabel = "NAME",
      description =
          "Also register the tables and views in this database of the session's catalog, Hive's or"
              + " Glue's. The database is created if it does not exist.",
      order = 31)
  @Nullable String name;

  /** Opens the session, with a persistent catalog if a database is given. */
  public Session open(String job) {
    return name == null ? SparkSessions.open(job) : SparkSessions.openWithCatalog(job);
  }

  /**
   * The database, checked before the work so that a mistake costs no ingest; empty if none is
   * given.
   *
   * @throws UserError where the session's catalog is not persistent
   */
  public Optional<CatalogDatabase> database(TableStore store) {
    if (name == null) {
      return Optional.empty();
    }
    requirePersistent(store.spark(), name);
    return Optional.of(CatalogDatabase.of(store, name));
  }

  private static void requirePersistent(SparkSession spark, String name) {
    if (!spark.conf().get(SparkSessions.CATALOG_KIND, "in-memory").equals("hive")) {
      throw UserError.cannot(
          "register the tables in the database " + name,
          "this session's catalog is kept in memory and ends with it",
          "Give --conf " + SparkSessions.CATALOG_KIND + "=hive, or leave --database out.");
    }
  }
}
