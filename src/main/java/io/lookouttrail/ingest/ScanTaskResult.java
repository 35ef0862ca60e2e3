package io.lookouttrail.ingest;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a task of a scan leaves: the files that it laid aside, and what it counted.
 *
 * <p>It travels as bytes, because Spark may be set to a serializer that cannot take records.
 *
 * @param attempt what its files are called by
 * @param kinds of its files
 */
record ScanTaskResult(String attempt, Set<StagedKind> kinds, BatchStats facts)
    implements Serializable {

  ScanTaskResult {
    kinds = new TreeSet<>(kinds);
  }

  byte[] toBytes() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(this);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  static ScanTaskResult fromBytes(byte[] bytes) {
    try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes))) {
      return (ScanTaskResult) in.readObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException(e);
    }
  }
}
