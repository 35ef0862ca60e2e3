package io.lookouttrail.benchmark;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.GZIPInputStream;

/** Lower bound of hashing gzip files: threads that only read, decompress and hash. */
final class HashFloor {
  private static final int BUFFER_BYTES = 64 << 10;

  private final List<Path> files;
  private final AtomicInteger next = new AtomicInteger();

  private HashFloor(List<Path> files) {
    this.files = files;
  }

  /**
   * One pass over all files.
   *
   * @param inflatedBytes of all files together
   */
  record Pass(double seconds, long inflatedBytes) {}

  /** Hashes all files with {@value BenchmarkSpark#CORES} threads. */
  static Pass over(List<Path> files) throws InterruptedException, ExecutionException {
    HashFloor floor = new HashFloor(files);
    ExecutorService threads = Executors.newFixedThreadPool(BenchmarkSpark.CORES);
    try {
      long start = System.nanoTime();
      List<Future<Long>> shares = new ArrayList<>();
      for (int i = 0; i < BenchmarkSpark.CORES; i++) {
        shares.add(threads.submit(floor::hashShare));
      }
      long bytes = 0;
      for (Future<Long> share : shares) {
        bytes += share.get();
      }
      return new Pass((System.nanoTime() - start) / 1e9, bytes);
    } finally {
      threads.shutdown();
    }
  }

  private long hashShare() throws IOException, NoSuchAlgorithmException {
    MessageDigest digest = MessageDigest.getInstance("SHA-256");
    byte[] buffer = new byte[BUFFER_BYTES];
    long bytes = 0;
    for (int i = next.getAndIncrement(); i < files.size(); i = next.getAndIncrement()) {
      try (InputStream in = new GZIPInputStream(Files.newInputStream(files.get(i)), BUFFER_BYTES)) {
        for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
          digest.update(buffer, 0, count);
          bytes += count;
        }
      }
      digest.digest();
    }
    return bytes;
  }
}
