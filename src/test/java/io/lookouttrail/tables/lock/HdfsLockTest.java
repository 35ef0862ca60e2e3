package io.lookouttrail.tables.lock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lookouttrail.run.UserError;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.DelegateToFileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The lease and the commits on {@code hdfs://}, of which a local folder takes the place. */
class HdfsLockTest {
  @TempDir java.nio.file.Path folder;

  @Test
  void admitsOneWriterWithoutAWarning() {
    try (WriterLock held = acquire()) {
      assertThat(held.limit()).isEmpty();
      held.check();
      assertThatThrownBy(this::acquire)
          .isInstanceOf(UserError.class)
          .hasMessageContaining("another run is writing to them: a run, lease until ");
    }
    acquire().close();
  }

  @Test
  void commitsNothingAfterACommitOfAnotherRun() throws IOException {
    Files.createDirectories(folder.resolve("t/events/_delta_log"));
    try (WriterLock lock = acquire()) {
      commit(0);
      assertThatThrownBy(() -> commit(2))
          .isInstanceOf(UserError.class)
          .hasMessageContaining("(another run has written version 1 of events)");
      assertThatThrownBy(lock::check).isInstanceOf(UserError.class);
    }
    assertThat(folder.resolve("t/events/_delta_log").toFile().list())
        .containsExactly("00000000000000000000.json");
    assertThatThrownBy(() -> commit(0)).isInstanceOf(FileAlreadyExistsException.class);
  }

  @Test
  void losesTheLeaseWhereItSeesACommitOfAnotherRun() {
    Path tables = new Path(root());
    try (WriterLock lock = acquire()) {
      CommitGuard.seen(tables, "events", 3);
      CommitGuard.seen(tables, "events", 3);
      lock.check();
      assertThatThrownBy(() -> CommitGuard.seen(tables, "events", 4))
          .isInstanceOf(UserError.class)
          .hasMessageContaining("(another run has written version 4 of events)");
      assertThatThrownBy(lock::check).isInstanceOf(UserError.class);
    }
  }

  @Test
  void commitsNothingAfterItsTerm() throws Exception {
    Files.createDirectories(folder.resolve("t"));
    Configuration impatient = hadoop();
    impatient.setInt(TablesFolderLock.TERM_OPTION, 1);
    try (WriterLock lock = acquire(impatient)) {
      // Another run's: no renewal of this one succeeds any more.
      Files.writeString(
          folder.resolve("t/_lock"), "other\n2999-01-01T00:00:00Z\nthe other\nPT120S\n");
      Thread.sleep(1_100);
      assertThatThrownBy(() -> commit(0)).isInstanceOf(UserError.class);
      assertThatThrownBy(lock::check).isInstanceOf(UserError.class);
    }
    assertThat(folder.resolve("t/_lock"))
        .hasContent("other\n2999-01-01T00:00:00Z\nthe other\nPT120S");
  }

  @Test
  void warnsWhereDeltaDoesNotAsk() {
    Configuration other = hadoop();
    other.set("spark.delta.logStore.hdfs.impl", "io.delta.storage.HDFSLogStore");
    try (WriterLock lock = acquire(other)) {
      assertThat(lock.limit())
          .hasValue("Delta commits through a log store that does not know the lease");
    }
  }

  private void commit(long version) throws IOException {
    Path file = new Path(root() + "/events/_delta_log", "%020d.json".formatted(version));
    new GuardedHdfsLogStore(hadoop()).write(file, List.of("{}").iterator(), false, hadoop());
  }

  private WriterLock acquire() {
    return acquire(hadoop());
  }

  private WriterLock acquire(Configuration hadoop) {
    return new TablesFolderLock(new Path(root()), hadoop, Clock.systemUTC(), time -> {})
        .acquire("a run", Duration.ZERO);
  }

  private String root() {
    return "hdfs://cluster" + folder + "/t";
  }

  private static Configuration hadoop() {
    Configuration hadoop = new Configuration();
    hadoop.setClass("fs.hdfs.impl", Disk.class, org.apache.hadoop.fs.FileSystem.class);
    hadoop.set("fs.AbstractFileSystem.hdfs.impl", DiskContext.class.getName());
    DeltaLogStores.settings(Map.<String, String>of()::containsKey).forEach(hadoop::set);
    return hadoop;
  }

  /** A local folder under the scheme of HDFS. */
  public static final class Disk extends RawLocalFileSystem {
    @Override
    public URI getUri() {
      return URI.create("hdfs://cluster");
    }

    @Override
    protected int getDefaultPort() {
      return 8020;
    }
  }

  /** The same for Hadoop's other interface to file systems. */
  public static final class DiskContext extends DelegateToFileSystem {
    public DiskContext(URI uri, Configuration hadoop) throws IOException, URISyntaxException {
      super(uri, new Disk(), hadoop, "hdfs", true);
    }
  }
}
