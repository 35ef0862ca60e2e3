package io.lookouttrail.tables.lock;

import java.time.Duration;

/**
 * The lock on a folder of tables, held by one writer at a time.
 *
 * <p>{@link TablesFolderLock} acquires it and says what it guarantees on which file system.
 */
public interface WriterLock extends AutoCloseable {
  /** The lock's file under the tables' root. */
  String FILE = "_lock";

  /**
   * Whether the lock keeps every other writer out; false where Delta's log store admits several.
   */
  default boolean isExclusive() {
    return true;
  }

  /**
   * Validates that the lock is still held; to be called before each commit.
   *
   * @throws RuntimeException where it was lost
   */
  void check();

  /** Releases the lock. */
  @Override
  void close();

  /** Waits for a time; a test passes one that moves its clock. */
  interface Sleeper {
    /** Puts the thread to sleep. */
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
