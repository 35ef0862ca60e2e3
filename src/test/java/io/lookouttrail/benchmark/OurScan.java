package io.lookouttrail.benchmark;

import io.lookouttrail.archive.LogFile;
import io.lookouttrail.scan.FileSummary;
import io.lookouttrail.scan.LogFileReader;
import io.lookouttrail.scan.LogFileScan;
import io.lookouttrail.scan.ScanEntry;
import io.lookouttrail.scan.ScanOptions;
import io.lookouttrail.scan.body.NativeInflate;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;

/** Worker that reads log files as the product's tasks do, with parsed records. */
final class OurScan implements InTwoThreads.Worker {
  private final LogFileReader reader;

  /**
   * @param hash whether to take the SHA-256 of the files
   * @param nativeInflate whether to inflate with the system's library, where there is one
   */
  OurScan(boolean hash, boolean nativeInflate) {
    ScanOptions options =
        new ScanOptions(
            Set.of(ScanOptions.LOOKOUT_FOR_VISION), ScanOptions.DEFAULT_MAX_FILE_BYTES, hash);
    Configuration settings = new Configuration(false);
    settings.setBoolean(NativeInflate.SETTING, nativeInflate);
    reader = new LogFileReader(settings, options);
  }

  @Override
  public ScanCounts read(LogFile log) {
    long found = 0;
    try (LogFileScan scan = reader.open(log)) {
      while (scan.advance()) {
        if (!(scan.current() instanceof ScanEntry.RecordEntry)) {
          throw new IllegalStateException(log.path() + ": " + scan.current());
        }
        found++;
      }
      FileSummary summary = scan.summary();
      return new ScanCounts(summary.inflatedBytes(), summary.records(), found);
    }
  }

  @Override
  public void close() {
    reader.close();
  }
}
