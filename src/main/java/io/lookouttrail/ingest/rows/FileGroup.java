package io.lookouttrail.ingest.rows;

import io.lookouttrail.archive.LogFile;
import io.lookouttrail.archive.LogFileCodec;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/** The files that one task reads, all for the same event sources. */
public record FileGroup(SortedSet<String> eventSources, List<LogFile> files) {

  public FileGroup {
    eventSources = new TreeSet<>(eventSources);
    files = new ArrayList<>(files);
  }

  /** The form in which the group travels to its task. */
  public byte[] toBytes() {
    return LogFileCodec.encode(
        out -> {
          out.writeInt(eventSources.size());
          for (String source : eventSources) {
            out.writeUTF(source);
          }
          LogFileCodec.write(out, files);
        });
  }

  /** The group of {@link #toBytes}. */
  public static FileGroup fromBytes(byte[] bytes) {
    return LogFileCodec.decode(
        bytes,
        in -> {
          SortedSet<String> sources = new TreeSet<>();
          for (int left = in.readInt(); left > 0; left--) {
            sources.add(in.readUTF());
          }
          return new FileGroup(sources, LogFileCodec.read(in));
        });
  }
}
