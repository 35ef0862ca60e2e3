package io.lookouttrail.tables.staging;

import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.mapreduce.Job;
import org.apache.hadoop.mapreduce.TaskAttemptID;
import org.apache.hadoop.mapreduce.task.TaskAttemptContextImpl;
import org.apache.parquet.hadoop.ParquetOutputFormat;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.execution.datasources.OutputWriterFactory;
import org.apache.spark.sql.execution.datasources.parquet.ParquetFileFormat;
import org.apache.spark.sql.execution.datasources.parquet.ParquetWriteSupport;
import org.apache.spark.sql.types.StructType;

/**
 * How tasks write {@link ParquetRowFile}s, as the session writes Parquet. So a task can write
 * several files, each of rows of its own, in one pass, where a plan of Spark's writes one kind of
 * rows.
 */
public final class ParquetRowFileFormat implements Serializable {
  private static final long serialVersionUID = 1L;

  /** As much of a file is held in memory; a task may have several open. */
  private static final int ROW_GROUP_BYTES = 32 << 20;

  private final OutputWriterFactory writers;

  private ParquetRowFileFormat(OutputWriterFactory writers) {
    this.writers = writers;
  }

  /** A format, and what {@link #create} wants in a task. */
  public record Prepared(ParquetRowFileFormat format, Configuration settings) {}

  /** Takes the session's settings; to be called by the driver. */
  public static Prepared prepare(SparkSession spark) {
    try {
      Job job = Job.getInstance(spark.sparkContext().hadoopConfiguration());
      ParquetOutputFormat.setBlockSize(job, ROW_GROUP_BYTES);
      OutputWriterFactory writers =
          new ParquetFileFormat()
              .prepareWrite(
                  spark, job, scala.collection.immutable.Map$.MODULE$.empty(), new StructType());
      return new Prepared(new ParquetRowFileFormat(writers), job.getConfiguration());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Begins a file.
   *
   * @param settings as {@link #prepare} gave them; left as they are
   * @param path a URI where no file is yet
   */
  public ParquetRowFile create(Configuration settings, String path, StructType schema) {
    Configuration own = new Configuration(settings);
    ParquetWriteSupport.setSchema(schema, own);
    return new ParquetRowFile(
        writers.newInstance(path, schema, new TaskAttemptContextImpl(own, new TaskAttemptID())),
        schema);
  }
}
