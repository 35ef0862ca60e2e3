package io.lookouttrail.scan.body;

import java.util.zip.DataFormatException;

/**
 * Decoder of a raw deflate stream, in pieces of the caller's size.
 *
 * <p>A faster decoder can replace the JDK's here. It must return the same bytes, also those before
 * an error.
 */
interface DeflateDecoder extends AutoCloseable {
  /** Begins a new stream. */
  void reset();

  /** Sets the next compressed bytes; allowed when the earlier ones are used up. */
  void feed(byte[] bytes, int from, int length);

  /**
   * Inflates into the array.
   *
   * @return the number of bytes; 0 when more input is needed or the stream is at its end
   */
  int inflate(byte[] out, int from, int length) throws DataFormatException;

  /** Returns whether the end of the stream was reached. */
  boolean finished();

  /** Returns the number of bytes fed that are not used. */
  int remaining();

  /** Returns the bytes inflated since the reset, including those of a call that failed. */
  long written();

  @Override
  void close();
}
