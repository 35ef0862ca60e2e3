package io.lookouttrail.sample.output;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/** Contents of log files in all forms, intact and damaged. */
public final class LogFileBodies {
  private static final int BLOCK = 1 << 20;

  private LogFileBodies() {}

  /** Returns the text of a regular log file. */
  public static String records(List<String> records) {
    return "{\"Records\":[" + String.join(",", records) + "]}";
  }

  public static byte[] gzip(String body) throws IOException {
    return compress(body, false);
  }

  /** Compresses a text without the end of the gzip format and its checksum. */
  public static byte[] truncatedGzip(String body) throws IOException {
    return compress(body, true);
  }

  /** Compresses a text and changes the checksum. */
  public static byte[] wrongChecksum(String body) throws IOException {
    byte[] bytes = gzip(body);
    bytes[bytes.length - 8] ^= 0x55;
    return bytes;
  }

  /** Compresses a text as three gzip members, of which the first ends inside a record. */
  public static byte[] multiMemberGzip(String body) throws IOException {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    int third = body.length() / 3;
    all.writeBytes(gzip(body.substring(0, third)));
    all.writeBytes(gzip(body.substring(third, 2 * third)));
    all.writeBytes(gzip(body.substring(2 * third)));
    return all.toByteArray();
  }

  private static byte[] compress(String body, boolean truncated) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    byte[] bytes = body.getBytes(UTF_8);
    try (GzipWriter writer = new GzipWriter()) {
      writer.open(out);
      writer.append(bytes, 0, bytes.length);
      if (truncated) {
        writer.truncate();
      } else {
        writer.finish();
      }
    }
    return out.toByteArray();
  }

  /** Returns the same JSON, indented by two blanks. */
  public static String prettyPrinted(String json) {
    StringBuilder out = new StringBuilder(json.length() * 2);
    int depth = 0;
    boolean quoted = false;
    for (int i = 0; i < json.length(); i++) {
      char c = json.charAt(i);
      if (quoted) {
        out.append(c);
        if (c == '\\') {
          out.append(json.charAt(++i));
        } else if (c == '"') {
          quoted = false;
        }
        continue;
      }
      quoted = c == '"';
      if (c == '}' || c == ']') {
        out.append('\n').append("  ".repeat(--depth));
      }
      out.append(c);
      if (c == '{' || c == '[') {
        out.append('\n').append("  ".repeat(++depth));
      } else if (c == ',') {
        out.append('\n').append("  ".repeat(depth));
      } else if (c == ':') {
        out.append(' ');
      }
    }
    return out.append('\n').toString();
  }

  /**
   * Writes a decompression bomb: a valid file of one gzip member that inflates to blanks between
   * two brackets. It compresses a block of blanks once and writes it many times.
   *
   * @return the number of bytes written
   */
  public static long writeBomb(OutputStream out, long inflatedBytes) throws IOException {
    byte[] head = "{\"Records\":[".getBytes(UTF_8);
    byte[] tail = "]}".getBytes(UTF_8);
    byte[] blanks = new byte[BLOCK];
    Arrays.fill(blanks, (byte) ' ');
    CRC32 crc = new CRC32();
    CountingStream counted = new CountingStream(out);
    counted.write(new byte[] {0x1f, (byte) 0x8b, 8, 0, 0, 0, 0, 0, 0, (byte) 0xff});
    counted.write(deflate(head, Deflater.FULL_FLUSH));
    crc.update(head);
    byte[] block = deflate(blanks, Deflater.FULL_FLUSH);
    long blocks = inflatedBytes / BLOCK;
    for (long i = 0; i < blocks; i++) {
      counted.write(block);
      crc.update(blanks);
    }
    counted.write(deflate(tail, Deflater.NO_FLUSH));
    crc.update(tail);
    long inflated = head.length + blocks * BLOCK + tail.length;
    for (long value : new long[] {crc.getValue(), inflated}) {
      for (int shift = 0; shift < 32; shift += 8) {
        counted.write(new byte[] {(byte) (value >>> shift)});
      }
    }
    return counted.bytes;
  }

  private static final class CountingStream {
    private final OutputStream out;
    private long bytes;

    CountingStream(OutputStream out) {
      this.out = out;
    }

    void write(byte[] source) throws IOException {
      out.write(source);
      bytes += source.length;
    }
  }

  /** Returns a self-contained part of a deflate stream; without a flush it is the last part. */
  private static byte[] deflate(byte[] source, int flush) {
    Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION, true);
    try {
      deflater.setInput(source);
      if (flush == Deflater.NO_FLUSH) {
        deflater.finish();
      }
      byte[] out = new byte[1 << 16];
      return Arrays.copyOf(out, deflater.deflate(out, 0, out.length, flush));
    } finally {
      deflater.end();
    }
  }
}
