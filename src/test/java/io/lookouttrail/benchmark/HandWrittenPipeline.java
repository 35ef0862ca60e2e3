package io.lookouttrail.benchmark;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.to_date;
import static org.apache.spark.sql.types.DataTypes.BooleanType;
import static org.apache.spark.sql.types.DataTypes.StringType;
import static org.apache.spark.sql.types.DataTypes.TimestampType;
import static org.apache.spark.sql.types.DataTypes.createArrayType;

import java.nio.file.Path;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;

/**
 * Simple pipeline for comparison: Spark's JSON source with a declared schema, a filter, and an
 * append to a partitioned Delta table. It does not remove duplicates, has no ledger, and fails at a
 * damaged file or loses it.
 */
final class HandWrittenPipeline {
  private static final StructType IDENTITY =
      texts(
              "type",
              "principalId",
              "arn",
              "accountId",
              "accessKeyId",
              "userName",
              "invokedBy",
              "identityProvider")
          .add(
              "sessionContext",
              new StructType()
                  .add(
                      "sessionIssuer", texts("type", "principalId", "arn", "accountId", "userName"))
                  .add("attributes", texts("mfaAuthenticated", "creationDate")));

  private static final StructType RECORD =
      texts(
              "eventVersion",
              "eventSource",
              "eventName",
              "awsRegion",
              "sourceIPAddress",
              "userAgent",
              "errorCode",
              "errorMessage",
              "requestParameters",
              "responseElements",
              "additionalEventData",
              "requestID",
              "eventID",
              "eventType",
              "recipientAccountId",
              "sharedEventID",
              "eventCategory",
              "resources",
              "tlsDetails")
          .add("eventTime", TimestampType)
          .add("readOnly", BooleanType)
          .add("managementEvent", BooleanType)
          .add("userIdentity", IDENTITY);

  /** Schema of a log file, with the fields of the pipeline's table. */
  static final StructType FILE = new StructType().add("Records", createArrayType(RECORD));

  private HandWrittenPipeline() {}

  private static StructType texts(String... names) {
    StructType type = new StructType();
    for (String name : names) {
      type = type.add(name, StringType);
    }
    return type;
  }

  /** Appends an archive's events of Lookout for Vision to a table; returns the seconds. */
  static double run(SparkSession spark, Path archive, Path table) {
    long start = System.nanoTime();
    spark
        .read()
        .schema(FILE)
        .option("multiLine", true)
        .option("recursiveFileLookup", true)
        .option("pathGlobFilter", "*_CloudTrail_*.json.gz")
        .json(archive.toString())
        .select(explode(col("Records")).as("record"))
        .select("record.*")
        .where(col("eventSource").equalTo("lookoutvision.amazonaws.com"))
        .withColumn("event_date", to_date(col("eventTime")))
        .withColumn("action", col("eventName"))
        .repartition(col("event_date"), col("action"))
        .write()
        .format("delta")
        .partitionBy("event_date", "action")
        .mode("append")
        .save(table.toString());
    return (System.nanoTime() - start) / 1e9;
  }
}
