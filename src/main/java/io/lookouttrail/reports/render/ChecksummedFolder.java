package io.lookouttrail.reports.render;

import io.lookouttrail.reports.render.common.GenerationInfo;
import io.lookouttrail.reports.render.json.JsonWriter;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Writer of files into a local folder, with their checksums and how they were made. */
public final class ChecksummedFolder {
  /** SHA-256 checksums of all files except {@link #GENERATED}. */
  public static final String SUMS = "SHA256SUMS";

  /** How the files were made; the only file without a checksum. */
  public static final String GENERATED = "generated.json";

  private ChecksummedFolder() {}

  /** Writes the content of one file. */
  @FunctionalInterface
  public interface Content {
    void write(OutputStream out) throws IOException;
  }

  /**
   * Writes the files, then {@link #SUMS} and {@link #GENERATED}.
   *
   * @param files the contents by name
   * @param folder an existing, empty folder
   * @throws IOException if the folder cannot be written
   */
  public static void write(Map<String, Content> files, GenerationInfo generated, Path folder)
      throws IOException {
    SortedMap<String, String> sums = new TreeMap<>();
    for (Map.Entry<String, Content> file : new TreeMap<>(files).entrySet()) {
      sums.put(file.getKey(), write(file.getValue(), folder.resolve(file.getKey())));
    }
    StringBuilder lines = new StringBuilder();
    sums.forEach((name, sum) -> lines.append(sum).append("  ").append(name).append('\n'));
    Files.writeString(folder.resolve(SUMS), lines, StandardCharsets.UTF_8);
    try (OutputStream out = Files.newOutputStream(folder.resolve(GENERATED));
        JsonWriter json = new JsonWriter(out)) {
      json.object(
          () -> {
            json.field("generated_at", generated.at().toString());
            json.field("by", generated.by());
            json.field("where", generated.where());
            json.field("command", generated.command());
            json.field("run_id", generated.runId());
          });
    }
  }

  /** Writes a file and returns its SHA-256 in lower-case hexadecimal. */
  private static String write(Content content, Path file) throws IOException {
    MessageDigest sha = sha256();
    try (OutputStream out =
        new BufferedOutputStream(
            new DigestOutputStream(Files.newOutputStream(file), sha), 1 << 16)) {
      content.write(out);
    }
    return HexFormat.of().formatHex(sha.digest());
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JVM has SHA-256", e);
    }
  }
}
