package io.lookouttrail.tables.lock;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Operating-system locks on a local file whose text names the holder. */
final class FileLocks {
  private FileLocks() {}

  /**
   * The byte that is locked, far behind the text: where locks are mandatory (Windows), other
   * processes must still be able to read the text.
   */
  private static final long LOCKED_BYTE = 1L << 40;

  /** Takes the lock and writes the holder into the file; empty where another writer has it. */
  static Optional<WriterLock> tryAcquire(Path file, String holder) throws IOException {
    FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    FileLock lock = tryLock(channel);
    if (lock == null) {
      channel.close();
      return Optional.empty();
    }
    channel.truncate(0);
    channel.write(ByteBuffer.wrap(holder.getBytes(StandardCharsets.UTF_8)), 0);
    return Optional.of(new Held(channel, lock));
  }

  private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock(LOCKED_BYTE, 1, false);
    } catch (OverlappingFileLockException e) {
      return null;
    }
  }

  /** The text that the lock's holder wrote. */
  static String holder(Path file) throws IOException {
    String text = Files.readString(file).strip();
    return text.isEmpty() ? "a run that has just begun" : text;
  }

  /** A lock that is held; releasing it keeps the file, or two writers could lock two files. */
  private record Held(FileChannel channel, FileLock lock) implements WriterLock {
    @Override
    public void check() {
      if (!lock.isValid()) {
        throw new IllegalStateException("the lock on the tables was lost");
      }
    }

    @Override
    public void close() {
      try {
        lock.release();
        channel.close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
