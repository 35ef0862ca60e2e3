package io.lookouttrail.scan.body;

import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

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

  /** Returns a decoder that uses the JDK's zlib. */
  static DeflateDecoder ofJdk() {
    return new DeflateDecoder() {
      private final Inflater inflater = new Inflater(true);

      @Override
      public void reset() {
        inflater.reset();
      }

      @Override
      public void feed(byte[] bytes, int from, int length) {
        inflater.setInput(bytes, from, length);
      }

      @Override
      public int inflate(byte[] out, int from, int length) throws DataFormatException {
        int count = inflater.inflate(out, from, length);
        if (count == 0 && inflater.needsDictionary()) {
          throw new DataFormatException("the stream needs a preset dictionary");
        }
        return count;
      }

      @Override
      public boolean finished() {
        return inflater.finished();
      }

      @Override
      public int remaining() {
        return inflater.getRemaining();
      }

      @Override
      public long written() {
        return inflater.getBytesWritten();
      }

      @Override
      public void close() {
        inflater.end();
      }
    };
  }
}
