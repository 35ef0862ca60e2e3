package io.lookouttrail.integrity.chain;

import static org.assertj.core.api.Assertions.assertThat;

import io.lookouttrail.archive.LogFile;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Round trips of the encoding. */
class ChainSegmentCodecTest {
  private static LogFile file(String name, String path, String account) {
    return new LogFile(
        name,
        path,
        12,
        Instant.parse("2025-09-03T09:06:07.089Z"),
        account,
        account == null ? null : "us-east-1",
        Instant.parse("2025-09-03T09:05:00Z"));
  }

  private static final List<LogFile> FILES =
      List.of(
          file("s3://b/AWSLogs/x.json.gz", "s3a://b/AWSLogs/x.json.gz", "111122223333"),
          file("s3://b/AWSLogs/xy.json.gz", "s3a://b/AWSLogs/xy.json.gz", null),
          file("file:///größe/日本 #1.json", "file:/größe/日本 #1.json", null));

  @Test
  void carriesPartsOfChains() {
    DeliveryGroup group =
        new DeliveryGroup("s3://b/AWSLogs/111122223333", "111122223333", "us-east-1");
    ChainSegment segment =
        new ChainSegment(
            new ChainId(group, "t", "us-east-1", true),
            FILES.subList(0, 1),
            FILES.subList(1, 3),
            true,
            false);

    assertThat(ChainSegmentCodec.decode(ChainSegmentCodec.encode(List.of(segment, segment))))
        .containsExactly(segment, segment);
  }
}
