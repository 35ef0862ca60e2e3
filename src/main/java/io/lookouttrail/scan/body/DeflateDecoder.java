package io.lookouttrail.scan.body;

import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * Inflates a raw deflate stream, as much at a time as there is room for.
 *
 * <p>The one place to put a faster decoder; it must give the same bytes, also those before an
 * error.
 */
interface DeflateDecoder extends AutoCloseable {
  /** Begins a new stream. */
  void reset();

  /** The next compressed bytes; only when those before are used up. */
  void feed(byte[] bytes, int from, int length);

  /**
   * Inflates into the room given.
   *
   * @return the number of bytes; 0 when more input is needed or the stream is at its end
   */
  int inflate(byte[] out, int from, int length) throws DataFormatException;

  boolean finished();

  /** Bytes fed that belong to what follows, or are not used yet. */
  int remaining();

  /** Bytes given out since the reset, also by a call that then failed. */
  long written();

  @Override
  void close();

  /** The JDK's zlib. */
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
          throw new DataFormatException("a preset dictionary is asked for");
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
