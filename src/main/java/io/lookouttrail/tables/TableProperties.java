package io.lookouttrail.tables;

import io.lookouttrail.run.UserError;
import io.lookouttrail.tables.direct.TableVersion;
import java.util.Map;
import java.util.Optional;

/** The properties of the product's tables, and the check that a table has them. */
public final class TableProperties {
  /** The property with the number of the layout. */
  public static final String LAYOUT_PROPERTY = "lookouttrail.schema";

  /** The number of the layout that this version of the product writes. */
  public static final int LAYOUT = 1;

  private static final String RETENTION = "interval 400 days";

  private TableProperties() {}

  /** The properties of a new table. */
  static Map<String, String> of(TableSpec table) {
    return Map.of(
        LAYOUT_PROPERTY,
        Integer.toString(LAYOUT),
        "delta.enableDeletionVectors",
        "false",
        "delta.logRetentionDuration",
        RETENTION,
        "delta.deletedFileRetentionDuration",
        RETENTION,
        "delta.dataSkippingStatsColumns",
        String.join(",", table.statisticsOn()));
  }

  /**
   * Checks that the product wrote a table, and no newer version of it.
   *
   * @param uri the table's folder
   * @throws UserError where it did not
   */
  static void check(String uri, TableVersion version) {
    Optional<String> layout = version.property(LAYOUT_PROPERTY);
    if (layout.isEmpty()) {
      throw notOurs(uri);
    }
    if (Integer.parseInt(layout.get()) > LAYOUT) {
      throw UserError.cannot(
          "use the table " + uri,
          "its layout has the number %s, and this version supports up to %d"
              .formatted(layout.get(), LAYOUT),
          "Use the newer version of Lookout Trail that wrote it.");
    }
  }

  /** The error where a folder has a table, or files, of another program. */
  static UserError notOurs(String uri) {
    return UserError.cannot(
        "use the table " + uri,
        "it was not written by Lookout Trail",
        "Point --tables at an empty folder or at one that 'lookout-trail ingest' has written.");
  }
}
