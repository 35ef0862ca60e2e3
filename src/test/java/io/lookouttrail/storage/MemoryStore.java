package io.lookouttrail.storage;

import io.lookouttrail.archive.LogFile;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FSInputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.apache.hadoop.fs.impl.OpenFileParameters;

/**
 * A store {@code memory:///} whose files are in memory. It records which were opened, and supports
 * no other request. A test can delay its answers, or make them fail.
 */
public final class MemoryStore extends RawLocalFileSystem {

  /** A fault in a file: after how many bytes, how many times, and the failure. */
  record Break(int after, int times, Exception failure) {}

  private static final Map<String, byte[]> CONTENT = new HashMap<>();
  private static final Map<String, Break> BREAKS = new HashMap<>();
  private static final Map<String, Integer> BROKEN = new HashMap<>();
  private static final List<String> OPENED = Collections.synchronizedList(new ArrayList<>());
  private static volatile CountDownLatch gate = new CountDownLatch(0);

  /** Removes all files and records. */
  static void clear() {
    CONTENT.clear();
    BREAKS.clear();
    BROKEN.clear();
    OPENED.clear();
    gate = new CountDownLatch(0);
  }

  static LogFile put(String name, byte[] content) {
    return put(name, content, content.length);
  }

  static LogFile put(String name, byte[] content, long listedBytes) {
    String path = "memory:///" + name;
    CONTENT.put("/" + name, content);
    return new LogFile(path, path, listedBytes, Instant.EPOCH, null, null, Instant.EPOCH);
  }

  static void breaks(String name, Break fault) {
    BREAKS.put("/" + name, fault);
  }

  /** Removes the records of requests and faults. */
  static void forgetRequests() {
    OPENED.clear();
    BROKEN.clear();
  }

  /** Delays every answer until the given number of requests wait for one. */
  static void answerAfterRequests(int requests) {
    gate = new CountDownLatch(requests);
  }

  /** The names of the files that were opened, once for each time, sorted. */
  static List<String> opened() {
    synchronized (OPENED) {
      return OPENED.stream().sorted().toList();
    }
  }

  static Configuration configuration() {
    Configuration configuration = new Configuration(false);
    configuration.setClass("fs.memory.impl", MemoryStore.class, FileSystem.class);
    configuration.setBoolean("fs.memory.impl.disable.cache", true);
    return configuration;
  }

  @Override
  public URI getUri() {
    return URI.create("memory:///");
  }

  @Override
  protected void checkPath(Path path) {}

  @Override
  public FileStatus getFileStatus(Path path) {
    throw new AssertionError("a size is known from the listing");
  }

  @Override
  protected CompletableFuture<FSDataInputStream> openFileWithOptions(
      Path path, OpenFileParameters parameters) throws IOException {
    OPENED.add(path.getName());
    gate.countDown();
    try {
      gate.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException();
    }
    byte[] content = CONTENT.get(path.toUri().getPath());
    if (content == null) {
      throw new FileNotFoundException(path.toString());
    }
    return CompletableFuture.completedFuture(
        new FSDataInputStream(new Content(path.toUri().getPath(), content)));
  }

  /** Fills the buffer of each read as far as possible. */
  private static final class Content extends FSInputStream {
    private final String name;
    private final byte[] bytes;
    private int position;

    Content(String name, byte[] bytes) {
      this.name = name;
      this.bytes = bytes;
    }

    @Override
    public void seek(long newPosition) {
      position = (int) newPosition;
    }

    @Override
    public long getPos() {
      return position;
    }

    @Override
    public boolean seekToNewSource(long targetPos) {
      return false;
    }

    @Override
    public int read() {
      throw new AssertionError("a byte at a time");
    }

    @Override
    public int read(byte[] out, int from, int length) throws IOException {
      int end = end();
      if (position == end && end < bytes.length) {
        Exception failure = BREAKS.get(name).failure();
        if (failure instanceof RuntimeException e) {
          throw e;
        }
        throw (IOException) failure;
      }
      int count = Math.min(length, end - position);
      if (count == 0) {
        return -1;
      }
      System.arraycopy(bytes, position, out, from, count);
      position += count;
      return count;
    }

    private int end() {
      synchronized (BROKEN) {
        Break fault = BREAKS.get(name);
        if (fault == null || position > fault.after()) {
          return bytes.length;
        }
        boolean breaksNow = position == fault.after();
        int broken = BROKEN.getOrDefault(name, 0);
        if (broken >= fault.times()) {
          return bytes.length;
        }
        if (breaksNow) {
          BROKEN.put(name, broken + 1);
        }
        return fault.after();
      }
    }
  }

  /** Bytes that are different for each seed. */
  static byte[] noise(int seed, int length) {
    byte[] bytes = new byte[length];
    new Random(seed).nextBytes(bytes);
    return bytes;
  }
}
