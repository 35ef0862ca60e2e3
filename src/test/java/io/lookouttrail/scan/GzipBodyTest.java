package io.lookouttrail.scan;

import static io.lookouttrail.scan.RecordJson.anEvent;
import static io.lookouttrail.scan.RecordJson.body;
import static io.lookouttrail.scan.RecordJson.noise;
import static org.assertj.core.api.Assertions.assertThat;

import io.lookouttrail.scan.body.Problem;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Set;
import java.util.zip.Deflater;
import org.junit.jupiter.api.Test;

class GzipBodyTest {
  private static final byte[] BODY =
      body(anEvent().id("a"), noise(), anEvent().id("b")).getBytes(StandardCharsets.UTF_8);

  @Test
  void hashesTheUncompressedBytes() throws Exception {
    Scanned scanned = Scanned.bytes(Scanned.gzip(BODY), true);

    assertThat(scanned.eventIds()).containsExactly("a", "b");
    assertThat(scanned.summary().inflatedBytes()).isEqualTo(BODY.length);
    assertThat(scanned.summary().sha256()).hasValue(sha256(BODY));
    assertThat(Scanned.bytes(BODY, false).summary().sha256()).hasValue(sha256(BODY));
  }

  @Test
  void hashesOnlyWhenAsked() {
    ScanOptions noHash = new ScanOptions(Scanned.OPTIONS.eventSources(), 1 << 20, false);

    assertThat(Scanned.with(noHash, Scanned.gzip(BODY), true).summary().sha256()).isEmpty();
  }

  @Test
  void detectsGzipByItsBytesNotByItsName() {
    assertThat(Scanned.bytes(Scanned.gzip(BODY), false).eventIds()).containsExactly("a", "b");
    assertThat(Scanned.bytes(BODY, true).eventIds()).containsExactly("a", "b");
  }

  @Test
  void aFileNamedGzThatIsNeitherGzipNorJsonIsNotGzip() {
    for (String text : new String[] {"<Error>AccessDenied</Error>", "   ", "PK\3\4", "x{"}) {
      Scanned scanned = Scanned.bytes(text.getBytes(StandardCharsets.UTF_8), true);
      assertThat(scanned.kinds()).containsExactly(Problem.Kind.NOT_GZIP);
      assertThat(scanned.summary().sha256()).isEmpty();
    }
  }

  @Test
  void readsAnyNumberOfMembersAlsoEmptyOnes() throws Exception {
    byte[] members = new byte[0];
    for (int from = 0; from < BODY.length; from += 100) {
      byte[] part = Arrays.copyOfRange(BODY, from, Math.min(BODY.length, from + 100));
      members = concat(members, Scanned.gzip(part), Scanned.gzip(new byte[0]));
    }

    Scanned scanned = Scanned.bytes(members, true);

    assertThat(scanned.eventIds()).containsExactly("a", "b");
    assertThat(scanned.problems()).isEmpty();
    assertThat(scanned.summary().sha256()).hasValue(sha256(BODY));
  }

  @Test
  void readsAHeaderWithEveryOptionalPart() {
    byte[] plain = Scanned.gzip(BODY);
    byte[] header = {
      0x1f, (byte) 0x8b, 8, 2 | 4 | 8 | 16, 0, 0, 0, 0, 0, 3, 2, 0, 9, 9, 'n', 0, 'c', 0, 1, 2
    };

    assertThat(Scanned.bytes(concat(header, Arrays.copyOfRange(plain, 10, plain.length)), true))
        .satisfies(scanned -> assertThat(scanned.eventIds()).containsExactly("a", "b"))
        .satisfies(scanned -> assertThat(scanned.problems()).isEmpty());
  }

  @Test
  void aCutGzipIsTruncatedWherever() {
    byte[] whole = concat(Scanned.gzip(BODY), Scanned.gzip(" ".getBytes(StandardCharsets.UTF_8)));
    for (int length = 1; length < whole.length; length++) {
      if (length == Scanned.gzip(BODY).length) {
        continue;
      }
      Scanned scanned = Scanned.bytes(Arrays.copyOf(whole, length), true);
      assertThat(scanned.kinds()).as("%d bytes", length).containsExactly(Problem.Kind.TRUNCATED);
      assertThat(scanned.summary().sha256()).isEmpty();
    }
  }

  @Test
  void keepsTheWholeRecordsBeforeACut() {
    String[] records = new String[200];
    for (int i = 0; i < records.length; i++) {
      records[i] = anEvent().id("e" + i).text("requestID", "r" + i * 7919).toString();
    }
    byte[] gzip = Scanned.gzip(body((Object[]) records).getBytes(StandardCharsets.UTF_8));

    Scanned scanned = Scanned.bytes(Arrays.copyOf(gzip, gzip.length / 2), true);

    assertThat(scanned.kinds()).containsExactly(Problem.Kind.TRUNCATED);
    assertThat(scanned.onlyProblem().recordIndex()).isEmpty();
    assertThat(scanned.found()).hasSizeBetween(20, 180);
    assertThat(scanned.eventIds().get(19)).isEqualTo("e19");
    assertThat(scanned.summary().matched()).isEqualTo(scanned.found().size());
  }

  @Test
  void aRecordThatIsWholeJustBeforeTheCutIsKept() {
    byte[] body = (anEvent().id("a") + "\n").getBytes(StandardCharsets.UTF_8);
    byte[] gzip = Scanned.gzip(body);

    Scanned scanned = Scanned.bytes(Arrays.copyOf(gzip, gzip.length - 8), true);

    assertThat(scanned.eventIds()).containsExactly("a");
    assertThat(scanned.kinds()).containsExactly(Problem.Kind.TRUNCATED);
  }

