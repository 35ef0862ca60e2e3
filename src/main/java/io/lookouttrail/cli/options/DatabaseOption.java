package io.lookouttrail.cli.options;

import io.lookouttrail.cli.session.SparkSessions;
import io.lookouttrail.run.UserError;
import io.lookouttrail.tables.CatalogDatabase;
import io.lookouttrail.tables.TableStore;
import java.util.Optional;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** In which database of the catalog the tables are to stand. */
public final class DatabaseOption {
  @Option(
      names = "--database",
      paramLabel = "NAME",
      description =
          "Also register tables and views in this database of the session's catalog, Hive's or"
              + " Glue's; it is made where it is not there.",
      order = 31)
  @Nullable String name;

  /** Opens the session, with a catalog that lasts where one is asked for. */
  public SparkSessions.Session open(String job) {
    return name == null ? SparkSessions.open(job) : SparkSessions.openWithCatalog(job);
  }

  /**
   * The database that was asked for; a mistake in it must not cost an ingest.
   *
   * @throws UserError where nothing can be registered there
   */
  public Optional<CatalogDatabase> database(TableStore store) {
    if (name == null) {
      return Optional.empty();
    }
    requireLasting(store.spark(), name);
    return Optional.of(CatalogDatabase.of(store, name));
  }

  private static void requireLasting(SparkSession spark, String name) {
    if (!spark.conf().get(SparkSessions.CATALOG_KIND, "in-memory").equals("hive")) {
      throw UserError.cannot(
          "register the tables in the database " + name,
          "this session's catalog is kept in memory and ends with it",
          "Give --conf " + SparkSessions.CATALOG_KIND + "=hive, or leave --database out.");
    }
  }
}
