package io.lookouttrail.scan;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/** Fuzz target: a log file's text, compared with Jackson and between sizes of chunks. */
public final class RecordsFuzz {
  private static final int MAX_RECORD_BYTES = 1 << 20;

  /**
   * Readers by the size of their chunks: to make one takes far longer than to scan a short text.
   */
  private static final Map<Integer, LogFileReader> READERS = new HashMap<>();

  private RecordsFuzz() {}

  /** The first byte is the size of the chunks, the others are the text. */
  public static void fuzzerTestOneInput(byte[] data) {
    if (data.length < 2) {
      return;
    }
    int chunk = 1 + (data[0] & 0x3f);
    String text = new String(Arrays.copyOfRange(data, 1, data.length), StandardCharsets.UTF_8);
    byte[] body = text.getBytes(StandardCharsets.UTF_8);
    ScanDifferentialTest.check(body, "chunks of " + chunk, size -> scan(size, body), chunk);
  }

  private static Scanned scan(int chunk, byte[] body) {
    LogFileReader reader =
        READERS.computeIfAbsent(chunk, size -> Scanned.reader(size, MAX_RECORD_BYTES));
    return Scanned.inChunks(reader, chunk, body);
  }
}
