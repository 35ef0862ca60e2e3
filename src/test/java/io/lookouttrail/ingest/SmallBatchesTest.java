package io.lookouttrail.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.lookouttrail.archive.LogFile;
import io.lookouttrail.ingest.rows.PendingFile;
import io.lookouttrail.tables.SparkAccess;
import io.lookouttrail.tables.TableStore;
import io.lookouttrail.tables.lock.WriterLock;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which batches this process reads. */
class SmallBatchesTest {
  private static final long LARGE = 41L << 20;

  private static final WriterLock EXCLUSIVE =
      new WriterLock() {
        @Override
        public void check() {}

        @Override
        public void close() {}
      };

  @TempDir Path folder;

  private boolean isReadHere(String master, List<PendingFile> files, String... setting) {
    Configuration hadoop = new Configuration(false);
    hadoop.set("spark.master", master);
    if (setting.length > 0) {
      hadoop.set(SmallBatches.MAX_BYTES_OPTION, setting[0]);
    }
    SparkAccess settings =
        new SparkAccess() {
          @Override
          public SparkSession session() {
            throw new UnsupportedOperationException();
          }

          @Override
          public Configuration hadoop() {
            return hadoop;
          }

          @Override
          public void describe(String sentence) {}
        };
    return SmallBatches.areReadHere(
        new TableStore(settings, folder.resolve("tables").toString()), EXCLUSIVE, files);
  }

  private static PendingFile file(long bytes, Optional<LocalDate> ledgerDate) {
    Instant time = Instant.parse("2025-09-03T10:05:00Z");
    LogFile file =
        new LogFile("file:///a.json.gz", "/a.json.gz", bytes, time, null, "us-east-1", time);
    return new PendingFile(file, new TreeSet<>(), ledgerDate, false);
  }

  @Test
  void areLargeWhereNoExecutorsCouldReadThem() {
    List<PendingFile> large = List.of(file(LARGE, Optional.empty()));
    List<PendingFile> many = Collections.nCopies(10_001, file(1, Optional.empty()));
    for (List<PendingFile> batch : List.of(large, many)) {
      assertThat(isReadHere("local[*]", batch)).isTrue();
      assertThat(isReadHere("yarn", batch)).isFalse();
      assertThat(isReadHere("local-cluster[2,1,1024]", batch)).isFalse();
    }
    assertThat(isReadHere("yarn", List.of(file(LARGE - (1 << 20), Optional.empty())))).isTrue();
  }

  @Test
  void areOnlyOfTheSizeThatIsSet() {
    assertThat(isReadHere("local[*]", List.of(file(11, Optional.empty())), "10")).isFalse();
    assertThat(isReadHere("yarn", List.of(file(LARGE, Optional.empty())), "" + LARGE)).isTrue();
  }

  @Test
  void areOfNewFiles() {
    List<PendingFile> known = List.of(file(1, Optional.of(LocalDate.parse("2025-09-03"))));
    assertThat(isReadHere("local[*]", known)).isFalse();
  }

  @ParameterizedTest
  @CsvSource({"local, 1", "local[3], 3", "'local[2,4]', 2", "local[0], 1"})
  void areReadInAsManyThreadsAsSparkWouldHave(String master, int threads) {
    Configuration hadoop = new Configuration(false);
    hadoop.set("spark.master", master);
    assertThat(SparkMaster.of(hadoop).threads()).isEqualTo(threads);
  }

  @ParameterizedTest
  @CsvSource({"local[*]", "'local[*,4]'", "yarn", "''"})
  void areReadInAThreadForEachProcessorOtherwise(String master) {
    Configuration hadoop = new Configuration(false);
    hadoop.set("spark.master", master);
    assertThat(SparkMaster.of(hadoop).threads())
        .isEqualTo(Runtime.getRuntime().availableProcessors());
  }
}
