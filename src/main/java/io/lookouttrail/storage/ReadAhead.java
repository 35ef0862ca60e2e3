package io.lookouttrail.storage;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.hadoop.conf.Configuration;
import org.jspecify.annotations.Nullable;

/**
 * Fetches the files of a list ahead of the one that is read, many at a time, into reused chunks
 * whose number is bounded.
 *
 * <p>Chunks are given out in the list's order, so the file that the reader waits for always has its
 * own. A file that needs more chunks than a single file may have is read as a stream when it is
 * opened; so is one that has grown since it was listed.
 *
 * <p>Only the reader's thread decides what is fetched next: the fetching threads touch nothing but
 * their own file, the spare chunks and the semaphore that counts the free ones.
 */
final class ReadAhead implements StoredFiles {

  /**
   * A task decodes some tens of megabytes a second, and a store takes up to 0.2 s to answer: 32 MB,
   * and half of it for a single file, are more than a task decodes in that time. Small files, of a
   * few kilobytes, need the many requests.
   */
  static final ReadAheadLimits LIMITS = new ReadAheadLimits(32, 32 << 10, 1 << 10, 1 << 9);

  private final Configuration configuration;
  private final List<? extends StoredFile> files;
  private final ReadAheadLimits limits;
  private final FetchThreads threads;
  private final Semaphore freeChunks;
  private final Deque<byte[]> spareChunks = new ConcurrentLinkedDeque<>();
  private final AtomicInteger chunksMade = new AtomicInteger();

  /** Fetches that were submitted and not read yet, in the list's order. */
  private final Deque<Submitted> submitted = new ArrayDeque<>();

  private int nextToSubmit;
  private int nextToOpen;
  private @Nullable FetchedStream lastOpened;
  private volatile boolean closed;

  private record Submitted(Fetch fetch, Future<FetchedFile> result) {}

  private ReadAhead(
      Configuration configuration, List<? extends StoredFile> files, ReadAheadLimits limits) {
    this.configuration = configuration;
    this.files = files;
    this.limits = limits;
    freeChunks = new Semaphore(limits.chunks());
    threads = new FetchThreads(limits.requests());
  }

  /** Begins to fetch. */
  static ReadAhead start(
      Configuration configuration, List<? extends StoredFile> files, ReadAheadLimits limits) {
    ReadAhead ahead = new ReadAhead(configuration, files, limits);
    boolean started = false;
    try {
      ahead.submitWhatFits();
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
    if (lastOpened != null) {
      lastOpened.close();
      lastOpened = null;
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
    FetchedStream opened = new FetchedStream(index);
    lastOpened = opened;
    return opened;
  }

  /** Interrupts all fetches and waits until their threads have ended, 10 seconds at most. */
  @Override
  public void close() {
    closed = true;
    threads.close();
  }

  ThreadPoolExecutor executor() {
    return threads.executor();
  }

  /** Chunks that were made because none was spare. */
  int chunksMade() {
    return chunksMade.get();
  }

  /** Submits files in the list's order for as long as there are chunks for the next one. */
  private void submitWhatFits() {
    while (!closed && nextToSubmit < files.size()) {
      StoredFile file = files.get(nextToSubmit);
      if (!limits.take(file)) {
        nextToSubmit++;
      } else if (freeChunks.tryAcquire(limits.reservedFor(file))) {
        submitNext();
      } else {
        return;
      }
    }
    threads.endAfterSubmitted();
  }

  private void submitNext() {
    int index = nextToSubmit++;
    Fetch fetch = new Fetch(index);
    submitted.addLast(new Submitted(fetch, threads.submit(fetch)));
  }

  /** Waits for a file's bytes; the files before it are not read any more. */
  private FetchedFile await(int index) throws IOException {
    try {
      if (closed) {
        throw new IOException("the read-ahead is closed");
      }
      abandonBefore(index);
      if (submitted.isEmpty()) {
        // Fetches that nobody reads any more hold the chunks until they end.
        freeChunks.acquire(limits.reservedFor(files.get(index)));
        submitNext();
      }
      return submitted.getFirst().result().get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw (IOException) new InterruptedIOException("interrupted").initCause(e);
    } catch (CancellationException e) {
      throw new IOException("the read-ahead is closed", e);
    } catch (ExecutionException e) {
      throw new IllegalStateException("the read-ahead broke", e.getCause());
    }
  }

  /** Gives back the chunks of the files before an index, and fetches on. */
  private void abandonBefore(int index) {
    while (!submitted.isEmpty() && submitted.getFirst().fetch().index < index) {
      submitted.removeFirst().fetch().leave();
    }
    nextToSubmit = Math.max(nextToSubmit, index);
    submitWhatFits();
  }

  private byte[] chunk() {
    byte[] spare = spareChunks.poll();
    if (spare != null) {
      return spare;
    }
    chunksMade.incrementAndGet();
    return new byte[limits.chunkBytes()];
  }

  /** Fetches one file. Its chunks are free once it has ended and the reader has left it. */
  private final class Fetch implements Callable<FetchedFile> {
    private final int index;
    private final FetchedFile fetched = new FetchedFile(limits.chunkBytes());
    private final AtomicBoolean oneHasLeft = new AtomicBoolean();

    Fetch(int index) {
      this.index = index;
    }

    @Override
    public FetchedFile call() {
      try {
        StoredFile file = files.get(index);
        fetched.fill(
            new ResumingInputStream(configuration, file),
            limits.reservedFor(file),
            ReadAhead.this::chunk);
        return fetched;
      } finally {
        leave();
      }
    }

    /** Called by the thread that fetches and by the reader; the second call frees the chunks. */
    void leave() {
      if (oneHasLeft.getAndSet(true)) {
        fetched.release().forEach(spareChunks::push);
        freeChunks.release(limits.reservedFor(files.get(index)));
      }
    }
  }

  /** A file's stored bytes; the first read waits for them. */
  private final class FetchedStream extends InputStream {
    private final int index;
    private @Nullable FetchedFile fetched;
    private @Nullable InputStream unfetched;
    private int position;
    private boolean closed;

    FetchedStream(int index) {
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
      if (closed) {
        throw new IOException("the stream is closed");
      }
      InputStream live = unfetched;
      if (live != null) {
        return live.read(out, from, length);
      }
      FetchedFile file = fetched;
      if (file == null) {
        file = await(index);
        fetched = file;
        if (file.isCut()) {
          InputStream again = new ResumingInputStream(configuration, files.get(index));
          unfetched = again;
          return again.read(out, from, length);
        }
      }
      int count = file.read(position, out, from, length);
      position += Math.max(count, 0);
      return count;
    }

    @Override
    public void close() {
      if (closed) {
        return;
      }
      closed = true;
      abandonBefore(index + 1);
      InputStream live = unfetched;
      if (live != null) {
        closeQuietly(live);
      }
    }

    private void closeQuietly(InputStream live) {
      try {
        live.close();
      } catch (IOException e) {
        // The reader has what it needs.
        unfetched = null;
      }
    }
  }
}
