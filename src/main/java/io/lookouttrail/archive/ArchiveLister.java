package io.lookouttrail.archive;

import io.lookouttrail.run.UserError;
import io.lookouttrail.run.Window;
import io.lookouttrail.storage.CanonicalNames;
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
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
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
    Path path = CanonicalNames.path(archive);
    try {
      FileSystem fileSystem = path.getFileSystem(configuration);
      return list(fileSystem, fileSystem.makeQualified(path), window, foundSoFar, atLeastOne);
    } catch (IOException e) {
      throw ListingErrors.of(path, e);
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
    Path path = CanonicalNames.path(archive);
    try {
      FileSystem fileSystem = path.getFileSystem(configuration);
      Folder root = Folder.root(ObjectKind.DIGESTS, fileSystem.makeQualified(path));
      Walk walk =
          new Walk(
              ObjectKind.DIGESTS,
              fileSystem,
              window,
              new ListingCounters(CanonicalNames.isS3(path)));
      if (root.position().foreign() == null) {
        walk.from(root, foundSoFar);
      }
      return new ArchiveListing(walk.batches, walk.skipped.counts(), walk.counters.requests());
    } catch (IOException e) {
      throw ListingErrors.of(path, e);
    }
  }

  private ArchiveListing list(
      FileSystem fileSystem, Path path, Window window, LongConsumer foundSoFar, boolean atLeastOne)
      throws IOException {
    Folder root = Folder.root(ObjectKind.LOGS, path);
    if (root.position().foreign() != null) {
      throw EmptyListing.inForeignFolder(fileSystem, root);
    }
    Walk walk =
        new Walk(
            ObjectKind.LOGS, fileSystem, window, new ListingCounters(CanonicalNames.isS3(path)));
    walk.from(root, foundSoFar);
    ArchiveListing listing =
        new ArchiveListing(walk.batches, walk.skipped.counts(), walk.counters.requests());
    if (atLeastOne && listing.fileCount() == 0) {
      throw EmptyListing.of(fileSystem, root, window, walk.skipped);
    }
    return listing;
  }

  /**
   * One walk over an archive: threads list folders, and the caller's thread collects the results.
   */
  private final class Walk {
    final ListingCounters counters;
    final List<CompactFileList> batches = new ArrayList<>();
    final SkippedObjects skipped = new SkippedObjects();

    private final ObjectKind objectKind;
    private final FileSystem fileSystem;
    private final Window window;
    private int running;

    Walk(ObjectKind objectKind, FileSystem fileSystem, Window window, ListingCounters counters) {
      this.objectKind = objectKind;
      this.fileSystem = fileSystem;
      this.window = window;
      this.counters = counters;
    }

    void from(Folder root, LongConsumer foundSoFar) throws IOException {
      if (!root.position().overlaps(window)) {
        skipped.unopened(root);
        return;
      }
      ExecutorService threads = Executors.newFixedThreadPool(parallelism, daemonThreads());
      try {
        CompletionService<FolderListing> listings = new ExecutorCompletionService<>(threads);
        submit(listings, root, true);
        while (running > 0) {
          Future<FolderListing> done = listings.poll(PROGRESS_MILLIS, TimeUnit.MILLISECONDS);
          if (done != null) {
            running--;
            collect(listings, done.get());
          }
          foundSoFar.accept(counters.found());
        }
      } catch (ExecutionException e) {
        throw unchecked(e.getCause());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw UserError.cannot(
            "read the archive " + CanonicalNames.of(root.path()),
            "its listing was interrupted",
            "Run it again.",
            e);
      } finally {
        threads.shutdownNow();
      }
    }

    private void submit(CompletionService<FolderListing> listings, Folder folder, boolean root) {
      FolderListing listing =
          new FolderListing(objectKind, fileSystem, folder, window, counters, root);
      listings.submit(() -> listFolder(listing));
      running++;
    }

    private void collect(CompletionService<FolderListing> listings, FolderListing listing) {
      batches.addAll(listing.batches());
      skipped.add(listing.skipped());
      KeyPosition position = listing.folder().position();
      skipped.owner(position.account(), position.region());
      listing.children().forEach(child -> submit(listings, child, false));
    }
  }

  private static FolderListing listFolder(FolderListing listing) {
    try {
      return listing.list();
    } catch (IOException e) {
      throw ListingErrors.of(listing.folder().path(), e);
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
