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
 * Renderer of a report as {@code index.html}: one file without external resources, with its style
 * sheet, chart library and scripts. The same report gives the same bytes.
 */
public final class HtmlRenderer {
  private static final int MAX_UNFOLDED = 300;
  private static final int SUMMARY_LENGTH = 120;
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

  private static TemplateMethodModelEx function(UnaryOperator<String> body) {
    return arguments -> body.apply(((TemplateScalarModel) arguments.get(0)).getAsString());
  }

  /** The beginning of a long text, which the page folds; a shorter text as it is. */
  private static String head(String text) {
    return text.length() <= MAX_UNFOLDED
        ? text
        : text.substring(0, text.offsetByCodePoints(0, SUMMARY_LENGTH));
  }

  /** A name in the form of an element id. */
  private static String slug(String name) {
    return name.replaceAll("[^A-Za-z0-9_-]+", "-");
  }

  /**
   * Writes the page in UTF-8.
   *
   * @param out gets flushed and stays open
   * @throws IOException if the stream cannot be written
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
