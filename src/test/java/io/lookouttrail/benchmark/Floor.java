package io.lookouttrail.benchmark;

import io.lookouttrail.archive.LogFile;
import java.nio.file.Files;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.zip.Inflater;
import org.jspecify.annotations.Nullable;

/**
 * Lower bound of reading a gzip file: zlib's decompression without the checksum, optionally with
 * SHA-256.
 */
final class Floor implements InTwoThreads.Worker {
  private static final int HEADER_BYTES = 10;

  private final Inflater inflater = new Inflater(true);
  private final byte[] out = new byte[128 << 10];
  private final @Nullable MessageDigest digest;

  Floor(boolean hash) {
    try {
      digest = hash ? MessageDigest.getInstance("SHA-256") : null;
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public ScanCounts read(LogFile log) throws Exception {
    byte[] stored = Files.readAllBytes(BenchmarkArchive.pathOf(log));
    inflater.reset();
    inflater.setInput(stored, HEADER_BYTES, stored.length - HEADER_BYTES);
    while (!inflater.finished()) {
      int count = inflater.inflate(out, 0, out.length);
      if (digest != null) {
        digest.update(out, 0, count);
      }
    }
    if (digest != null) {
      digest.digest();
    }
    return new ScanCounts(inflater.getBytesWritten(), 0, 0);
  }

  @Override
  public void close() {
    inflater.end();
  }
}
