package io.lookouttrail.storage;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.hadoop.conf.Configuration;
import org.jspecify.annotations.Nullable;

/**
 * Fetches the files of a list ahead of the one that is read, many at a time, into reused chunks
 * whose number is bounded.
 *
 * <p>Room is given out in the list's order, so the file that is waited for always has its own. A
 * file too large for a share of the room is read by the one who asks for it, as it comes; so is one
 * that has grown since it was listed.
 */
final class ReadAhead implements StoredFiles {

  /**
   * A task decodes some tens of megabytes a second, a store takes up to a fifth of one to answer:
   * 32 MB, and half of it for a single file, are more than go by meanwhile. Small files, of a few
   * kilobytes, are what needs the many requests.
   */
  static final ReadAheadLimits LIMITS = new ReadAheadLimits(32, 32 << 10, 1 << 10, 1 << 9);

  /**
   * A thread in a read that cannot be broken off is left behind after so long, to end by itself.
   */
  private static final long JOIN_MILLIS = 10_000;

  private final Configuration configuration;
  private final List<? extends StoredFile> files;
  private final ReadAheadLimits limits;
  private final List<Thread> threads = new ArrayList<>();

  private final Deque<Fetch> underWay = new ArrayDeque<>();
  private final Deque<byte[]> spare = new ArrayDeque<>();
  private int freeChunks;
  private int chunksMade;
  private int nextToFetch;
  private boolean closed;
  private @Nullable Throwable brokenBy;

  private int nextToOpen;
  private @Nullable Ahead last;

  /** A file on its way; what is not final is guarded by the read-ahead's monitor. */
  private static final class Fetch {
    final int index;
    final int reserved;
    final FetchedFile fetched;
    boolean ended;
    boolean unwanted;

    Fetch(int index, int reserved, FetchedFile fetched) {
      this.index = index;
      this.reserved = reserved;
      this.fetched = fetched;
    }
  }

  private ReadAhead(
      Configuration configuration, List<? extends StoredFile> files, ReadAheadLimits limits) {
    this.configuration = configuration;
    this.files = files;
    this.limits = limits;
    this.freeChunks = limits.chunks();
  }

  /** Begins to fetch. */
  static ReadAhead start(
      Configuration configuration, List<? extends StoredFile> files, ReadAheadLimits limits) {
    ReadAhead ahead = new ReadAhead(configuration, files, limits);
    long fetched = files.stream().filter(limits::take).limit(limits.requests()).count();
    for (int i = 1; i <= fetched; i++) {
      Thread thread = new Thread(ahead::work, "read-ahead-" + i);
      thread.setDaemon(true);
      ahead.threads.add(thread);
    }
    boolean started = false;
    try {
      ahead.threads.forEach(Thread::start);
      started = true;
    } finally {
      if (!started) {
        ahead.close();
      }
    }
    return ahead;
  }

  @Override
  public InputStream open(StoredFile file) {
    if (last != null) {
      last.close();
      last = null;
    }
    while (nextToOpen < files.size() && !files.get(nextToOpen).equals(file)) {
      nextToOpen++;
    }
    if (nextToOpen == files.size()) {
      throw new IllegalArgumentException("not among the files that come next: " + file.path());
    }
    int index = nextToOpen++;
    if (!limits.take(file)) {
      return new ResumingInputStream(configuration, file);
    }
    Ahead opened = new Ahead(index);
    last = opened;
    return opened;
  }

