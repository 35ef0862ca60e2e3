package io.lookouttrail.sample.output;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.HexFormat;
import java.util.zip.GZIPInputStream;

/** What a small stored object is when inflated: its size, and the hash that a digest names. */
public record InflatedObject(long bytes, String sha256) {

  public static InflatedObject of(byte[] stored) throws IOException {
    if (stored[0] != 0x1f) {
      return new InflatedObject(stored.length, hash(stored));
    }
    try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(stored))) {
      byte[] body = in.readAllBytes();
      return new InflatedObject(body.length, hash(body));
    }
  }

  public static String hash(byte[] bytes) {
    return HexFormat.of().formatHex(GzipWriter.sha256().digest(bytes));
  }
}
