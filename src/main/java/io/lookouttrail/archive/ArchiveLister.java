package io.lookouttrail.archive;

import io.lookouttrail.run.UserError;
import io.lookouttrail.run.Window;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongConsumer;
import org.apache.hadoop.conf.Configuration;
import org.jspecify.annotations.Nullable;

/**
 * Lists the log files of an archive that are in a window, with as few requests as possible.
 *
 * <p>The archive may be a bucket, any folder above or inside the layout, one file, or folders of
 * log files without any layout. The listing opens no file and requests the status of none.
 */
public final class ArchiveLister {

  private static final long PROGRESS_MILLIS = 200;

  private final Configuration configuration;
  private final int parallelism;

  /**
   * @param parallelism listings under way at once
   */
  public ArchiveLister(Configuration configuration, int parallelism) {
    if (parallelism < 1) {
      throw new IllegalArgumentException("parallelism must be at least 1, was " + parallelism);
    }
    this.configuration = configuration;
    this.parallelism = parallelism;
  }

  /**
   * Lists the log files in the window.
   *
   * @param archive a local path or a Hadoop URI
   * @param foundSoFar receives the number of files found so far, several times a second, on the
   *     calling thread
   * @return at least one file
   * @throws UserError if the archive cannot be listed, or contains no log file of the window
   */
  public ArchiveListing list(String archive, Window window, LongConsumer foundSoFar) {
    return list(archive, window, foundSoFar, true);
  }

  /**
   * Lists the log files in the window; there may be none.
   *
   * @param archive a local path or a Hadoop URI
   * @throws UserError if the archive cannot be listed
   */
  public ArchiveListing listAny(String archive, Window window) {
    return list(archive, window, found -> {}, false);
  }

  private ArchiveListing list(
      String archive, Window window, LongConsumer foundSoFar, boolean atLeastOne) {
    ArchiveRoot root = ArchiveRoot.of(archive, configuration);
    try {
      return list(root.store(), root.folder(ObjectKind.LOGS), window, foundSoFar, atLeastOne);
    } catch (IOException e) {
      throw ListingErrors.of(root.name(), e);
    }
  }

  /**
   * Lists the digest files in the window, by the day in their own keys.
   *
   * @param archive a local path or a Hadoop URI
   * @param foundSoFar receives the number of files found so far, several times a second, on the
   *     calling thread
   * @return may be empty: log file validation may never have been enabled
   * @throws UserError if the archive cannot be listed
   */
  public ArchiveListing listDigests(String archive, Window window, LongConsumer foundSoFar) {
    ArchiveRoot opened = ArchiveRoot.of(archive, configuration);
    try {
      Folder root = opened.folder(ObjectKind.DIGESTS);
      Walk walk = new Walk(ObjectKind.DIGESTS, opened.store(), window);
      if (root.position().foreign() == null) {
        walk.from(root, foundSoFar);
      }
      return walk.listing();
    } catch (IOException e) {
      throw ListingErrors.of(opened.name(), e);
    }
  }

  private ArchiveListing list(
      FolderStore store, Folder root, Window window, LongConsumer foundSoFar, boolean atLeastOne)
      throws IOException {
    if (root.position().foreign() != null) {
      throw EmptyListing.inForeignFolder(store, root);
    }
    Walk walk = new Walk(ObjectKind.LOGS, store, window);
    walk.from(root, foundSoFar);
    ArchiveListing listing = walk.listing();
    if (atLeastOne && listing.fileCount() == 0) {
      throw EmptyListing.of(store, root, window, walk.skipped);
    }
    return listing;
  }

  /**
   * One walk over an archive: threads list folders, and the caller's thread collects the results.
   */
  private final class Walk {
    final ListingCounters counters = new ListingCounters();
    final List<CompactFileList> batches = new ArrayList<>();
    final SkippedObjects skipped = new SkippedObjects();

    private final ObjectKind objectKind;
    private final FolderStore store;
    private final Window window;
    private final FolderQueue queue = new FolderQueue();

    Walk(ObjectKind objectKind, FolderStore store, Window window) {
      this.objectKind = objectKind;
      this.store = store;
      this.window = window;
    }

    ArchiveListing listing() {
      return new ArchiveListing(batches, skipped.counts(), counters.requests());
    }

    void from(Folder root, LongConsumer foundSoFar) throws IOException {
      if (!root.position().overlaps(window)) {
        skipped.unopened(root);
        return;
      }
      ExecutorService threads = Executors.newFixedThreadPool(parallelism, daemonThreads());
      try {
        CompletionService<FolderListing> listings = new ExecutorCompletionService<>(threads);
        queue.add(root);
        while (queue.takeAll(folder -> submit(listings, folder, folder.equals(root)))) {
          Future<FolderListing> done = listings.poll(PROGRESS_MILLIS, TimeUnit.MILLISECONDS);
          if (done != null) {
            collect(done.get());
          }
          foundSoFar.accept(counters.found());
        }
      } catch (ExecutionException e) {
        throw unchecked(e.getCause());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw UserError.cannot(
            ListingErrors.what(root.describe()), "its listing was interrupted", "Run it again.", e);
      } finally {
        threads.shutdownNow();
      }
    }

    private void submit(CompletionService<FolderListing> listings, Folder folder, boolean root) {
      FolderListing listing = new FolderListing(objectKind, store, folder, window, counters, root);
      listings.submit(() -> listFolder(listing));
    }

    private void collect(FolderListing listing) {
      batches.addAll(listing.batches());
      skipped.add(listing.skipped());
      KeyPosition position = listing.folder().position();
      skipped.owner(position.account(), position.region());
      listing.children().forEach(queue::add);
      queue.listed();
    }
  }

  private static FolderListing listFolder(FolderListing listing) {
    try {
      return listing.list();
    } catch (IOException e) {
      throw ListingErrors.of(listing.folder().describe(), e);
    }
  }

  private static RuntimeException unchecked(@Nullable Throwable cause) {
    if (cause instanceof RuntimeException e) {
      return e;
    }
    if (cause instanceof Error e) {
      throw e;
    }
    return new IllegalStateException(cause);
  }

  private static ThreadFactory daemonThreads() {
    AtomicInteger number = new AtomicInteger();
    return task -> {
      Thread thread = new Thread(task, "archive-listing-" + number.incrementAndGet());
      thread.setDaemon(true);
      return thread;
    };
  }
}
