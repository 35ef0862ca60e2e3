package io.lookouttrail.reports.render.html;

import freemarker.cache.ClassTemplateLoader;
import freemarker.core.TemplateClassResolver;
import freemarker.template.Configuration;
import freemarker.template.TemplateException;
import freemarker.template.TemplateExceptionHandler;
import freemarker.template.TemplateMethodModelEx;
import freemarker.template.TemplateScalarModel;
import io.lookouttrail.reports.model.Report;
import io.lookouttrail.reports.render.common.RecordObjectWrapper;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.TimeZone;
import java.util.function.UnaryOperator;

/**
 * Draws a report as {@code index.html}: one file that needs no network, with its style, its charts'
 * library and its scripts inside. The same report gives the same bytes.
 */
public final class HtmlRenderer {
  private static final int LONGEST_TEXT = 300;
  private static final int HEAD_OF_TEXT = 120;
  private static final Configuration TEMPLATES = templates();

  private HtmlRenderer() {}

  private static Configuration templates() {
    Configuration it = new Configuration(Configuration.VERSION_2_3_34);
    it.setTemplateLoader(new ClassTemplateLoader(HtmlRenderer.class, ""));
    it.setDefaultEncoding(StandardCharsets.UTF_8.name());
    it.setRecognizeStandardFileExtensions(false);
    it.setOutputFormat(HtmlEscaper.INSTANCE);
    it.setAutoEscapingPolicy(Configuration.FORCE_AUTO_ESCAPING_POLICY);
    it.setObjectWrapper(new RecordObjectWrapper());
    it.setLocale(Locale.ROOT);
    it.setTimeZone(TimeZone.getTimeZone("UTC"));
    it.setNumberFormat(",##0");
    it.setLocalizedLookup(false);
    it.setNewBuiltinClassResolver(TemplateClassResolver.ALLOWS_NOTHING_RESOLVER);
    it.setTemplateExceptionHandler(TemplateExceptionHandler.RETHROW_HANDLER);
    it.setLogTemplateExceptions(false);
    it.setFallbackOnNullLoopVariable(false);
    it.setSharedVariable("head", function(HtmlRenderer::head));
    it.setSharedVariable("slug", function(HtmlRenderer::slug));
    return it;
  }

  private static TemplateMethodModelEx function(UnaryOperator<String> of) {
    return arguments -> of.apply(((TemplateScalarModel) arguments.get(0)).getAsString());
  }

  /** A long text's beginning; a text that is not long, whole. */
  private static String head(String text) {
    return text.length() <= LONGEST_TEXT
        ? text
        : text.substring(0, text.offsetByCodePoints(0, HEAD_OF_TEXT));
  }

  /** A name as an anchor. */
  private static String slug(String name) {
    return name.replaceAll("[^A-Za-z0-9_-]+", "-");
  }

  /**
   * Writes the page in UTF-8.
   *
   * @param out is flushed, not closed
   * @throws IOException as the stream throws it
   */
  public static void write(Report report, OutputStream out) throws IOException {
    Writer writer = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
    try {
      TEMPLATES.getTemplate("index.ftlh").process(HtmlPage.of(report), writer);
    } catch (TemplateException e) {
      if (e.getCause() instanceof UncheckedIOException cause) {
        throw cause.getCause();
      }
      throw new IllegalStateException("the template of index.html does not fit the report", e);
    }
    writer.flush();
  }
}
