package io.lookouttrail.ingest;

import io.lookouttrail.ingest.rows.BatchStats;
import io.lookouttrail.ingest.rows.StagedKind;
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
 * Result of a scan task: the files that it staged, and its counts.
 *
 * <p>It travels as bytes, because Spark may be configured with a serializer that does not support
 * records.
 *
 * @param attempt prefix of the names of its files
 * @param kinds kinds of rows for which it staged a file
 */
record ScanTaskResult(String attempt, Set<StagedKind> kinds, BatchStats stats)
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
