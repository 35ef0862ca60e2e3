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
 * Style sheet, scripts and chart library that are embedded in the page, each with its hash for the
 * content security policy of the page. A script that came from a log has no such hash, so a browser
 * does not run it.
 */
record HtmlAssets(Asset style, Asset library, Asset tables, Asset charts) {
  static final HtmlAssets BUNDLED =
      new HtmlAssets(
          Asset.read("report.css"),
          Asset.read("chart.umd.js"),
          Asset.read("tables.js"),
          Asset.read("charts.js"));

  /**
   * A resource as markup for the template.
   *
   * @param hash its hash in the form of a content security policy
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
      // The page has no source map; a browser's developer tools would request it.
      String text = file.replaceAll("(?m)^//# sourceMappingURL=.*$", "").strip();
      if (text.contains("</") && text.matches("(?is).*</(script|style).*")) {
        throw new IllegalStateException(name + " contains an end tag");
      }
      return new Asset(HtmlEscaper.trustedMarkup(text), "sha256-" + sha256(text));
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
