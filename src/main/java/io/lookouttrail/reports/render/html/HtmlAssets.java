package io.lookouttrail.reports.render.html;

import freemarker.template.TemplateModel;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/**
 * What the page carries inside: its style, its scripts and the charts' library, each with the hash
 * by which the page's own policy lets it in. A script that came in by a log line has no such hash
 * and would not run.
 */
record HtmlAssets(Asset style, Asset library, Asset tables, Asset charts) {
  static final HtmlAssets OURS =
      new HtmlAssets(
          Asset.read("report.css"),
          Asset.read("chart.umd.js"),
          Asset.read("tables.js"),
          Asset.read("charts.js"));

  /**
   * A resource, ready to be printed.
   *
   * @param hash as a content security policy names it
   */
  record Asset(TemplateModel text, String hash) {
    private static Asset read(String name) {
      try (InputStream in = HtmlAssets.class.getResourceAsStream(name)) {
        if (in == null) {
          throw new IllegalStateException(name + " is not on the class path");
        }
        return of(name, new String(in.readAllBytes(), StandardCharsets.UTF_8));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    private static Asset of(String name, String file) {
      // The map lies nowhere beside the page: a browser's tools would ask for it.
      String text = file.replaceAll("(?m)^//# sourceMappingURL=.*$", "").strip();
      if (text.contains("</") && text.matches("(?is).*</(script|style).*")) {
        throw new IllegalStateException(name + " would end its own element");
      }
      return new Asset(HtmlEscaper.ours(text), "sha256-" + sha256(text));
    }

    private static String sha256(String text) {
      try {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return Base64.getEncoder()
            .encodeToString(MessageDigest.getInstance("SHA-256").digest(bytes));
      } catch (NoSuchAlgorithmException e) {
        throw new IllegalStateException("every JDK has SHA-256", e);
      }
    }
  }
}
