package io.lookouttrail.tables.lock;

import java.time.Duration;
import java.util.Optional;

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

  /** Why this lock cannot keep out a second writer in every case; empty where it can. */
  default Optional<String> limit() {
    return Optional.empty();
  }

  /**
   * Validates that the lock is still held; to be called before each commit.
   *
   * @throws RuntimeException where it was lost
   */
  void check();

  /**
   * Validates as {@link #check} does, and looks at the store as well: a failure may have its reason
   * in another run that took the lock over.
   *
   * @throws RuntimeException where it was lost
   */
  default void checkAfterFailure() {
    check();
  }

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
