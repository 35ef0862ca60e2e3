package io.lookouttrail.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.lookouttrail.archive.KeyLayout;
import io.lookouttrail.fixtures.EmptyTables;
import io.lookouttrail.fixtures.S3FaultProxy;
import io.lookouttrail.fixtures.S3Server;
import io.lookouttrail.fixtures.TableRows;
import io.lookouttrail.fixtures.TestArchive;
import io.lookouttrail.fixtures.TestIngest;
import io.lookouttrail.fixtures.TestRecord;
import io.lookouttrail.fixtures.TestSpark;
import io.lookouttrail.fixtures.UserIdentities;
import io.lookouttrail.tables.TableStore;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.statistics.IOStatistics;
import org.apache.hadoop.fs.statistics.IOStatisticsSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** S3 requests of an ingest, as S3A counts them. */
class S3RequestsTest {
  private static final String BUCKET = "counted";
  private static final Instant START = Instant.parse("2025-09-03T00:00:00Z");
  private static final int FILES = 40;

  @TempDir Path folder;

  @Test
  void takesOneGetAFileAndNothingElse() throws IOException {
    TableStore store = EmptyTables.at(folder.resolve("tables"));
    try (S3Server server =
        S3Server.start(folder.resolve("server"), TestSpark.session()).bucket(BUCKET)) {
      putFiles(server);
      S3FaultProxy front = server.faultProxy();
      IngestResult result =
          new TestIngest(new TestArchive(folder), store).from("s3a://" + BUCKET).run();

      assertThat(result.filesRead()).isEqualTo(FILES);
      assertThat(new TableRows(store).of("SELECT count(*) FROM events"))
          .containsExactly("" + FILES);
      FileSystem s3 =
          FileSystem.get(
              URI.create("s3a://" + BUCKET),
              TestSpark.session().sparkContext().hadoopConfiguration());
      Map<String, Long> counted = counted(s3);
      assertThat(counted.get("action_http_get_request")).isEqualTo(FILES);
      assertThat(counted.get("stream_read_opened")).isEqualTo(FILES);
      assertThat(counted.get("action_http_head_request")).isZero();
      assertThat(counted.get("stream_read_seek_operations")).isZero();
      assertThat(counted.get("stream_aborted")).isZero();
      assertThat(front.requests())
          .filteredOn(request -> request.query().contains("list-type=2"))
          .hasSize((int) result.listRequests());
    }
  }

  private static Map<String, Long> counted(FileSystem s3) {
    IOStatistics statistics = IOStatisticsSupport.retrieveIOStatistics(s3);
    assertThat(statistics).isNotNull();
    return statistics.counters();
  }

  private static void putFiles(S3Server server) {
    for (int i = 0; i < FILES; i++) {
      Instant delivered = START.plus(Duration.ofMinutes(45L * i));
      String key =
          KeyLayout.atTopOfBucket().logKey(UserIdentities.ACCOUNT, "us-east-1", delivered, "f" + i);
      String body = TestArchive.body(TestRecord.anEvent().id("e-" + i));
      server.put(BUCKET, key, TestArchive.gzip(body), Map.of());
    }
  }
}
