package io.lookouttrail.integrity.chain;

import io.lookouttrail.archive.LogFileCodec;
import java.util.ArrayList;
import java.util.List;

/** Binary form of chain segments that the driver sends to tasks. */
public final class ChainSegmentCodec {
  private ChainSegmentCodec() {}

  public static byte[] encode(List<ChainSegment> segments) {
    return LogFileCodec.encode(
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
            LogFileCodec.write(out, segment.newer());
            LogFileCodec.write(out, segment.own());
            out.writeBoolean(segment.newerOmitted());
            out.writeBoolean(segment.endsChain());
          }
        });
  }

  public static List<ChainSegment> decode(byte[] bytes) {
    return LogFileCodec.decode(
        bytes,
        in -> {
          int count = in.readInt();
          List<ChainSegment> segments = new ArrayList<>(count);
          for (int i = 0; i < count; i++) {
            DeliveryGroup group = new DeliveryGroup(in.readUTF(), in.readUTF(), in.readUTF());
            ChainId chain = new ChainId(group, in.readUTF(), in.readUTF(), in.readBoolean());
            segments.add(
                new ChainSegment(
                    chain,
                    LogFileCodec.read(in),
                    LogFileCodec.read(in),
                    in.readBoolean(),
                    in.readBoolean()));
          }
          return segments;
        });
  }
}
