package io.lookouttrail.cli.sql;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** Runs read-only statements on the tables of one folder. */
public record SqlExecutor(SparkSession spark, SqlTables tables) {

  /**
   * Returns the rows of a statement; they are computed when they are read.
   *
   * @throws io.lookouttrail.run.UserError with the position, where the statement is wrong or does
   *     more than read
   */
  public Dataset<Row> query(String statement) {
    return SqlErrors.during(
        () -> {
          ReadOnlySql.require(statement);
          tables.prepare(statement);
          return spark.sql(statement);
        });
  }
}
