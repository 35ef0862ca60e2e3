package io.lookouttrail.reports.render.html;

import io.lookouttrail.reports.model.Report;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;

/** Renders pages and parses them for tests. */
final class HtmlPages {
  private HtmlPages() {}

  static byte[] bytes(Report report) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      HtmlRenderer.write(report, out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  static String text(Report report) {
    return new String(bytes(report), StandardCharsets.UTF_8);
  }

  static Document page(Report report) {
    Document page = Jsoup.parse(text(report));
    page.outputSettings().prettyPrint(false);
    return page;
  }
}
