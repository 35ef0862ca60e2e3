package io.lookouttrail.scan.body;

import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/** Decoder that uses the JDK's zlib. */
final class JdkDeflateDecoder implements DeflateDecoder {
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
}
