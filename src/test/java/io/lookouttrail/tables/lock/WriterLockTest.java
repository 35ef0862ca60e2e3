package io.lookouttrail.tables.lock;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lookouttrail.run.UserError;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WriterLockTest {
  @TempDir Path folder;
  private final SteppedClock clock = new SteppedClock();

  @Test
  void admitsOneWriterAndThenTheNext() {
    try (WriterLock first = acquire("the first", Duration.ZERO)) {
      first.check();
      assertThatThrownBy(() -> acquire("the second", Duration.ofMinutes(1)))
          .isInstanceOf(UserError.class)
          .hasMessageContaining("another run is writing to them: the first")
          .hasMessageContaining("--lock-wait");
      assertThat(clock.instant()).isAfterOrEqualTo(Instant.EPOCH.plusSeconds(60));
    }
    acquire("the third", Duration.ZERO).close();
  }

  @Test
  void keepsTheFileWhenTheLockIsReleased() {
    acquire("a run", Duration.ZERO).close();
    assertThat(folder.resolve("tables/_lock")).exists();
  }

  @Test
  void takesALeaseOnAFileSystemWithoutLocks() throws Exception {
    FileSystem store = FileSystem.getLocal(new Configuration());
    org.apache.hadoop.fs.Path file = new org.apache.hadoop.fs.Path(folder + "/_lock");
    Optional<WriterLock> first = LeaseLock.tryAcquire(store, file, "the first", clock, clock);
    assertThat(first).isPresent();
    assertThat(LeaseLock.tryAcquire(store, file, "the second", clock, clock)).isEmpty();
    assertThat(LeaseLock.holder(store, file)).startsWith("the first, lease until ");

    first.get().close();
    assertThat(LeaseLock.tryAcquire(store, file, "the second", clock, clock)).isPresent();
  }

  @Test
  void takesALeaseThatHasExpired() throws Exception {
    FileSystem store = FileSystem.getLocal(new Configuration());
    org.apache.hadoop.fs.Path file = new org.apache.hadoop.fs.Path(folder + "/_lock");
    LeaseLock.tryAcquire(store, file, "one that died", clock, clock);
    clock.sleep(LeaseLock.TERM);
    clock.sleep(Duration.ofSeconds(1));
    assertThat(LeaseLock.tryAcquire(store, file, "the next", clock, clock)).isPresent();
  }

  @Test
  void losesALeaseThatAnotherRunOverwrites() throws Exception {
    FileSystem store = FileSystem.getLocal(new Configuration());
    org.apache.hadoop.fs.Path file = new org.apache.hadoop.fs.Path(folder + "/_lock");
    Optional<WriterLock> overtaken =
        LeaseLock.tryAcquire(
            store,
            file,
            "the first",
            clock,
            time -> {
              try (OutputStream out = store.create(file, true)) {
                out.write("another\n2999-01-01T00:00:00Z\nthe second\n".getBytes(UTF_8));
              } catch (java.io.IOException e) {
                throw new java.io.UncheckedIOException(e);
              }
            });
    assertThat(overtaken).isEmpty();
  }

  @Test
  void needsNoLeaseWithTheDynamoDbLogStore() {
    Configuration hadoop = new Configuration(false);
    org.apache.hadoop.fs.Path file = new org.apache.hadoop.fs.Path("s3a://bucket/tables/_lock");
    assertThat(DeltaLogStores.admitsSeveralWriters(hadoop, file)).isFalse();
    hadoop.set("spark.delta.logStore.s3a.impl", "io.delta.storage.S3DynamoDBLogStore");
    assertThat(DeltaLogStores.admitsSeveralWriters(hadoop, file)).isTrue();
    assertThat(DeltaLogStores.NO_LOCK.isExclusive()).isFalse();
  }

  private WriterLock acquire(String holder, Duration wait) {
    return new TablesFolderLock(
            new org.apache.hadoop.fs.Path(folder + "/tables"), new Configuration(), clock, clock)
        .acquire(holder, wait);
  }

  /** A clock that only {@link #sleep} moves. */
  private static final class SteppedClock extends Clock implements WriterLock.Sleeper {
    private Instant now = Instant.EPOCH;

    @Override
    public void sleep(Duration time) {
      now = now.plus(time);
    }

    @Override
    public Instant instant() {
      return now;
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }
}
