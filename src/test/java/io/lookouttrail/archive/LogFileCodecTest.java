package io.lookouttrail.archive;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LogFileCodecTest {
  private static final Instant AT = Instant.parse("2025-09-03T10:00:00.123456789Z");

  private static LogFile file(String name, long bytes) {
    return new LogFile(
        "s3://b/" + name, "s3a://b/" + name, bytes, AT, "111122223333", "us-east-1", Instant.EPOCH);
  }

  private static final List<LogFile> FILES =
      List.of(
          file("AWSLogs/x_20250903T1000Z_abc.json.gz", 0),
          file("AWSLogs/x_20250903T1005Z_ä€😀.json.gz", Long.MAX_VALUE),
          file("AWSLogs/x_20250903T1005Z_ä€😁.json.gz", 7),
          file("AWSLogs/x", 7),
          file("AWSLogs/x", 7),
          new LogFile("file:///größe/日本 #1.json", "file:/größe/日本 #1.json", 1, AT, null, null, AT),
          new LogFile("file:///other", "/other", 1, AT, "111122223333", null, AT, false));

  @Test
  void decodesWhatItEncoded() {
    assertThat(LogFileCodec.decode(LogFileCodec.encode(FILES))).isEqualTo(FILES);
    assertThat(LogFileCodec.decode(LogFileCodec.encode(List.of()))).isEmpty();
  }

  @Test
  void listsMayStandAmongOtherValues() {
    byte[] bytes =
        LogFileCodec.encode(
            out -> {
              out.writeUTF("first");
              LogFileCodec.write(out, FILES);
              LogFileCodec.write(out, FILES.subList(3, 5));
              out.writeBoolean(true);
            });

    assertThat(
            LogFileCodec.<List<Object>>decode(
                bytes,
                in ->
                    List.of(
                        in.readUTF(),
                        LogFileCodec.read(in),
                        LogFileCodec.read(in),
                        in.readBoolean())))
        .containsExactly("first", FILES, FILES.subList(3, 5), true);
  }

  @Test
  void aFileTakesAFewBytes() throws IOException {
    String day = "AWSLogs/111122223333/CloudTrail/us-east-1/2025/09/03/";
    List<LogFile> many = IntStream.range(0, 1_000).mapToObj(i -> file(day + i, 1_000 + i)).toList();

    ByteArrayOutputStream uncompressed = new ByteArrayOutputStream();
    LogFileCodec.write(new DataOutputStream(uncompressed), many);
    assertThat(uncompressed.size())
        .as("each path without what it shares with the path before")
        .isLessThan(100_000);
    assertThat(LogFileCodec.encode(many)).hasSizeLessThan(10_000);
  }
}
