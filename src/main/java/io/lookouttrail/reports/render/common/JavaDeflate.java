package io.lookouttrail.reports.render.common;

import com.jcraft.jzlib.Deflater;
import com.jcraft.jzlib.DeflaterOutputStream;
import com.jcraft.jzlib.JZlib;
import java.io.IOException;
import java.io.OutputStream;

/**
 * Compression in pure Java. The JDK's own is the machine's zlib, whose bytes differ from one build
 * of it to the next.
 */
public final class JavaDeflate {
  private static final int BUFFER = 1 << 14;

  private JavaDeflate() {}

  /** For ZIP entries: bare deflate. Closing ends the data and leaves {@code out} open. */
  public static OutputStream bare(OutputStream out) throws IOException {
    return to(out, true);
  }

  /** For PDF's FlateDecode: deflate in zlib's frame. Closing leaves {@code out} open. */
  public static OutputStream framed(OutputStream out) throws IOException {
    return to(out, false);
  }

  private static OutputStream to(OutputStream out, boolean bare) throws IOException {
    Deflater deflater = new Deflater(JZlib.Z_DEFAULT_COMPRESSION, bare);
    return new DeflaterOutputStream(out, deflater, BUFFER, false);
  }
}
