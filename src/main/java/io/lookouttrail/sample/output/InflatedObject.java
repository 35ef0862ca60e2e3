package io.lookouttrail.sample.output;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.HexFormat;
import java.util.zip.GZIPInputStream;

/** Inflated size of a small object, and the hash of its inflated content as digests contain it. */
public record InflatedObject(long bytes, String sha256) {

  /** Inflates an object; one that is not gzip counts as it is. */
  public static InflatedObject of(byte[] stored) throws IOException {
    if (stored[0] != 0x1f) {
      return new InflatedObject(stored.length, hash(stored));
    }
    try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(stored))) {
      byte[] body = in.readAllBytes();
      return new InflatedObject(body.length, hash(body));
    }
  }

  /** Returns the SHA-256 hash in lower-case hex. */
  public static String hash(byte[] bytes) {
    return HexFormat.of().formatHex(GzipWriter.sha256().digest(bytes));
  }
}
