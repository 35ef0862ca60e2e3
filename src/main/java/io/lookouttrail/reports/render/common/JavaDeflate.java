package io.lookouttrail.reports.render.common;

import com.jcraft.jzlib.Deflater;
import com.jcraft.jzlib.DeflaterOutputStream;
import com.jcraft.jzlib.JZlib;
import java.io.IOException;
import java.io.OutputStream;

/**
 * Deflate compression in pure Java, with the same bytes on every machine. The JDK uses the zlib of
 * the machine, whose output differs between builds.
 *
 * <p>Files without compression would need no library, but in the sample report they are 4.4 times
 * as large for report.xlsx (115 kB instead of 26 kB) and 5.7 times for report.pdf (447 kB instead
 * of 79 kB).
 */
public final class JavaDeflate {
  private static final int BUFFER = 1 << 14;

  private JavaDeflate() {}

  /** Raw deflate data (RFC 1951), for ZIP entries. Closing it leaves {@code out} open. */
  public static OutputStream raw(OutputStream out) throws IOException {
    return deflate(out, true);
  }

  /**
   * Deflate data in zlib format (RFC 1950), for PDF's FlateDecode. Closing it leaves {@code out}
   * open.
   */
  public static OutputStream zlib(OutputStream out) throws IOException {
    return deflate(out, false);
  }

  private static OutputStream deflate(OutputStream out, boolean isRaw) throws IOException {
    Deflater deflater = new Deflater(JZlib.Z_DEFAULT_COMPRESSION, isRaw);
    return new DeflaterOutputStream(out, deflater, BUFFER, false);
  }
}
