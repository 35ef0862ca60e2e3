package io.lookouttrail.ingest;

import io.lookouttrail.archive.LogFile;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The files that one task reads, all for the same sources.
 *
 * <p>It travels as bytes of its own making: Spark may be set to a serializer that cannot take
 * records, and names that begin like the one before need not be sent whole.
 */
record FileGroup(SortedSet<String> eventSources, List<LogFile> files) {

  FileGroup {
    eventSources = new TreeSet<>(eventSources);
    files = new ArrayList<>(files);
  }

  byte[] toBytes() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeInt(eventSources.size());
      for (String source : eventSources) {
        out.writeUTF(source);
      }
      out.writeInt(files.size());
      Writer writer = new Writer(out);
      for (LogFile file : files) {
        writer.write(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  static FileGroup fromBytes(byte[] bytes) {
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
      SortedSet<String> sources = new TreeSet<>();
      for (int left = in.readInt(); left > 0; left--) {
        sources.add(in.readUTF());
      }
      List<LogFile> files = new ArrayList<>();
      Reader reader = new Reader(in);
      for (int left = in.readInt(); left > 0; left--) {
        files.add(reader.read());
      }
      return new FileGroup(sources, files);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Writes of each name what it does not share with the name of its kind before. */
  private static final class Writer {
    private final DataOutputStream out;
    private byte[] lastSource = new byte[0];
    private byte[] lastPath = new byte[0];

    Writer(DataOutputStream out) {
      this.out = out;
    }

    void write(LogFile file) throws IOException {
      lastSource = write(lastSource, file.sourceFile());
      lastPath = write(lastPath, file.path());
      out.writeLong(file.bytes());
      write(file.modifiedAt());
      write(file.keyAccount());
      write(file.keyRegion());
      write(file.deliveredAt());
    }

    private byte[] write(byte[] last, String text) throws IOException {
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      int same = 0;
      int limit = Math.min(last.length, bytes.length);
      while (same < limit && last[same] == bytes[same]) {
        same++;
      }
      out.writeInt(same);
      out.writeInt(bytes.length - same);
      out.write(bytes, same, bytes.length - same);
      return bytes;
    }

    private void write(Instant time) throws IOException {
      out.writeLong(time.getEpochSecond());
      out.writeInt(time.getNano());
    }

    private void write(Optional<String> text) throws IOException {
      out.writeBoolean(text.isPresent());
      if (text.isPresent()) {
        out.writeUTF(text.get());
      }
    }
  }

  private static final class Reader {
    private final DataInputStream in;
    private byte[] lastSource = new byte[0];
    private byte[] lastPath = new byte[0];

    Reader(DataInputStream in) {
      this.in = in;
    }

    LogFile read() throws IOException {
      lastSource = bytes(lastSource);
      lastPath = bytes(lastPath);
      return new LogFile(
          new String(lastSource, StandardCharsets.UTF_8),
          new String(lastPath, StandardCharsets.UTF_8),
          in.readLong(),
          instant(),
          textOrNull(),
          textOrNull(),
          instant());
    }

    private byte[] bytes(byte[] last) throws IOException {
      int same = in.readInt();
      byte[] bytes = new byte[same + in.readInt()];
      System.arraycopy(last, 0, bytes, 0, same);
      in.readFully(bytes, same, bytes.length - same);
      return bytes;
    }

    private Instant instant() throws IOException {
      return Instant.ofEpochSecond(in.readLong(), in.readInt());
    }

    private @Nullable String textOrNull() throws IOException {
      return in.readBoolean() ? in.readUTF() : null;
    }
  }
}
