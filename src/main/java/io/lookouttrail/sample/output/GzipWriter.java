package io.lookouttrail.sample.output;

import java.io.IOException;
import java.io.OutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/**
 * Writer of one gzip object after another, with their sizes and the hash of their content. The
 * header is fixed, so that the same content gives the same file. It uses some 100 kB for any size.
 */
public final class GzipWriter implements AutoCloseable {
  private static final byte[] HEADER = {0x1f, (byte) 0x8b, 8, 0, 0, 0, 0, 0, 0, (byte) 0xff};

  private final Deflater deflater = new Deflater(Deflater.BEST_SPEED, true);
  private final CRC32 crc = new CRC32();
  private final MessageDigest sha = sha256();
  private final byte[] in = new byte[1 << 15];
  private final byte[] out = new byte[1 << 15];
  private OutputStream target = OutputStream.nullOutputStream();
  private int filled;
  private long inflated;
  private long stored;

  /**
   * Sizes and hash of a finished object.
   *
   * @param jsonBytes inflated size
   * @param storedBytes compressed size
   * @param sha256 hash of the inflated content in lower-case hex; empty for a truncated object
   */
  public record Written(long jsonBytes, long storedBytes, String sha256) {}

  /** Begins an object. */
  public void open(OutputStream into) throws IOException {
    deflater.reset();
    crc.reset();
    sha.reset();
    filled = 0;
    inflated = 0;
    target = into;
    target.write(HEADER);
    stored = HEADER.length;
  }

  /** Bytes of the object so far, before compression. */
  public long inflated() {
    return inflated;
  }

  public void append(byte[] source, int from, int count) throws IOException {
    inflated += count;
    int done = 0;
    while (done < count) {
      int step = Math.min(count - done, in.length - filled);
      System.arraycopy(source, from + done, in, filled, step);
      filled += step;
      done += step;
      if (filled == in.length) {
        drain(Deflater.NO_FLUSH);
      }
    }
  }

  /** Ends the object and closes its stream. */
  public Written finish() throws IOException {
    deflater.finish();
    drain(Deflater.NO_FLUSH);
    writeInt((int) crc.getValue());
    writeInt((int) inflated);
    target.close();
    return new Written(inflated, stored, HexFormat.of().formatHex(sha.digest()));
  }

  /** Closes the stream without the end of the gzip format; all content so far can be inflated. */
  Written truncate() throws IOException {
    drain(Deflater.SYNC_FLUSH);
    target.close();
    return new Written(inflated, stored, "");
  }

  private void drain(int flush) throws IOException {
    crc.update(in, 0, filled);
    sha.update(in, 0, filled);
    deflater.setInput(in, 0, filled);
    filled = 0;
    int count;
    do {
      count = deflater.deflate(out, 0, out.length, flush);
      target.write(out, 0, count);
      stored += count;
    } while (count == out.length || (!deflater.needsInput() && !deflater.finished()));
  }

  private void writeInt(int value) throws IOException {
    for (int shift = 0; shift < 32; shift += 8) {
      target.write(value >>> shift);
    }
    stored += 4;
  }

  @Override
  public void close() {
    deflater.end();
  }

  public static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
