package io.lookouttrail.tables.lock;

import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.apache.hadoop.fs.Path;

/**
 * What a log store asks before each commit to a table under a lease.
 *
 * <p>A run that holds the lease leaves out comparisons with what another run could have written in
 * the meantime. So it may commit only while nobody else does: the lease must not have run out, and
 * each commit must be the version after the last one that this run saw or wrote. Where it is not,
 * the run ends, before Delta tries the next version, and commits nothing any more.
 */
public final class CommitGuard {
  /** A log store that asks. */
  interface Asking {}

  private static final Pattern COMMIT = Pattern.compile("(\\d{20})\\.json");
  private static final Map<Path, CommitGuard> HELD = new ConcurrentHashMap<>();

  /** A commit of Delta, by the name of its file. */
  record Commit(Path root, String table, long version) {
    /** Empty for another file of a log, such as a checksum. */
    static Optional<Commit> of(Path file) {
      boolean commit = COMMIT.matcher(file.getName()).matches();
      Path table = commit ? file.getParent().getParent() : null;
      return table == null || table.getParent() == null
          ? Optional.empty()
          : Optional.of(
              new Commit(
                  table.getParent(),
                  table.getName(),
                  Long.parseLong(file.getName().substring(0, file.getName().indexOf('.')))));
    }
  }

  private final LeaseLock lease;
  private final boolean atomicCommits;
  private final Map<String, Long> versions = new ConcurrentHashMap<>();

  private CommitGuard(LeaseLock lease, boolean atomicCommits) {
    this.lease = lease;
    this.atomicCommits = atomicCommits;
  }

  /**
   * Guards a folder of tables until the lock that it returns is closed.
   *
   * @param atomicCommits whether the store refuses to overwrite a commit
   */
  static WriterLock guarding(Path root, LeaseLock lease, boolean atomicCommits) {
    CommitGuard guard = new CommitGuard(lease, atomicCommits);
    HELD.put(root, guard);
    return new WriterLock() {
      @Override
      public void check() {
        lease.check();
      }

      @Override
      public void checkAfterFailure() {
        lease.checkAfterFailure();
      }

      @Override
      public void close() {
        HELD.remove(root, guard);
        lease.close();
      }
    };
  }

  /**
   * Notes the newest version of a table that this run has seen, if it holds the lease on it.
   *
   * @throws io.lookouttrail.run.UserError if another run has written it meanwhile
   */
  public static void seen(Path root, String table, long version) {
    CommitGuard guard = HELD.get(root);
    if (guard != null) {
      guard.seen(table, version);
    }
  }

  private void seen(String table, long version) {
    Long known = versions.putIfAbsent(table, version);
    if (known != null && version > known) {
      throw overtaken(table, version);
    }
  }

  /** Asks before a commit; does nothing where this process holds no lease on the table. */
  static void before(Commit commit) throws IOException {
    CommitGuard guard = HELD.get(commit.root());
    if (guard != null) {
      guard.admit(commit);
    }
  }

  private void admit(Commit commit) throws IOException {
    if (atomicCommits) {
      lease.check();
    } else {
      lease.checkInStore();
    }
    Long known = versions.get(commit.table());
    if (known != null && commit.version() != known + 1) {
      throw overtaken(commit.table(), known + 1);
    }
  }

  /** Notes a commit that the store has. */
  static void after(Commit commit) {
    CommitGuard guard = HELD.get(commit.root());
    if (guard != null) {
      guard.versions.put(commit.table(), commit.version());
    }
  }

  private RuntimeException overtaken(String table, long version) {
    String reason = "another run has written version %d of %s".formatted(version, table);
    lease.lose(reason);
    return lease.lostBecause(reason);
  }
}
