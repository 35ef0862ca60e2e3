package io.lookouttrail.sample;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.HexFormat;
import java.util.zip.GZIPInputStream;

/** What a small stored object is when inflated: its size, and the hash that a digest names. */
record Inflated(long bytes, String sha256) {

  static Inflated of(byte[] stored) throws IOException {
    if (stored[0] != 0x1f) {
      return new Inflated(stored.length, hash(stored));
    }
    try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(stored))) {
      byte[] body = in.readAllBytes();
      return new Inflated(body.length, hash(body));
    }
  }

  static String hash(byte[] bytes) {
    return HexFormat.of().formatHex(GzipWriter.sha256().digest(bytes));
  }
}
