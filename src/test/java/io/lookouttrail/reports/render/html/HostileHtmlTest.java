package io.lookouttrail.reports.render.html;

import static org.assertj.core.api.Assertions.assertThat;

import io.lookouttrail.fixtures.HostileReport;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jsoup.nodes.Attribute;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A page with hostile text has the same elements as one with harmless text, and shows all of it.
 */
class HostileHtmlTest {
  private static final Map<Integer, Document> HARMLESS = new HashMap<>();

  static Stream<String> texts() {
    return HostileReport.TEXTS.stream();
  }

  private static List<String> elements(Document page) {
    return page.getAllElements().stream().map(HostileHtmlTest::tag).toList();
  }

  private static String tag(Element element) {
    return element.tagName()
        + element.parents().size()
        + element.attributes().asList().stream().map(Attribute::getKey).toList();
  }

  private static long showing(Document page, String text) {
    return page.select("bdi, code").stream().filter(it -> it.wholeText().equals(text)).count();
  }

  @ParameterizedTest
  @MethodSource("texts")
  void addsNoElementsAndIsShownWhole(String text) {
    // The template folds long texts and gives wider cells to texts of more than 24 and 38
    // characters.
    int length = text.length() > 300 ? 301 : text.length() > 38 ? 39 : text.length() > 24 ? 25 : 1;
    String harmless = "b".repeat(length);
    Document page = HtmlPages.page(new HostileReport(text).report());
    Document other =
        HARMLESS.computeIfAbsent(
            length, ignored -> HtmlPages.page(new HostileReport(harmless).report()));

    assertThat(elements(page)).isEqualTo(elements(other));
    assertThat(showing(page, HtmlEscaper.visible(text)))
        .isEqualTo(showing(other, harmless))
        .isGreaterThan(300);
    assertThat(page.title()).startsWith(HtmlEscaper.visible(text).strip().substring(0, 1));
  }
}
