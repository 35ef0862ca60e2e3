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

/** Reader of the small text files that options name. */
final class TextFiles {
  private static final int MAX_BYTES = 64 << 20;

  private TextFiles() {}

  /**
   * Reads a whole file.
   *
   * @param uri a local path or a Hadoop URI
   * @param option the option that names the file, for the error message
   * @throws UserError where the file does not exist, is not UTF-8 or is too large
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
        byte[] bytes = in.readNBytes(MAX_BYTES + 1);
        if (bytes.length > MAX_BYTES) {
          throw UserError.cannot(
              what,
              "it is larger than " + NumberFormats.bytes(MAX_BYTES),
              "Check that " + option + " names the right file.");
        }
        return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      }
    } catch (FileNotFoundException e) {
      throw UserError.cannot(what, "the file does not exist", "Check " + option + ".", e);
    } catch (CharacterCodingException e) {
      throw UserError.cannot(what, "it is not text in UTF-8", "Save it in UTF-8.", e);
    } catch (IOException e) {
      if (CanonicalNames.of(path).startsWith("s3://")) {
        throw new UncheckedIOException(what, e);
      }
      throw UserError.cannot(
          what,
          String.valueOf(e.getMessage()),
          "Check " + option + " and the permission to read the file.",
          e);
    }
  }
}