  @Test
  void aWrongChecksumOrLengthIsCorruptAndKeepsTheRecords() {
    for (int fromEnd : new int[] {1, 8}) {
      byte[] gzip = Scanned.gzip(BODY);
      gzip[gzip.length - fromEnd] ^= 1;
      Scanned scanned = Scanned.bytes(gzip, true);
      assertThat(scanned.kinds()).containsExactly(Problem.Kind.CORRUPT_GZIP);
      assertThat(scanned.eventIds()).containsExactly("a", "b");
      assertThat(scanned.summary().sha256()).isEmpty();
    }
  }

  @Test
  void anInvalidBlockIsCorruptAndKeepsTheRecordsBefore() {
    byte[] deflated = flushed(BODY);
    byte[] header = Arrays.copyOf(Scanned.gzip(BODY), 10);
    byte[] invalidBlock = {7, 7, 7, 7};

    Scanned scanned = Scanned.bytes(concat(header, deflated, invalidBlock), true);

    assertThat(scanned.kinds()).containsExactly(Problem.Kind.CORRUPT_GZIP);
    assertThat(scanned.eventIds()).containsExactly("a", "b");
  }

  @Test
  void damageThatBreaksTheTextIsReportedAsDamage() {
    byte[] broken = (anEvent().id("a") + "\nxxx ").getBytes(StandardCharsets.UTF_8);
    byte[] gzip = Scanned.gzip(broken);
    gzip[gzip.length - 8] ^= 1;

    Scanned scanned = Scanned.bytes(gzip, true);

    assertThat(scanned.kinds()).containsExactly(Problem.Kind.CORRUPT_GZIP);
    assertThat(scanned.onlyProblem().detail())
        .contains("checksum")
        .contains("invalid value")
        .contains("xxx");
    assertThat(Scanned.bytes(Scanned.gzip(broken), true).kinds())
        .containsExactly(Problem.Kind.NOT_JSON);
  }

  @Test
  void aWholeGzipOfCutTextIsHashedAndNotJson() throws Exception {
    byte[] cut = Arrays.copyOf(BODY, BODY.length - 5);

    Scanned scanned = Scanned.bytes(Scanned.gzip(cut), true);

    assertThat(scanned.kinds()).containsExactly(Problem.Kind.NOT_JSON);
    assertThat(scanned.summary().sha256()).hasValue(sha256(cut));
    assertThat(scanned.summary().inflatedBytes()).isEqualTo(cut.length);
  }

  @Test
  void zerosAfterTheLastMemberArePadding() {
    byte[] gzip = Scanned.gzip(BODY);

    assertThat(Scanned.bytes(concat(gzip, new byte[512]), true).problems()).isEmpty();
    assertThat(Scanned.bytes(concat(gzip, new byte[512], new byte[] {5}), true).kinds())
        .containsExactly(Problem.Kind.CORRUPT_GZIP);
  }

  @Test
  void garbageAfterTheLastMemberIsCorruptAndKeepsTheRecords() {
    for (byte[] garbage : new byte[][] {{'x'}, {0x1f, 0x1f}, {0x1f, (byte) 0x8b, 7, 0, 0, 0}}) {
      Scanned scanned = Scanned.bytes(concat(Scanned.gzip(BODY), garbage), true);
      assertThat(scanned.kinds()).containsExactly(Problem.Kind.CORRUPT_GZIP);
      assertThat(scanned.eventIds()).containsExactly("a", "b");
    }
  }

  @Test
  void anEmptyFileIsTruncatedAndAnEmptyTextHasNoRecords() {
    assertThat(Scanned.bytes(new byte[0], true).kinds()).containsExactly(Problem.Kind.TRUNCATED);
    assertThat(Scanned.bytes(new byte[0], false).kinds()).containsExactly(Problem.Kind.TRUNCATED);
    assertThat(Scanned.gzipped("").kinds()).containsExactly(Problem.Kind.NO_RECORDS);
  }

  @Test
  void aFileOfExactlyTheMostBytesIsReadAndOneMoreIsTooLarge() {
    byte[] gzip = Scanned.gzip(BODY);
    Set<String> sources = Scanned.OPTIONS.eventSources();

    Scanned exact = Scanned.with(new ScanOptions(sources, BODY.length, true), gzip, true);
    Scanned over = Scanned.with(new ScanOptions(sources, BODY.length - 1, true), gzip, true);

    assertThat(exact.problems()).isEmpty();
    assertThat(exact.summary().sha256()).isPresent();
    assertThat(over.kinds()).containsExactly(Problem.Kind.TOO_LARGE);
    assertThat(over.eventIds()).containsExactly("a", "b");
    assertThat(over.summary().sha256()).isEmpty();
    assertThat(over.summary().inflatedBytes()).isEqualTo(BODY.length - 1);
  }

  private static byte[] flushed(byte[] bytes) {
    Deflater deflater = new Deflater(6, true);
    deflater.setInput(bytes);
    byte[] out = new byte[bytes.length + 100];
    int count = deflater.deflate(out, 0, out.length, Deflater.SYNC_FLUSH);
    deflater.end();
    return Arrays.copyOf(out, count);
  }

  private static String sha256(byte[] bytes) throws Exception {
    return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
  }

  private static byte[] concat(byte[]... parts) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      all.writeBytes(part);
    }
    return all.toByteArray();
  }
}
