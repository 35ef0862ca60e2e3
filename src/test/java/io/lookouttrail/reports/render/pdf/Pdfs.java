package io.lookouttrail.reports.render.pdf;

import io.lookouttrail.reports.model.Report;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;

/** Renders PDFs and extracts their text for tests. */
public final class Pdfs {
  private Pdfs() {}

  public static PDDocument of(Report report) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    PdfRenderer.write(report, out);
    return Loader.loadPDF(out.toByteArray());
  }

  public static String text(PDDocument document) throws IOException {
    PDFTextStripper stripper = new PDFTextStripper();
    stripper.setLineSeparator("\n");
    stripper.setPageEnd("\f\n");
    return stripper.getText(document);
  }

  public static String text(PDDocument document, int page) throws IOException {
    PDFTextStripper stripper = new PDFTextStripper();
    stripper.setLineSeparator("\n");
    stripper.setStartPage(page);
    stripper.setEndPage(page);
    return stripper.getText(document);
  }
}
