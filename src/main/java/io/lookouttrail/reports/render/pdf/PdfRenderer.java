package io.lookouttrail.reports.render.pdf;

import com.openhtmltopdf.pdfboxout.PdfRendererBuilder;
import com.openhtmltopdf.util.XRLog;
import freemarker.core.XHTMLOutputFormat;
import freemarker.template.Configuration;
import freemarker.template.TemplateException;
import freemarker.template.TemplateExceptionHandler;
import io.lookouttrail.reports.model.Report;
import io.lookouttrail.reports.render.common.RecordObjectWrapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.util.Locale;
import java.util.TimeZone;

/**
 * Renderer of {@code report.pdf}, the report for the file cabinet: A4, a summary on the first page,
 * tables cut to what paper carries, bookmarks, and tags for screen readers.
 */
public final class PdfRenderer {
  private static final Configuration TEMPLATES = templates();

  private PdfRenderer() {}

  static {
    // The library logs to standard error; users cannot act on those lines.
    XRLog.setLoggingEnabled(false);
  }

  /** Writes the PDF; leaves the stream open. */
  public static void write(Report report, OutputStream out) throws IOException {
    String page = xhtml(report);
    ByteArrayOutputStream pdf = new ByteArrayOutputStream();
    PdfRendererBuilder builder = new PdfRendererBuilder();
    PdfFonts.addTo(builder);
    builder.usePdfUaAccessibility(true);
    // Text of a report may contain a URI; the renderer must not fetch it.
    builder.useUriResolver((base, uri) -> null);
    builder.useReplacementText("\uFFFD");
    builder.withHtmlContent(page, null);
    builder.toStream(pdf);
    builder.run();
    ReproduciblePdf.copy(pdf.toByteArray(), PdfView.title(report), page, out);
  }

  /** The document as XHTML, the input of the PDF library. */
  static String xhtml(Report report) throws IOException {
    StringWriter page = new StringWriter();
    try {
      TEMPLATES.getTemplate("report-pdf.ftlx").process(new PdfView(report).values(), page);
    } catch (TemplateException e) {
      throw new IllegalStateException("the template of report.pdf does not fit the report", e);
    }
    return page.toString();
  }

  private static Configuration templates() {
    Configuration templates = new Configuration(Configuration.VERSION_2_3_34);
    templates.setClassForTemplateLoading(PdfRenderer.class, "");
    templates.setDefaultEncoding("UTF-8");
    templates.setOutputFormat(XHTMLOutputFormat.INSTANCE);
    templates.setLocale(Locale.ROOT);
    templates.setTimeZone(TimeZone.getTimeZone("UTC"));
    templates.setNumberFormat("computer");
    templates.setObjectWrapper(new RecordObjectWrapper());
    templates.setLogTemplateExceptions(false);
    templates.setTemplateExceptionHandler(TemplateExceptionHandler.RETHROW_HANDLER);
    return templates;
  }
}
