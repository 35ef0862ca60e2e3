package io.lookouttrail.tables;

import static org.apache.spark.sql.types.DataTypes.BooleanType;
import static org.apache.spark.sql.types.DataTypes.DoubleType;
import static org.apache.spark.sql.types.DataTypes.IntegerType;
import static org.apache.spark.sql.types.DataTypes.LongType;
import static org.apache.spark.sql.types.DataTypes.StringType;
import static org.apache.spark.sql.types.DataTypes.TimestampType;

import java.util.List;
import org.apache.spark.sql.types.StructType;

/** When each model ran, a row per run and month: a run is cut at the ends of months (UTC). */
public final class ModelRunsTable {
  private ModelRunsTable() {}

  public static final TableSpec SPEC =
      new TableSpec(
          "model_runs",
          new StructType()
              .add("month", StringType, false)
              .add("event_source", StringType)
              .add("run_key", StringType)
              .add("account_id", StringType)
              .add("region", StringType)
              .add("project_name", StringType)
              .add("model_version", StringType)
              .add("run_started_at", TimestampType)
              .add("run_stopped_at", TimestampType)
              .add("open", BooleanType)
              .add("started_at", TimestampType)
              .add("stopped_at", TimestampType)
              .add("stopped_by", StringType)
              .add("started_by", StringType)
              .add("hours", DoubleType)
              .add("units_low", IntegerType)
              .add("units_high", IntegerType)
              .add("inference_hours_low", DoubleType)
              .add("inference_hours_high", DoubleType)
              .add("detections", LongType)
              .add("notes", StringType),
          List.of("month"),
          List.of("account_id", "region", "project_name", "model_version", "started_at"));
}
