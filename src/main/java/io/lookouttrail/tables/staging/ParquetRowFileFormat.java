package io.lookouttrail.tables.staging;

import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.util.Locale;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.mapreduce.Job;
import org.apache.hadoop.mapreduce.TaskAttemptContext;
import org.apache.hadoop.mapreduce.TaskAttemptID;
import org.apache.hadoop.mapreduce.task.TaskAttemptContextImpl;
import org.apache.parquet.hadoop.ParquetOutputFormat;
import org.apache.parquet.hadoop.api.WriteSupport;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.execution.datasources.OutputWriter;
import org.apache.spark.sql.execution.datasources.OutputWriterFactory;
import org.apache.spark.sql.execution.datasources.parquet.ParquetFileFormat;
import org.apache.spark.sql.execution.datasources.parquet.ParquetOutputWriter;
import org.apache.spark.sql.execution.datasources.parquet.ParquetWriteSupport;
import org.apache.spark.sql.types.StructType;

/**
 * Creates {@link ParquetRowFile}s in tasks, with the session's settings for Parquet.
 *
 * <p>In one pass, a task can write several files with different schemas; a Spark plan writes rows
 * of one schema.
 */
public final class ParquetRowFileFormat implements Serializable {
  private static final long serialVersionUID = 1L;

  /** The part of a file that is held in memory; small, because a task may have several open. */
  private static final int ROW_GROUP_BYTES = 32 << 20;

  private final OutputWriterFactory writers;

  private ParquetRowFileFormat(OutputWriterFactory writers) {
    this.writers = writers;
  }

  /** A format, and the settings that {@link #create} needs in a task. */
  public record Prepared(ParquetRowFileFormat format, Configuration settings) {}

  /** Reads the session's settings; to be called on the driver. */
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
   * The same format without a session.
   *
   * @param hadoop Hadoop's settings and those of Spark SQL
   */
  public static Prepared prepare(Configuration hadoop) {
    Configuration settings = new Configuration(hadoop);
    settings.setClass(
        ParquetOutputFormat.WRITE_SUPPORT_CLASS, ParquetWriteSupport.class, WriteSupport.class);
    settings.set(ParquetOutputFormat.COMPRESSION, codec(hadoop).toUpperCase(Locale.ROOT));
    settings.setIfUnset("spark.sql.parquet.outputTimestampType", "TIMESTAMP_MICROS");
    settings.setIfUnset("spark.sql.parquet.writeLegacyFormat", "false");
    settings.setIfUnset("spark.sql.parquet.fieldId.write.enabled", "true");
    return new Prepared(new ParquetRowFileFormat(new ParquetWriters()), settings);
  }

  /** The format of staged rows without a session, as {@link #prepare(SparkSession)} gives it. */
  public static Prepared prepareStaging(Configuration hadoop) {
    Prepared prepared = prepare(hadoop);
    prepared.settings().setInt(ParquetOutputFormat.BLOCK_SIZE, ROW_GROUP_BYTES);
    return prepared;
  }

  private static String codec(Configuration hadoop) {
    String codec = hadoop.get("spark.sql.parquet.compression.codec", "zstd");
    return codec.equalsIgnoreCase("none") ? "uncompressed" : codec;
  }

  /** Spark's writer of Parquet. */
  private static final class ParquetWriters extends OutputWriterFactory {
    private static final long serialVersionUID = 1L;

    @Override
    public String getFileExtension(TaskAttemptContext context) {
      return ".parquet";
    }

    @Override
    public OutputWriter newInstance(String path, StructType schema, TaskAttemptContext context) {
      return new ParquetOutputWriter(path, context);
    }
  }

  /** Creates files of one schema, with one copy of the settings; may be used by several threads. */
  public static final class OfSchema {
    private final OutputWriterFactory writers;
    private final StructType schema;
    private final TaskAttemptContext context;

    private OfSchema(OutputWriterFactory writers, Configuration settings, StructType schema) {
      this.writers = writers;
      this.schema = schema;
      Configuration own = new Configuration(settings);
      ParquetWriteSupport.setSchema(schema, own);
      this.context = new TaskAttemptContextImpl(own, new TaskAttemptID());
    }

    /**
     * Opens a new file.
     *
     * @param path a URI at which no file exists
     */
    public ParquetRowFile create(String path) {
      return new ParquetRowFile(writers.newInstance(path, schema, context), schema);
    }
  }

  /**
   * The format for rows of a schema.
   *
   * @param settings from {@link #prepare}; not modified
   */
  public OfSchema of(StructType schema, Configuration settings) {
    return new OfSchema(writers, settings, schema);
  }

  /**
   * Opens a new file.
   *
   * @param settings from {@link #prepare}; not modified
   * @param path a URI at which no file exists
   */
  public ParquetRowFile create(Configuration settings, String path, StructType schema) {
    return of(schema, settings).create(path);
  }
}
