package io.lookouttrail.tables;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.spark.sql.delta.DeltaLog;
import org.apache.spark.sql.delta.DeltaOperations;
import org.apache.spark.sql.delta.OptimisticTransaction;
import org.apache.spark.sql.delta.actions.Action;
import org.apache.spark.sql.delta.actions.Metadata;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import scala.Option;
import scala.collection.immutable.List$;

/**
 * Adds the columns and comments that a table of an earlier version of the product lacks.
 *
 * <p>The change is one commit of metadata and rewrites no row. Delta's SQL needs a commit for each
 * comment; therefore this uses Delta's transaction.
 */
final class SchemaUpdate {
  private SchemaUpdate() {}

  /** Whether a table lacks columns or comments. */
  static boolean isNeeded(StructType stored, TableSpec table) {
    return !updated(stored, table.schema()).equals(stored);
  }

  /** Updates a table's schema; commits nothing where it is up to date. */
  static void apply(DeltaLog log, TableSpec table) {
    OptimisticTransaction transaction = log.startTransaction(Option.empty(), Option.empty());
    Metadata stored = transaction.metadata();
    StructType updated = updated(stored.schema(), table.schema());
    if (updated.equals(stored.schema())) {
      return;
    }
    transaction.updateMetadata(
        new Metadata(
            stored.id(),
            stored.name(),
            stored.description(),
            stored.format(),
            updated.json(),
            stored.partitionColumns(),
            stored.configuration(),
            stored.createdTime()),
        false);
    transaction.commit(
        List$.MODULE$.<Action>empty(), new DeltaOperations.UpdateSchema(stored.schema(), updated));
  }

  /** The stored columns with the declared comments, then the declared columns that are missing. */
  private static StructType updated(StructType stored, StructType declared) {
    Map<String, StructField> missing = new LinkedHashMap<>();
    for (StructField field : declared.fields()) {
      missing.put(field.name(), field);
    }
    StructField[] commented =
        Arrays.stream(stored.fields())
            .map(
                field -> {
                  StructField declaration = missing.remove(field.name());
                  return declaration == null ? field : withCommentOf(declaration, field);
                })
            .toArray(StructField[]::new);
    StructType updated = new StructType(commented);
    for (StructField field : missing.values()) {
      // Rows that are stored already have no value.
      updated = updated.add(field.name(), field.dataType(), true, field.metadata());
    }
    return updated;
  }

  private static StructField withCommentOf(StructField declaration, StructField field) {
    Option<String> comment = declaration.getComment();
    return comment.isEmpty() ? field : field.withComment(comment.get());
  }
}
