package io.lookouttrail.reports.render.xlsx;

import io.lookouttrail.reports.render.common.JavaDeflate;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.Collections;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;
import org.apache.commons.compress.archivers.zip.ZipMethod;

/** Rewrites a ZIP so that the same content gives the same bytes: no timestamps, no native zlib. */
final class ReproducibleZip {
  /** 1980-01-01 00:00, the first time that a ZIP can hold. ZIP times have no time zone. */
  private static final LocalDateTime EPOCH = LocalDateTime.of(1980, 1, 1, 0, 0, 0);

  private ReproducibleZip() {}

  /**
   * Copies all entries in their order.
   *
   * @param replacements by entry name, content that replaces that of the entry
   * @param to stays open
   */
  static void copy(Path from, Map<String, byte[]> replacements, OutputStream to)
      throws IOException {
    Path packed = Files.createTempFile("lookout-trail-entry-", ".deflated");
    try (ZipFile zip = new ZipFile(from.toFile())) {
      ZipArchiveOutputStream out = new ZipArchiveOutputStream(to);
      for (ZipEntry entry : Collections.list(zip.entries())) {
        byte[] replacement = replacements.get(entry.getName());
        try (InputStream content =
            replacement == null
                ? zip.getInputStream(entry)
                : new ByteArrayInputStream(replacement)) {
          ZipArchiveEntry written = pack(entry.getName(), content, packed);
          try (InputStream raw = Files.newInputStream(packed)) {
            out.addRawArchiveEntry(written, raw);
          }
        }
      }
      out.finish();
      out.flush();
    } finally {
      Files.delete(packed);
    }
  }

  private static ZipArchiveEntry pack(String name, InputStream content, Path packed)
      throws IOException {
    CheckedInputStream checked = new CheckedInputStream(content, new CRC32());
    ZipArchiveEntry entry = new ZipArchiveEntry(name);
    try (OutputStream file = Files.newOutputStream(packed);
        OutputStream deflated = JavaDeflate.raw(file)) {
      entry.setSize(checked.transferTo(deflated));
    }
    entry.setCrc(checked.getChecksum().getValue());
    entry.setCompressedSize(Files.size(packed));
    entry.setMethod(ZipMethod.DEFLATED.getCode());
    entry.setTimeLocal(EPOCH);
    return entry;
  }
}
