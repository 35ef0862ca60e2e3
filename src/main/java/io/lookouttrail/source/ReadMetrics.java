package io.lookouttrail.source;

import org.apache.spark.sql.connector.metric.CustomMetric;
import org.apache.spark.sql.connector.metric.CustomSumMetric;
import org.apache.spark.sql.connector.metric.CustomTaskMetric;

/** Counters of one task's reader; Spark's UI shows the sums over all tasks at the scan's node. */
final class ReadMetrics {
  private static final String FILES = "logFiles";
  private static final String BYTES = "logBytes";
  private static final String RECORDS = "logRecords";
  private static final String TAKEN = "takenRecords";
  private static final String PROBLEMS = "logProblems";

  private long files;
  private long bytes;
  private long records;
  private long taken;
  private long problems;

  private record Value(String name, long value) implements CustomTaskMetric {}

  static CustomMetric[] all() {
    return new CustomMetric[] {
      new Files(), new Bytes(), new Records(), new Taken(), new Problems()
    };
  }

  void fileRead(long storedBytes, long recordsSeen) {
    files++;
    bytes += storedBytes;
    records += recordsSeen;
  }

  void recordReturned() {
    taken++;
  }

  void problemFound() {
    problems++;
  }

  CustomTaskMetric[] values() {
    return new CustomTaskMetric[] {
      new Value(FILES, files),
      new Value(BYTES, bytes),
      new Value(RECORDS, records),
      new Value(TAKEN, taken),
      new Value(PROBLEMS, problems)
    };
  }

  /** Sum of a counter over all tasks; Spark creates each subclass by its name. */
  abstract static class Sum extends CustomSumMetric {
    private final String name;
    private final String description;

    Sum(String name, String description) {
      this.name = name;
      this.description = description;
    }

    @Override
    public String name() {
      return name;
    }

    @Override
    public String description() {
      return description;
    }
  }

  /** Files read to their end. */
  public static final class Files extends Sum {
    /** Called by Spark. */
    public Files() {
      super(FILES, "log files read");
    }
  }

  /** Stored size of these files. */
  public static final class Bytes extends Sum {
    /** Called by Spark. */
    public Bytes() {
      super(BYTES, "stored bytes of log files read");
    }
  }

  /** Records in these files. */
  public static final class Records extends Sum {
    /** Called by Spark. */
    public Records() {
      super(RECORDS, "records in log files read");
    }
  }

  /** Records that are rows of the result. */
  public static final class Taken extends Sum {
    /** Called by Spark. */
    public Taken() {
      super(TAKEN, "records parsed and returned as rows");
    }
  }

  /** Files and records that could not be read. */
  public static final class Problems extends Sum {
    /** Called by Spark. */
    public Problems() {
      super(PROBLEMS, "files and records that could not be read");
    }
  }
}
