package io.lookouttrail.integrity;

import io.lookouttrail.archive.LogFile;
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
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;

/**
 * Files on their way to a task, each told by what differs from the one before: millions of them
 * pass through the driver.
 */
final class FileParcel {
  private FileParcel() {}

  /** Parts of chains. */
  static byte[] ofSegments(List<ChainSegment> segments) {
    return written(
        out -> {
          out.writeInt(segments.size());
          for (ChainSegment segment : segments) {
            ChainId chain = segment.chain();
            out.writeUTF(chain.group().root());
            out.writeUTF(chain.group().account());
            out.writeUTF(chain.group().region());
            out.writeUTF(chain.trail());
            out.writeUTF(chain.homeRegion());
            out.writeBoolean(chain.backfill());
            write(out, segment.newer());
            write(out, segment.own());
            out.writeBoolean(segment.headless());
            out.writeBoolean(segment.oldest());
          }
        });
  }

  static List<ChainSegment> segments(byte[] parcel) {
    return read(
        parcel,
        in -> {
          int count = in.readInt();
          List<ChainSegment> segments = new ArrayList<>(count);
          for (int i = 0; i < count; i++) {
            DeliveryGroup group = new DeliveryGroup(in.readUTF(), in.readUTF(), in.readUTF());
            ChainId chain = new ChainId(group, in.readUTF(), in.readUTF(), in.readBoolean());
            segments.add(
                new ChainSegment(chain, files(in), files(in), in.readBoolean(), in.readBoolean()));
          }
          return segments;
        });
  }

  static byte[] ofFiles(List<LogFile> files) {
    return written(out -> write(out, files));
  }

  static List<LogFile> files(byte[] parcel) {
    return read(parcel, FileParcel::files);
  }

  private static void write(DataOutputStream out, List<LogFile> files) throws IOException {
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
      out.writeLong(file.modifiedAt().toEpochMilli());
      out.writeLong(file.deliveredAt().toEpochMilli());
      out.writeUTF(file.keyAccount().orElse(""));
      out.writeUTF(file.keyRegion().orElse(""));
      last = file.path();
    }
  }

  private static List<LogFile> files(DataInputStream in) throws IOException {
    int count = in.readInt();
    List<LogFile> files = new ArrayList<>(count);
    String last = "";
    for (int i = 0; i < count; i++) {
      String path = last.substring(0, in.readInt()) + in.readUTF();
      int tail = in.readInt();
      String sourceFile = in.readUTF() + path.substring(path.length() - tail);
      long bytes = in.readLong();
      Instant modifiedAt = Instant.ofEpochMilli(in.readLong());
      Instant deliveredAt = Instant.ofEpochMilli(in.readLong());
      String account = in.readUTF();
      String region = in.readUTF();
      files.add(
          new LogFile(
              sourceFile,
              path,
              bytes,
              modifiedAt,
              account.isEmpty() ? null : account,
              region.isEmpty() ? null : region,
              deliveredAt));
      last = path;
    }
    return files;
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

  private interface Writing {
    void to(DataOutputStream out) throws IOException;
  }

  private interface Reading<T> {
    T from(DataInputStream in) throws IOException;
  }

  private static byte[] written(Writing writing) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    Deflater fast = new Deflater(Deflater.BEST_SPEED);
    try (DataOutputStream out =
        new DataOutputStream(new BufferedOutputStream(new DeflaterOutputStream(bytes, fast)))) {
      writing.to(out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      fast.end();
    }
    return bytes.toByteArray();
  }

  private static <T> T read(byte[] parcel, Reading<T> reading) {
    try (DataInputStream in =
        new DataInputStream(
            new BufferedInputStream(new InflaterInputStream(new ByteArrayInputStream(parcel))))) {
      return reading.from(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
