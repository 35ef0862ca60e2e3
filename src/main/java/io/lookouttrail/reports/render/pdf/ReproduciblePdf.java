package io.lookouttrail.reports.render.pdf;

import io.lookouttrail.reports.render.common.JavaDeflate;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.CRC32;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDocument;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSObjectKey;
import org.apache.pdfbox.cos.COSStream;
import org.apache.pdfbox.pdfwriter.compress.CompressParameters;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDDocumentInformation;

/** Rewrites a PDF so that the same pages give the same bytes: no timestamps, no native zlib. */
final class ReproduciblePdf {
  /**
   * Entries that PDFBox copies into the trailer from the cross-reference stream of the PDF it
   * reads. The new PDF has no such stream, and the length of the old one depends on native zlib.
   */
  private static final List<COSName> XREF_STREAM_ENTRIES =
      List.of(
          COSName.TYPE,
          COSName.INDEX,
          COSName.W,
          COSName.LENGTH,
          COSName.FILTER,
          COSName.DECODE_PARMS);

  private ReproduciblePdf() {}

  /**
   * Writes the PDF again.
   *
   * @param identity text from which the id of the document is derived
   * @param out stays open
   */
  static void copy(byte[] pdf, String title, String identity, OutputStream out) throws IOException {
    try (PDDocument document = Loader.loadPDF(pdf)) {
      PdfTags.correct(document);
      COSDocument objects = document.getDocument();
      for (COSObjectKey key : objects.getXrefTable().keySet()) {
        COSBase object = objects.getObjectFromPool(key).getObject();
        if (object instanceof COSStream stream) {
          deflate(stream);
        }
      }
      PDDocumentInformation about = new PDDocumentInformation();
      about.setTitle(title);
      about.setCreator("Lookout Trail");
      document.setDocumentInformation(about);
      XREF_STREAM_ENTRIES.forEach(objects.getTrailer()::removeItem);
      objects.getTrailer().removeItem(COSName.ID);
      document.setDocumentId(id(identity));
      document.save(out, CompressParameters.NO_COMPRESSION);
    }
  }

  private static void deflate(COSStream stream) throws IOException {
    ByteArrayOutputStream deflated = new ByteArrayOutputStream();
    try (InputStream content = stream.createInputStream();
        OutputStream compressed = JavaDeflate.zlib(deflated)) {
      content.transferTo(compressed);
    }
    try (OutputStream raw = stream.createRawOutputStream()) {
      deflated.writeTo(raw);
    }
    stream.setItem(COSName.FILTER, COSName.FLATE_DECODE);
    stream.removeItem(COSName.DECODE_PARMS);
  }

  private static long id(String identity) {
    CRC32 sum = new CRC32();
    sum.update(identity.getBytes(StandardCharsets.UTF_8));
    return sum.getValue();
  }
}
