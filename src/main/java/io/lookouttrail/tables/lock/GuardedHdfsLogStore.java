package io.lookouttrail.tables.lock;

import io.delta.storage.HDFSLogStore;
import java.io.IOException;
import java.util.Iterator;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;

/**
 * Delta's log store for HDFS, whose commits never overwrite each other, with the question before
 * each commit whether this run still holds the lease.
 */
public final class GuardedHdfsLogStore extends HDFSLogStore implements CommitGuard.Asking {
  public GuardedHdfsLogStore(Configuration hadoop) {
    super(hadoop);
  }

  @Override
  public void write(Path path, Iterator<String> actions, Boolean overwrite, Configuration hadoop)
      throws IOException {
    Optional<CommitGuard.Commit> commit = CommitGuard.Commit.of(path);
    if (!overwrite && commit.isPresent()) {
      CommitGuard.before(commit.get());
    }
    super.write(path, actions, overwrite, hadoop);
    if (!overwrite && commit.isPresent()) {
      CommitGuard.after(commit.get());
    }
  }
}
