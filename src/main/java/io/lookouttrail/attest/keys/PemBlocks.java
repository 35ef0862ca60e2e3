package io.lookouttrail.attest.keys;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;

/** The parts of a file in PEM (RFC 7468). Text between them is ignored. */
final class PemBlocks {
  private static final Pattern BLOCK =
      Pattern.compile("-----BEGIN ([A-Z0-9 ]+)-----\\s(.*?)-----END \\1-----", Pattern.DOTALL);

  private static final int MAX_BYTES = 1 << 20;

  private PemBlocks() {}

  /** A part: its label, such as {@code PRIVATE KEY}, and its content as it is in the file. */
  record Block(String label, String content) {
    /**
     * The decoded content.
     *
     * @throws IllegalArgumentException if it is not in Base64
     */
    byte[] der() {
      return Base64.getMimeDecoder().decode(content);
    }
  }

  /**
   * The parts of a file; none if it is not in PEM.
   *
   * @throws IOException if the file cannot be read or is larger than any key
   */
  static List<Block> read(Path file) throws IOException {
    if (Files.size(file) > MAX_BYTES) {
      throw new IOException("it is larger than any key");
    }
    String text = Files.readString(file, StandardCharsets.ISO_8859_1);
    return BLOCK
        .matcher(text)
        .results()
        .map(block -> new Block(block.group(1), block.group(2)))
        .toList();
  }
}
