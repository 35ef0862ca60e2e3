package io.lookouttrail.reports.query;

import io.lookouttrail.reports.memory.ResultRow;
import io.lookouttrail.reports.memory.ResultRows;
import io.lookouttrail.reports.model.Column;
import io.lookouttrail.reports.model.Value;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.DecimalType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/** Maps the columns and cells of a Spark result to those of the report's model. */
public final class ModelCells {
  private static final int DECIMALS = 2;

  /** Columns whose text is a name even where it looks like a number. */
  private static final Set<String> IDENTIFIERS =
      Set.of("account_id", "caller_account_id", "event_id", "access_key_id", "model_version");

  /** Headings that differ from the column's name in words. */
  private static final Map<String, String> LABELS =
      Map.ofEntries(
          Map.entry("account_id", "Account"),
          Map.entry("caller_account_id", "Caller's account"),
          Map.entry("role_arn", "Role"),
          Map.entry("principal_arn", "Principal"),
          Map.entry("iam_last_used", "Last used, by IAM"),
          Map.entry("resource_arn", "Resource"),
          Map.entry("event_id", "Event"),
          Map.entry("event_time", "Time"),
          Map.entry("source_ip", "Source address"),
          Map.entry("source_file", "Log file"),
          Map.entry("record_index", "Record"),
          Map.entry("project_name", "Project"),
          Map.entry("invoked_by", "Invoked by"),
          Map.entry("calls_before", "Calls the month before"),
          Map.entry("calls_without_mfa", "Calls without MFA"),
          Map.entry("calls_with_mfa", "Calls with MFA"),
          Map.entry("mfa_decided_elsewhere", "MFA decided elsewhere"),
          Map.entry("sql", "SQL"));

  private ModelCells() {}

  static List<Column> columns(StructType schema) {
    return Arrays.stream(schema.fields()).map(ModelCells::column).toList();
  }

  private static Column column(StructField field) {
    return new Column(field.name(), label(field.name()), type(field.name(), field.dataType()));
  }

  /** Returns the columns of a result that was computed in memory. */
  static List<Column> columns(ResultRows result) {
    return result.columns().stream()
        .map(
            column ->
                new Column(column.name(), label(column.name()), type(column.name(), column.type())))
        .toList();
  }

  private static Column.Type type(String name, Column.Type type) {
    return type == Column.Type.TEXT && IDENTIFIERS.contains(name) ? Column.Type.IDENTIFIER : type;
  }

  /** Returns the heading of a column: its name in words, the first one capitalized. */
  public static String label(String name) {
    String words = name.replace('_', ' ');
    return LABELS.getOrDefault(
        name, words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1));
  }

  private static Column.Type type(String name, DataType type) {
    if (type.equals(DataTypes.StringType)) {
      return IDENTIFIERS.contains(name) ? Column.Type.IDENTIFIER : Column.Type.TEXT;
    }
    if (type.equals(DataTypes.LongType) || type.equals(DataTypes.IntegerType)) {
      return Column.Type.WHOLE;
    }
    if (type.equals(DataTypes.DoubleType) || type instanceof DecimalType) {
      return Column.Type.DECIMAL;
    }
    if (type.equals(DataTypes.TimestampType)) {
      return Column.Type.MOMENT;
    }
    if (type.equals(DataTypes.DateType)) {
      return Column.Type.DAY;
    }
    if (type.equals(DataTypes.BooleanType)) {
      return Column.Type.FLAG;
    }
    throw new IllegalArgumentException("no report cell for the type " + type.sql());
  }

  static List<List<Value>> values(List<Row> rows, List<Column> columns) {
    return rows.stream().map(row -> values(row, columns)).toList();
  }

  static List<Value> values(Row row, List<Column> columns) {
    return IntStream.range(0, columns.size())
        .mapToObj(i -> row.isNullAt(i) ? Value.NOTHING : value(row.get(i), columns.get(i).type()))
        .toList();
  }

  static List<Value> values(ResultRow row, List<Column> columns) {
    List<Value> values = new ArrayList<>(columns.size());
    for (int i = 0; i < columns.size(); i++) {
      Object cell = row.cells().get(i);
      values.add(cell == null ? Value.NOTHING : value(cell, columns.get(i).type()));
    }
    return values;
  }

  private static Value value(Object cell, Column.Type type) {
    return switch (type) {
      case TEXT -> Value.text((String) cell);
      case IDENTIFIER -> Value.identifier((String) cell);
      case WHOLE -> Value.whole(((Number) cell).longValue());
      case DECIMAL -> Value.decimal(decimal(cell));
      case MOMENT -> Value.moment((Instant) cell);
      case DAY -> Value.day((LocalDate) cell);
      case FLAG -> Value.flag((Boolean) cell);
    };
  }

  private static BigDecimal decimal(Object cell) {
    BigDecimal number =
        cell instanceof BigDecimal exact ? exact : BigDecimal.valueOf((Double) cell);
    return number.setScale(DECIMALS, RoundingMode.HALF_UP);
  }
}
