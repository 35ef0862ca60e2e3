package io.lookouttrail.cli.sql;

import io.lookouttrail.tables.SessionSettings;
import io.lookouttrail.tables.SparkAccess;
import io.lookouttrail.tables.TableStore;
import java.util.concurrent.CompletableFuture;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** Runs read-only statements on the tables of one folder. */
public record SqlExecutor(SparkAccess access, SqlTables tables) {

  /** Does something with the rows of a statement. */
  public interface RowsConsumer {
    void accept(Dataset<Row> rows);
  }

  /**
   * The executor over a folder's tables. The session may begin with the first statement.
   *
   * @param root the folder, as a path or URI
   * @throws io.lookouttrail.run.UserError where the folder has no table
   */
  public static SqlExecutor over(SparkAccess access, String root) {
    return new SqlExecutor(access, SqlTables.under(new TableStore(access, root)));
  }

  /** The session; starts it where it does not run yet. */
  SparkSession spark() {
    return access.session();
  }

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
          tables.prepare(spark(), statement);
          return spark().sql(statement);
        });
  }

  /**
   * Runs the only statement of a process. Small tables are opened without Spark while the session
   * starts, and the query over them is planned for few rows.
   *
   * @throws io.lookouttrail.run.UserError as {@link #query} does
   */
  public void queryOnce(String statement, RowsConsumer consumer) {
    SqlErrors.during(
        () -> {
          boolean small = isQueryByDefault(statement) && openSmallAndStart(statement);
          return SessionSettings.withLocalWorkSettings(
              small,
              spark(),
              () -> {
                consumer.accept(query(statement));
                return small;
              });
        });
  }

  /**
   * Whether the statement is a query with the default settings. Only the session has those with
   * which it will run, and the last word.
   */
  // Spark's parser throws checked exceptions without saying so.
  @SuppressWarnings("CatchingUnchecked")
  private static boolean isQueryByDefault(String statement) {
    try {
      ReadOnlySql.require(statement);
      return true;
    } catch (Exception e) {
      return false;
    }
  }

  private boolean openSmallAndStart(String statement) {
    // If this fails, so does the next call, with the same error.
    CompletableFuture<SparkSession> start =
        CompletableFuture.supplyAsync(this::spark, SqlExecutor::inNewThread);
    boolean small = tables.openSmall(statement);
    return start.handle((session, failure) -> small).join();
  }

  /** The thread has this one's class loader, which knows the jars that spark-submit was given. */
  private static void inNewThread(Runnable work) {
    Thread thread = new Thread(work, "spark-start");
    thread.setDaemon(true);
    thread.start();
  }
}