  /** Tells all threads to stop, and waits until they did. */
  @Override
  public void close() {
    synchronized (this) {
      closed = true;
      notifyAll();
    }
    threads.forEach(Thread::interrupt);
    long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(JOIN_MILLIS);
    boolean interrupted = Thread.interrupted();
    for (Thread thread : threads) {
      boolean joined = false;
      while (!joined) {
        try {
          long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
          thread.join(Math.max(1, left));
          joined = true;
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  List<Thread> threads() {
    return threads;
  }

  private void work() {
    try {
      for (Fetch fetch = next(); fetch != null; fetch = next()) {
        ResumingInputStream stored = new ResumingInputStream(configuration, files.get(fetch.index));
        fetch.fetched.fill(stored, fetch.reserved, this::chunk);
        ended(fetch);
      }
    } catch (RuntimeException | Error e) {
      broken(e);
    }
  }

  /** The reader would wait forever for a file whose thread is gone. */
  private synchronized void broken(Throwable cause) {
    brokenBy = cause;
    notifyAll();
  }

  /** The next file to fetch, once there is room for it; null when there is none left. */
  private synchronized @Nullable Fetch next() {
    try {
      while (!closed && nextToFetch < files.size()) {
        StoredFile file = files.get(nextToFetch);
        if (!limits.take(file)) {
          nextToFetch++;
        } else if (limits.chunksOf(file) <= freeChunks) {
          int reserved = Math.toIntExact(limits.chunksOf(file));
          freeChunks -= reserved;
          Fetch fetch = new Fetch(nextToFetch++, reserved, new FetchedFile(limits.chunkBytes()));
          underWay.addLast(fetch);
          return fetch;
        } else {
          wait();
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return null;
  }

  private synchronized byte[] chunk() {
    if (!spare.isEmpty()) {
      return spare.pop();
    }
    chunksMade++;
    return new byte[limits.chunkBytes()];
  }

  /** Chunks that were made because none was spare. */
  synchronized int chunksMade() {
    return chunksMade;
  }

  private synchronized void ended(Fetch fetch) {
    fetch.ended = true;
    if (fetch.unwanted) {
      takeBack(fetch);
    }
    notifyAll();
  }

  private synchronized FetchedFile await(int index) throws IOException {
    try {
      while (!closed) {
        if (brokenBy != null) {
          throw new IllegalStateException("the read-ahead broke", brokenBy);
        }
        dropThoseBefore(index);
        Fetch first = underWay.peekFirst();
        if (first != null && first.index == index && first.ended) {
          return first.fetched;
        }
        wait();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw (IOException) new InterruptedIOException("told to stop").initCause(e);
    }
    throw new IOException("the read-ahead is closed");
  }

  private synchronized void dropThoseBefore(int index) {
    for (Fetch first = underWay.peekFirst();
        first != null && first.index < index;
        first = underWay.peekFirst()) {
      underWay.removeFirst();
      if (first.ended) {
        takeBack(first);
      } else {
        first.unwanted = true;
      }
    }
    notifyAll();
  }

  private void takeBack(Fetch fetch) {
    fetch.fetched.release().forEach(spare::push);
    freeChunks += fetch.reserved;
  }

  /** A file's stored bytes, which the first read waits for. */
  private final class Ahead extends InputStream {
    private final int index;
    private @Nullable FetchedFile fetched;
    private @Nullable InputStream asItComes;
    private int position;
    private boolean ended;

    Ahead(int index) {
      this.index = index;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      int count = read(one, 0, 1);
      return count < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] out, int from, int length) throws IOException {
      if (ended) {
        throw new IOException("the stream is closed");
      }
      InputStream live = asItComes;
      if (live != null) {
        return live.read(out, from, length);
      }
      FetchedFile file = fetched;
      if (file == null) {
        file = await(index);
        fetched = file;
        if (file.isCut()) {
          InputStream again = new ResumingInputStream(configuration, files.get(index));
          asItComes = again;
          return again.read(out, from, length);
        }
      }
      int count = file.read(position, out, from, length);
      position += Math.max(count, 0);
      return count;
    }

    @Override
    public void close() {
      if (ended) {
        return;
      }
      ended = true;
      dropThoseBefore(index + 1);
      InputStream live = asItComes;
      if (live != null) {
        closeQuietly(live);
      }
    }

    private void closeQuietly(InputStream live) {
      try {
        live.close();
      } catch (IOException e) {
        // All that was wanted of it is read.
        asItComes = null;
      }
    }
  }
}
