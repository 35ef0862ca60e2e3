package io.lookouttrail.archive;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;
import org.jspecify.annotations.Nullable;

/**
 * Binary form of log files that the driver sends to tasks.
 *
 * <p>Spark may be set to a serializer that cannot take records, and millions of files pass through
 * the driver. So the form does not depend on a serializer, and it is small: of each path it holds
 * what differs from the path before, and the whole is compressed at the fastest level.
 */
public final class LogFileCodec {
  private LogFileCodec() {}

  /** Writes what a task receives, log files among it, with {@link #write}. */
  public interface Encoder {
    void encode(DataOutputStream out) throws IOException;
  }

  /** Reads what an {@link Encoder} wrote, log files with {@link #read}. */
  public interface Decoder<T> {
    T decode(DataInputStream in) throws IOException;
  }

  /** The bytes of a list of files, in its order. */
  public static byte[] encode(List<LogFile> files) {
    return encode(out -> write(out, files));
  }

  /** The files of {@link #encode(List)}. */
  public static List<LogFile> decode(byte[] bytes) {
    return decode(bytes, LogFileCodec::read);
  }

  /** The compressed bytes of what an encoder writes. */
  public static byte[] encode(Encoder encoder) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    Deflater fastest = new Deflater(Deflater.BEST_SPEED);
    try (DataOutputStream out =
        new DataOutputStream(new BufferedOutputStream(new DeflaterOutputStream(bytes, fastest)))) {
      encoder.encode(out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      fastest.end();
    }
    return bytes.toByteArray();
  }

  /** What a decoder reads from the bytes of {@link #encode(Encoder)}. */
  public static <T> T decode(byte[] bytes, Decoder<T> decoder) {
    try (DataInputStream in =
        new DataInputStream(
            new BufferedInputStream(new InflaterInputStream(new ByteArrayInputStream(bytes))))) {
      return decoder.decode(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Writes a list of files, in its order. */
  public static void write(DataOutputStream out, List<LogFile> files) throws IOException {
    out.writeInt(files.size());
    String last = "";
    for (LogFile file : files) {
      int head = commonHead(last, file.path());
      int tail = commonTail(file.path(), file.sourceFile());
      out.writeInt(head);
      out.writeUTF(file.path().substring(head));
      out.writeInt(tail);
      out.writeUTF(file.sourceFile().substring(0, file.sourceFile().length() - tail));
      out.writeLong(file.bytes());
      write(out, file.modifiedAt());
      write(out, file.keyAccount());
      write(out, file.keyRegion());
      write(out, file.deliveredAt());
      out.writeBoolean(file.dated());
      last = file.path();
    }
  }

  /** Reads a list of files that {@link #write} wrote. */
  public static List<LogFile> read(DataInputStream in) throws IOException {
    int count = in.readInt();
    List<LogFile> files = new ArrayList<>(count);
    String last = "";
    for (int i = 0; i < count; i++) {
      String path = last.substring(0, in.readInt()) + in.readUTF();
      int tail = in.readInt();
      String sourceFile = in.readUTF() + path.substring(path.length() - tail);
      files.add(
          new LogFile(
              sourceFile,
              path,
              in.readLong(),
              readInstant(in),
              readNullable(in),
              readNullable(in),
              readInstant(in),
              in.readBoolean()));
      last = path;
    }
    return files;
  }

  private static void write(DataOutputStream out, Instant time) throws IOException {
    out.writeLong(time.getEpochSecond());
    out.writeInt(time.getNano());
  }

  private static Instant readInstant(DataInputStream in) throws IOException {
    return Instant.ofEpochSecond(in.readLong(), in.readInt());
  }

  private static void write(DataOutputStream out, Optional<String> text) throws IOException {
    out.writeBoolean(text.isPresent());
    if (text.isPresent()) {
      out.writeUTF(text.get());
    }
  }

  private static @Nullable String readNullable(DataInputStream in) throws IOException {
    return in.readBoolean() ? in.readUTF() : null;
  }

  private static int commonHead(String one, String other) {
    int most = Math.min(one.length(), other.length());
    int length = 0;
    while (length < most && one.charAt(length) == other.charAt(length)) {
      length++;
    }
    return length;
  }

  private static int commonTail(String one, String other) {
    int most = Math.min(one.length(), other.length());
    int length = 0;
    while (length < most
        && one.charAt(one.length() - 1 - length) == other.charAt(other.length() - 1 - length)) {
      length++;
    }
    return length;
  }
}
