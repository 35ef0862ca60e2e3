package io.lookouttrail.tables.lock;

import java.io.IOException;
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

/** Locks of the operating system on a local file, whose text names the holder. */
final class FileLocks {
  private FileLocks() {}

  /**
   * Far beyond the text: where locks are mandatory (Windows), the text must stay readable to
   * others.
   */
  private static final long LOCKED_BYTE = 1L << 40;

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

  static String holder(Path file) throws IOException {
    String text = Files.readString(file).strip();
    return text.isEmpty() ? "a run that has just begun" : text;
  }

  /** The file stays when the lock goes: removing it would let two writers lock two files. */
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
        throw new java.io.UncheckedIOException(e);
      }
    }
  }
}
