package io.lookouttrail.reports.render.xlsx;

import io.lookouttrail.reports.render.common.JavaDeflate;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;
import org.apache.commons.compress.archivers.zip.ZipMethod;

/** Packs a ZIP again so that the same content gives the same bytes: no clock, no native zlib. */
final class ReproducibleZip {
  /** Midnight of 1980-01-01 as ZIP's own fields hold it, which know no zone. */
  private static final java.time.LocalDateTime EPOCH =
      java.time.LocalDateTime.of(1980, 1, 1, 0, 0, 0);

  private ReproducibleZip() {}

  /**
   * Copies every entry in its order.
   *
   * @param replaced content by entry name that is put in the place of what is there
   */
  static void copy(Path from, Map<String, byte[]> replaced, OutputStream to) throws IOException {
    Path packed = Files.createTempFile("lookout-trail-entry-", ".deflated");
    try (ZipFile zip = new ZipFile(from.toFile())) {
      ZipArchiveOutputStream out = new ZipArchiveOutputStream(to);
      for (ZipEntry entry : Collections.list(zip.entries())) {
        byte[] other = replaced.get(entry.getName());
        try (InputStream content =
            other == null ? zip.getInputStream(entry) : new ByteArrayInputStream(other)) {
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
        OutputStream deflated = JavaDeflate.bare(file)) {
      entry.setSize(checked.transferTo(deflated));
    }
    entry.setCrc(checked.getChecksum().getValue());
    entry.setCompressedSize(Files.size(packed));
    entry.setMethod(ZipMethod.DEFLATED.getCode());
    entry.setTimeLocal(EPOCH);
    return entry;
  }
}
