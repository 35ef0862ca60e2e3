package io.lookouttrail.tables.lock;

import io.lookouttrail.run.UserError;
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
 * Acquires the {@link WriterLock} of a folder of tables.
 *
 * <ul>
 *   <li>On a local disk it is a lock of the operating system. It excludes every other writer, and
 *       the operating system releases it when the process ends.
 *   <li>On another file system it is a lease ({@link LeaseLock}), which has limits that are
 *       described there.
 *   <li>Where Delta's DynamoDB log store is configured, no lock is taken: Delta's commits exclude
 *       each other.
 * </ul>
 */
public final class TablesFolderLock {
  private static final Duration RETRY_INTERVAL = Duration.ofMillis(250);

  private final Path folder;
  private final Path file;
  private final Configuration hadoop;
  private final Clock clock;
  private final WriterLock.Sleeper sleeper;

  /**
   * Describes the lock without taking it.
   *
   * @param folder the tables' root; need not exist yet
   * @param hadoop the session's Hadoop settings, with those that name Delta's log stores
   */
  public TablesFolderLock(
      Path folder, Configuration hadoop, Clock clock, WriterLock.Sleeper sleeper) {
    this.folder = folder;
    this.file = new Path(folder, WriterLock.FILE);
    this.hadoop = hadoop;
    this.clock = clock;
    this.sleeper = sleeper;
  }

  /**
   * Takes the lock; creates the folder if needed.
   *
   * @param holder describes this run to another one that waits for the lock
   * @param wait how long to wait for another writer
   * @throws UserError naming the holder, if another writer still has it after that time, or if a
   *     local folder cannot be written
   * @throws UncheckedIOException if another file system than the local disk refuses
   */
  public WriterLock acquire(String holder, Duration wait) {
    try {
      FileSystem fileSystem = folder.getFileSystem(hadoop);
      try {
        fileSystem.mkdirs(folder);
        return await(fileSystem, holder, clock.instant().plus(wait));
      } catch (IOException e) {
        if (fileSystem instanceof LocalFileSystem) {
          throw UserError.cannot(
              purpose(),
              String.valueOf(e.getMessage()),
              "Check that you have permission to write to the folder.",
              e);
        }
        throw e;
      }
    } catch (IOException e) {
      // The command line classifies an object store's errors (bucket, credentials) in one place.
      throw new UncheckedIOException(purpose(), e);
    }
  }

  private WriterLock await(FileSystem fileSystem, String holder, Instant deadline)
      throws IOException {
    while (true) {
      Optional<? extends WriterLock> lock = tryAcquire(fileSystem, holder);
      if (lock.isPresent()) {
        return lock.get();
      }
      if (!clock.instant().isBefore(deadline)) {
        throw UserError.cannot(
            purpose(),
            "another run is writing to them: " + currentHolder(fileSystem),
            "Wait for it to end, or give --lock-wait a longer time.");
      }
      sleeper.sleep(RETRY_INTERVAL);
    }
  }

  private Optional<? extends WriterLock> tryAcquire(FileSystem fileSystem, String holder)
      throws IOException {
    if (fileSystem instanceof LocalFileSystem local) {
      return FileLocks.tryAcquire(local.pathToFile(file).toPath(), holder);
    }
    if (DeltaLogStores.admitsSeveralWriters(hadoop, file)) {
      return Optional.of(DeltaLogStores.NO_LOCK);
    }
    return LeaseLock.tryAcquire(fileSystem, file, holder, clock, sleeper);
  }

  private String currentHolder(FileSystem fileSystem) throws IOException {
    return fileSystem instanceof LocalFileSystem local
        ? FileLocks.holder(local.pathToFile(file).toPath())
        : LeaseLock.holder(fileSystem, file);
  }

  private String purpose() {
    return "write to the tables at " + folder;
  }
}
