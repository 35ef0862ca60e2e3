package io.lookouttrail.cli.sql;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** Answers read-only statements over the tables of one folder. */
public record SqlExecutor(SparkSession spark, SqlTables tables) {

  /**
   * The rows of a statement, not yet computed.
   *
   * @throws io.lookouttrail.run.UserError with the position, where the statement is wrong or does
   *     more than read
   */
  public Dataset<Row> ask(String statement) {
    return SqlErrors.during(
        () -> {
          ReadOnlySql.require(statement);
          tables.prepare(statement);
          return spark.sql(statement);
        });
  }
}
