package io.lookouttrail.tables.lock;

import io.lookouttrail.run.UserError;
import io.lookouttrail.tables.TableStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocalFileSystem;
import org.apache.hadoop.fs.Path;

/**
 * Lets one writer at a time into a folder of tables.
 *
 * <p>On a local disk it is a lock of the operating system, which a writer's death frees. Elsewhere
 * it is a lease: a file that its holder renews and that lapses {@link LeaseLock#TERM} after its
 * death. Where Delta's DynamoDB log store is set, commits of several writers are safe by themselves
 * and no lease is taken.
 */
public interface WriterLock extends AutoCloseable {
  /** The lock's file under the tables' root. */
  String FILE = "_lock";

  /** Whether no other writer can be at work: then what looks abandoned is. */
  default boolean isExclusive() {
    return true;
  }

  /** Throws if the lock was lost, so that nothing more is written. */
  void check();

  @Override
  void close();

  /**
   * Waits for the lock and takes it.
   *
   * @param holder who asks, in words for whoever has to wait
   * @param wait how long to wait for another writer
   * @throws UserError naming the holder, if another writer still has it after that time
   * @throws UncheckedIOException if a store that is no local disk refuses the lock
   */
  static WriterLock acquire(
      TableStore store, String holder, Duration wait, Clock clock, Sleeper sleeper) {
    // Delta's log store is named by a setting of Spark's, which the context's own does not have.
    Configuration hadoop = store.spark().sessionState().newHadoopConf();
    FileSystem fileSystem = store.fileSystem();
    Path file = new Path(store.path(FILE));
    Instant deadline = clock.instant().plus(wait);
    try {
      fileSystem.mkdirs(file.getParent());
      while (true) {
        Optional<? extends WriterLock> lock =
            attempt(fileSystem, hadoop, file, holder, clock, sleeper);
        if (lock.isPresent()) {
          return lock.get();
        }
        if (!clock.instant().isBefore(deadline)) {
          throw UserError.cannot(
              "write to the tables at " + store.root(),
              "another run is writing to them: " + currentHolder(fileSystem, file),
              "Wait for it to end, or give --lock-wait a longer time.");
        }
        sleeper.sleep(Duration.ofMillis(250));
      }
    } catch (IOException e) {
      if (!(fileSystem instanceof LocalFileSystem)) {
        // What a store refuses (a bucket, credentials) is told in one place, by the command line.
        throw new UncheckedIOException("write to the tables at " + store.root(), e);
      }
      throw UserError.cannot(
          "write to the tables at " + store.root(),
          String.valueOf(e.getMessage()),
          "Check that the folder may be written.",
          e);
    }
  }

  private static Optional<? extends WriterLock> attempt(
      FileSystem fileSystem,
      Configuration hadoop,
      Path file,
      String holder,
      Clock clock,
      Sleeper sleeper)
      throws IOException {
    if (fileSystem instanceof LocalFileSystem local) {
      return FileLocks.tryAcquire(local.pathToFile(file).toPath(), holder);
    }
    if (DeltaLogStores.allowManyWriters(hadoop, file)) {
      return Optional.of(DeltaLogStores.NO_LOCK);
    }
    return LeaseLock.tryAcquire(fileSystem, file, holder, clock, sleeper);
  }

  private static String currentHolder(FileSystem fileSystem, Path file) throws IOException {
    return fileSystem instanceof LocalFileSystem local
        ? FileLocks.holder(local.pathToFile(file).toPath())
        : LeaseLock.holder(fileSystem, file);
  }

  /** Waits; a test passes one that moves its clock. */
  interface Sleeper {
    /** Sleeps in the real world. */
    Sleeper REAL =
        time -> {
          try {
            Thread.sleep(time.toMillis());
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for the lock", e);
          }
        };

    void sleep(Duration time);
  }
}
