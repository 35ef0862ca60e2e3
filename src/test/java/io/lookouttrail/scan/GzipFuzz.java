package io.lookouttrail.scan;

import static org.assertj.core.api.Assertions.assertThat;

import io.lookouttrail.scan.body.Problem;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.GZIPInputStream;

/** Fuzz target: stored bytes as gzip, read in each way, compared with the JDK's decoder. */
public final class GzipFuzz {
  /** More takes too long in small pieces. */
  private static final int MAX_INFLATED_BYTES = 1 << 16;

  private static final int PIECE_BYTES = 7;
  private static final LogFileReader WHOLE = Scanned.reader(1 << 16, 1 << 20);
  private static final LogFileReader JDK = Scanned.jdkReader(Scanned.OPTIONS);
  private static final LogFileReader PIECES = Scanned.reader(PIECE_BYTES, 1 << 20);

  private GzipFuzz() {}

  /**
   * Scans the bytes whole, in pieces and without the system's library, and compares hash and length
   * with the JDK's.
   */
  public static void fuzzerTestOneInput(byte[] data) {
    byte[] stored = new byte[data.length + 3];
    System.arraycopy(new byte[] {0x1f, (byte) 0x8b, 8}, 0, stored, 0, 3);
    System.arraycopy(data, 0, stored, 3, data.length);
    ByteArrayOutputStream inflated = new ByteArrayOutputStream();
    boolean whole = inflate(stored, inflated);
    if (inflated.size() >= MAX_INFLATED_BYTES) {
      return;
    }
    Scanned scanned = Scanned.inChunks(WHOLE, 1 << 16, stored);
    assertThat(Scanned.inChunks(JDK, 1 << 16, stored)).isEqualTo(scanned);
    // Not the details: how near a fault is known depends on the pieces.
    Scanned inPieces = Scanned.inChunks(PIECES, PIECE_BYTES, stored);
    assertThat(inPieces.found()).isEqualTo(scanned.found());
    assertThat(inPieces.kinds()).isEqualTo(scanned.kinds());
    assertThat(inPieces.summary()).isEqualTo(scanned.summary());
    if (whole && isReadWhole(scanned)) {
      assertThat(scanned.summary().sha256()).hasValue(sha256(inflated.toByteArray()));
      assertThat(scanned.summary().inflatedBytes()).isEqualTo(inflated.size());
    } else if (!whole && !hasHeaderChecksum(stored)) {
      assertThat(scanned.summary().sha256()).isEmpty();
      assertThat(scanned.problems()).isNotEmpty();
    }
  }

  /** The JDK ignores what follows the last member where it is no gzip; the scan reports it. */
  private static boolean isReadWhole(Scanned scanned) {
    List<Problem.Kind> damage = List.of(Problem.Kind.CORRUPT_GZIP, Problem.Kind.TRUNCATED);
    return scanned.kinds().stream().noneMatch(damage::contains);
  }

  /** The JDK checks the header's checksum, which says nothing about the content. */
  private static boolean hasHeaderChecksum(byte[] stored) {
    return stored.length > 3 && (stored[3] & 2) != 0;
  }

  /** Inflates up to the limit; returns whether the JDK reads the bytes to their end. */
  private static boolean inflate(byte[] stored, ByteArrayOutputStream out) {
    byte[] buffer = new byte[8192];
    try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(stored))) {
      for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
        out.write(buffer, 0, count);
        if (out.size() >= MAX_INFLATED_BYTES) {
          return true;
        }
      }
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
