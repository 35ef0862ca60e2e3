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
 *   <li>On S3 with conditional writes it is a lease ({@link LeaseLock}) that one run holds at a
 *       time. S3 refuses a commit that would overwrite another one, and {@link CommitGuard} refuses
 *       to commit after a commit of another run.
 *   <li>On HDFS it is a lease as well, with the same refusals.
 *   <li>On a store without conditional writes it is a lease, and nothing else keeps two writers
 *       apart: a run that stands still between its last look at the lease and its commit can
 *       overwrite a commit of the run that took over.
 *   <li>Where Delta's DynamoDB log store is configured, no lock is taken: Delta's commits exclude
 *       each other.
 * </ul>
 */
public final class TablesFolderLock {
  /** Spark setting; the seconds that a lease lasts without a renewal. */
  static final String TERM_OPTION = "spark.lookouttrail.leaseSeconds";

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
    Optional<LeaseLock> lease =
        LeaseLock.tryAcquire(leaseFile(fileSystem), holder, term(), clock, sleeper);
    return lease.isPresent() ? Optional.of(guarded(fileSystem, lease.get())) : Optional.empty();
  }

  private WriterLock guarded(FileSystem fileSystem, LeaseLock lease) throws IOException {
    boolean conditional = ConditionalStores.at(fileSystem, folder).isPresent();
    if (!DeltaLogStores.asksBeforeCommits(hadoop, file)) {
      return new Unguarded(lease, "Delta commits through a log store that does not know the lease");
    }
    boolean atomicCommits = conditional || DeltaLogStores.isOfHdfs(hadoop, file);
    WriterLock lock = CommitGuard.guarding(folder, lease, atomicCommits);
    return atomicCommits
        ? lock
        : new Unguarded(lock, "the store ignores the conditions of writes, or Hadoop knows none");
  }

  private LeaseFile leaseFile(FileSystem fileSystem) throws IOException {
    Optional<ConditionalStore> store = ConditionalStores.at(fileSystem, folder);
    return store.isPresent()
        ? new S3LeaseFile(store.get(), file, clock)
        : new HadoopLeaseFile(fileSystem, file, clock);
  }

  private Duration term() {
    return Duration.ofSeconds(Math.max(1, hadoop.getLong(TERM_OPTION, Lease.TERM.toSeconds())));
  }

  /** A lock beside which a store can be written to all the same. */
  private record Unguarded(WriterLock lock, String why) implements WriterLock {
    @Override
    public Optional<String> limit() {
      return Optional.of(why);
    }

    @Override
    public void check() {
      lock.check();
    }

    @Override
    public void checkAfterFailure() {
      lock.checkAfterFailure();
    }

    @Override
    public void close() {
      lock.close();
    }
  }

  private String currentHolder(FileSystem fileSystem) throws IOException {
    return fileSystem instanceof LocalFileSystem local
        ? FileLocks.holder(local.pathToFile(file).toPath())
        : LeaseLock.holder(leaseFile(fileSystem));
  }

  private String purpose() {
    return "write to the tables at " + folder;
  }
}
