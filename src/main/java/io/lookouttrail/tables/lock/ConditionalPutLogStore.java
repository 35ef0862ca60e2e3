package io.lookouttrail.tables.lock;

import io.delta.storage.S3SingleDriverLogStore;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.util.Iterator;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * Delta's log store for S3, with commits that never overwrite each other: S3 itself refuses the
 * second one. Where a store knows no conditional writes, it commits as Delta's own log store does.
 */
public class ConditionalPutLogStore extends S3SingleDriverLogStore implements CommitGuard.Asking {
  public ConditionalPutLogStore(Configuration hadoop) {
    super(hadoop);
  }

  @Override
  public void write(Path path, Iterator<String> actions, Boolean overwrite, Configuration hadoop)
      throws IOException {
    Optional<CommitGuard.Commit> commit = CommitGuard.Commit.of(path);
    if (overwrite || commit.isEmpty()) {
      super.write(path, actions, overwrite, hadoop);
      return;
    }
    CommitGuard.before(commit.get());
    FileSystem fileSystem = path.getFileSystem(hadoop);
    Optional<ConditionalStore> store =
        ConditionalStores.at(fileSystem, path.getParent().getParent());
    if (store.isEmpty()) {
      super.write(path, actions, overwrite, hadoop);
    } else if (store.get().putIfAbsent(path, bytes(actions)).isEmpty()) {
      throw new FileAlreadyExistsException(path.toString());
    }
    CommitGuard.after(commit.get());
  }

  private static byte[] bytes(Iterator<String> actions) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    while (actions.hasNext()) {
      bytes.writeBytes((actions.next() + "\n").getBytes(StandardCharsets.UTF_8));
    }
    return bytes.toByteArray();
  }
}
