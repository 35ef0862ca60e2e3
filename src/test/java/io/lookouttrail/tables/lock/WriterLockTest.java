package io.lookouttrail.tables.lock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lookouttrail.run.UserError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.jspecify.annotations.Nullable;
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
    Optional<LeaseLock> first = lease("the first");
    assertThat(first).isPresent();
    assertThat(lease("the second")).isEmpty();
    assertThat(LeaseLock.holder(file())).startsWith("the first, lease until ");

    first.get().close();
    assertThat(lease("the second")).isPresent();
  }

  @Test
  void takesALeaseThatHasExpired() throws Exception {
    LeaseLock dead = lease("one that stood still").orElseThrow();
    clock.sleep(Lease.TERM);
    assertThatThrownBy(dead::check)
        .isInstanceOf(UserError.class)
        .hasMessageContaining("lost the lease on it (it was not renewed for 122 seconds");
    assertThat(lease("one whose clock is a minute ahead")).isEmpty();
    clock.sleep(LeaseFile.CLOCKS_DIFFER);
    Optional<LeaseLock> next = lease("the next");
    assertThat(next).isPresent();

    dead.renew();
    dead.close();
    next.get().check();
    assertThat(LeaseLock.holder(file())).startsWith("the next, lease until ");
  }

  @Test
  void waitsForATornLeaseAndThenReplacesIt() throws Exception {
    for (String torn : List.of("", "0a1b", "0a1b\nnot a time\nsomebody\nPT2M\n")) {
      Files.writeString(folder.resolve("_lock"), torn);
      Files.setLastModifiedTime(folder.resolve("_lock"), FileTime.from(clock.instant()));
      assertThat(lease("a run")).as(torn).isEmpty();
      assertThat(LeaseLock.holder(file())).isEqualTo("a run whose lease cannot be read");
      clock.sleep(Lease.TERM.plus(LeaseFile.CLOCKS_DIFFER));
      clock.sleep(Duration.ofSeconds(1));
      Optional<LeaseLock> lease = lease("a run");
      assertThat(lease).as(torn).isPresent();
      lease.get().check();
      lease.get().close();
    }
  }

  @Test
  void endsTheLeaseWhateverItsRenewalThrows() throws Exception {
    FailingRenewals failing = new FailingRenewals(file());
    LeaseLock lease =
        LeaseLock.tryAcquire(failing, "a run", Lease.TERM, clock, clock).orElseThrow();
    failing.thrown = new IOException("the store is away for a moment");
    lease.renew();
    lease.check();
    failing.thrown = new NoClassDefFoundError("a/Class");
    lease.renew();
    assertThatThrownBy(lease::check)
        .hasMessageContaining("could not be renewed: java.lang.NoClassDefFoundError: a/Class");
    failing.thrown = null;
    AtomicBoolean renewed = new AtomicBoolean();
    failing.before = () -> renewed.set(true);
    lease.renew();
    assertThat(renewed).as("others need not wait for it").isFalse();
    assertThatThrownBy(lease::check).isInstanceOf(UserError.class);
  }

  @Test
  void countsTheTermFromBeforeARenewalWasSent() throws Exception {
    FailingRenewals slow = new FailingRenewals(file());
    LeaseLock lease = LeaseLock.tryAcquire(slow, "a run", Lease.TERM, clock, clock).orElseThrow();
    slow.before = () -> clock.sleep(Lease.TERM.dividedBy(2));
    lease.renew();
    lease.check();
    clock.sleep(Lease.TERM.dividedBy(2));
    assertThatThrownBy(lease::check).hasMessageContaining("it was not renewed for 120 seconds");
  }

  @Test
  void countsTheTermAlsoWhereTheClockIsSetBack() throws Exception {
    FailingRenewals failing = new FailingRenewals(file());
    failing.thrown = new IOException("the store is away");
    LeaseLock lease =
        LeaseLock.tryAcquire(failing, "a run", Duration.ofMillis(30), clock, time -> {})
            .orElseThrow();
    Thread.sleep(50);
    assertThatThrownBy(lease::check).isInstanceOf(UserError.class);
  }

  @Test
  void makesNoLeaseOverAnother() throws Exception {
    Lease lease = new Lease("0a1b", clock.instant(), "a run", Lease.TERM);
    assertThat(file().create(lease)).isPresent();
    assertThat(file().create(lease)).isEmpty();
  }

  @Test
  void deletesNoLeaseButItsOwn() throws Exception {
    LeaseLock overwritten = lease("the first").orElseThrow();
    Files.writeString(folder.resolve("_lock"), "another\n2999-01-01T00:00:00Z\nthe second\n");
    overwritten.close();
    assertThat(LeaseLock.holder(file())).startsWith("the second, lease until ");

    Files.delete(folder.resolve("_lock"));
    LeaseLock expired = lease("the third").orElseThrow();
    clock.sleep(Lease.TERM);
    expired.close();
    assertThat(folder.resolve("_lock")).as("may be another's in a moment").exists();
  }

  @Test
  void losesALeaseThatIsGone() throws Exception {
    LeaseLock lease = lease("a run").orElseThrow();
    Files.delete(folder.resolve("_lock"));
    lease.renew();
    assertThatThrownBy(lease::check)
        .hasMessageContaining("lost the lease on it (a run that has just ended)");
  }

  @Test
  void losesALeaseThatAnotherRunOverwrites() throws Exception {
    Optional<LeaseLock> overtaken =
        LeaseLock.tryAcquire(
            file(),
            "the first",
            Lease.TERM,
            clock,
            time -> {
              try {
                Files.writeString(
                    folder.resolve("_lock"), "another\n2999-01-01T00:00:00Z\nthe second\n");
              } catch (IOException e) {
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

  private Optional<LeaseLock> lease(String holder) throws IOException {
    return LeaseLock.tryAcquire(file(), holder, Lease.TERM, clock, clock);
  }

  /** Of a file system that sums no checksums: a test writes to it directly. */
  private LeaseFile file() throws IOException {
    return new HadoopLeaseFile(
        FileSystem.getLocal(new Configuration()).getRaw(),
        new org.apache.hadoop.fs.Path(folder + "/_lock"),
        clock);
  }

  private WriterLock acquire(String holder, Duration wait) {
    return new TablesFolderLock(
            new org.apache.hadoop.fs.Path(folder + "/tables"), new Configuration(), clock, clock)
        .acquire(holder, wait);
  }

  /** A lease file whose replacement fails as a test says. */
  private static final class FailingRenewals implements LeaseFile {
    private final LeaseFile file;
    private volatile @Nullable Throwable thrown;
    private volatile Runnable before = () -> {};

    FailingRenewals(LeaseFile file) {
      this.file = file;
    }

    @Override
    public Optional<Found> read() throws IOException {
      return file.read();
    }

    @Override
    public Optional<String> create(Lease lease) throws IOException {
      return file.create(lease);
    }

    @Override
    public Optional<String> replace(Lease lease, String version) throws IOException {
      before.run();
      if (thrown instanceof IOException e) {
        throw e;
      }
      if (thrown instanceof Error e) {
        throw e;
      }
      return file.replace(lease, version);
    }

    @Override
    public void delete() throws IOException {
      file.delete();
    }

    @Override
    public boolean isAtomic() {
      return file.isAtomic();
    }

    @Override
    public String location() {
      return file.location();
    }
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
