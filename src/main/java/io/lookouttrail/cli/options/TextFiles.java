package io.lookouttrail.cli.options;

import io.lookouttrail.cli.terminal.NumberFormats;
import io.lookouttrail.run.UserError;
import io.lookouttrail.storage.CanonicalNames;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/** Reads the small files that options name. */
final class TextFiles {
  private static final int MOST_BYTES = 64 << 20;

  private TextFiles() {}

  /**
   * A file's whole text.
   *
   * @param uri a local path or a Hadoop URI
   * @param option the option that names it, for whoever must correct it
   * @throws UserError where it is not there, is no UTF-8 or is far too large
   * @throws UncheckedIOException where S3 refuses it
   */
  static String read(Configuration hadoop, String uri, String option) {
    String what = "read " + uri;
    Path path = CanonicalNames.path(uri);
    try {
      FileSystem files = path.getFileSystem(hadoop);
      if (files.getFileStatus(path).isDirectory()) {
        throw UserError.cannot(what, "it is a folder", "Give " + option + " a file.");
      }
      try (InputStream in = files.open(path)) {
        byte[] bytes = in.readNBytes(MOST_BYTES + 1);
        if (bytes.length > MOST_BYTES) {
          throw UserError.cannot(
              what,
              "it is larger than " + NumberFormats.bytes(MOST_BYTES),
              "Check that " + option + " names the right file.");
        }
        return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      }
    } catch (FileNotFoundException e) {
      throw UserError.cannot(what, "there is no such file", "Check " + option + ".", e);
    } catch (CharacterCodingException e) {
      throw UserError.cannot(what, "it is no text in UTF-8", "Save it as UTF-8.", e);
    } catch (IOException e) {
      if (CanonicalNames.of(path).startsWith("s3://")) {
        throw new UncheckedIOException(what, e);
      }
      throw UserError.cannot(
          what,
          String.valueOf(e.getMessage()),
          "Check " + option + " and the right to read it.",
          e);
    }
  }
}
