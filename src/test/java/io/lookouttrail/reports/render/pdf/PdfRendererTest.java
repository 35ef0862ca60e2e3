package io.lookouttrail.reports.render.pdf;

import static org.assertj.core.api.Assertions.assertThat;

import io.lookouttrail.fixtures.LargeReport;
import io.lookouttrail.fixtures.TestReports;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDDocumentCatalog;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.documentinterchange.logicalstructure.PDStructureElement;
import org.apache.pdfbox.pdmodel.documentinterchange.logicalstructure.PDStructureNode;
import org.apache.pdfbox.pdmodel.interactive.documentnavigation.outline.PDDocumentOutline;
import org.apache.pdfbox.pdmodel.interactive.documentnavigation.outline.PDOutlineItem;
import org.apache.pdfbox.pdmodel.interactive.documentnavigation.outline.PDOutlineNode;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class PdfRendererTest {
  private static PDDocument month;

  @BeforeAll
  static void render() throws IOException {
    month = Pdfs.of(TestReports.withChanges(1_234));
  }

  @AfterAll
  static void close() throws IOException {
    month.close();
  }

  @Test
  void beginsWithAPageForAManager() throws IOException {
    assertThat(Pdfs.text(month, 1).replaceAll("\\s+", " "))
        .contains(
            "Usage and access of Amazon Lookout for Vision",
            "September 2025",
            "lookoutvision.amazonaws.com",
            "010000000003 (vision lab)",
            "2025-10-03 23:55:00 UTC",
            "Prepared by",
            "Reviewed by",
            "Date",
            "48,213",
            "% from 45,880 the month before",
            "1,312.50",
            "Open findings",
            "1 found in account 100000000001, 4 to 27 September 2025",
            "1 rule could not judge: \u201Cfirst seen role\u201D.",
            "1 rule could judge in part only: \u201Cunused\u201D.",
            "Of 180 days by account and Region, 168 have log files",
            "CloudTrail\u2019s digests prove 2,884 of 2,904 log files (99.3%)")
        .doesNotContain("Ask the owner of the account");
    assertThat(Pdfs.text(month, 2)).contains("\nFindings\nA finding may be evidence");
  }

  @Test
  void comparesWithThePeriodThatIsAskedFor() throws IOException {
    try (PDDocument compared = Pdfs.of(TestReports.comparedTo("2024-09"))) {
      assertThat(Pdfs.text(compared, 1).replaceAll("\\s+", " ")).contains("from 40 in 2024-09");
      assertThat(Pdfs.text(compared)).contains("2024-09").doesNotContain("Month before");
    }
    try (PDDocument period = Pdfs.of(TestReports.ofAPeriod())) {
      assertThat(Pdfs.text(period)).doesNotContain("Month before");
    }
    assertThat(Pdfs.text(month)).contains("Month before");
  }

  @Test
  void hasAtMostTwelvePagesForALargeReport() throws IOException {
    try (PDDocument large = Pdfs.of(new LargeReport(5_000, 5, 4_000).report())) {
      assertThat(large.getNumberOfPages()).isLessThanOrEqualTo(12);
      assertThat(Pdfs.text(large, 1)).contains("5,000 2,000", "Prepared by");
    }
    try (PDDocument manyRules = Pdfs.of(new LargeReport(5_000, 21, 900).report())) {
      assertThat(manyRules.getNumberOfPages()).isLessThanOrEqualTo(12);
      assertThat(Pdfs.text(manyRules, 1))
          .contains("13 more rules have open findings.", "Prepared by");
    }
  }

  @Test
  void repeatsTheHeadingsOfATableOnItsNextPage() throws IOException {
    try (PDDocument large = Pdfs.of(new LargeReport(10, 5, 10).report())) {
      long headings =
          Pattern.compile("Status\\s+Account\\s+Subject")
              .matcher(Pdfs.text(large))
              .results()
              .count();
      assertThat(headings).isGreaterThan(5);
    }
  }

  @Test
  void hasBookmarksForItsPartsAndForTheRulesBelowFindings() {
    PDDocumentOutline outline = month.getDocumentCatalog().getDocumentOutline();
    assertThat(titles(outline))
        .containsExactly(
            "Summary",
            "Findings",
            "Figures",
            "Usage",
            "Model runs",
            "Access",
            "Changes",
            "Evidence",
            "Not printed");
    assertThat(titles(outline.getFirstChild().getNextSibling()))
        .startsWith("Root used", "Log gap")
        .endsWith("Throttling", "All rules");
  }

  private static List<String> titles(PDOutlineNode parent) {
    return StreamSupport.stream(parent.children().spliterator(), false)
        .map(PDOutlineItem::getTitle)
        .toList();
  }

  @Test
  void isTaggedForScreenReaders() {
    PDDocumentCatalog catalog = month.getDocumentCatalog();
    assertThat(catalog.getLanguage()).isEqualTo("en");
    assertThat(catalog.getMarkInfo().isMarked()).isTrue();
    assertThat(catalog.getViewerPreferences().displayDocTitle()).isTrue();
    assertThat(month.getDocumentInformation().getTitle())
        .isEqualTo("Usage and access of Amazon Lookout for Vision, September 2025");
    List<PDStructureElement> tags = tags(catalog.getStructureTreeRoot()).toList();
    assertThat(tags)
        .extracting(PDStructureElement::getStructureType)
        .contains("H1", "H2", "H3", "P", "Table", "THead", "TBody", "TR", "TH", "TD")
        .doesNotContain("Sect");
    assertThat(tags)
        .filteredOn(tag -> tag.getStructureType().matches("THead|TBody|TFoot"))
        .noneMatch(tag -> tag.getKids().isEmpty());
  }

  @Test
  void describesEachChartAsAFigureBelowItsHeading() {
    List<PDStructureElement> figures =
        tags(month.getDocumentCatalog().getStructureTreeRoot())
            .filter(tag -> tag.getStructureType().equals("Figure"))
            .toList();
    assertThat(figures)
        .extracting(PDStructureElement::getAlternateDescription)
        .containsExactly(
            "Chart: Calls per day. Calls run level on workdays, near 2,000 a day, and rest at"
                + " weekends.",
            "Chart: Actions by day. DetectAnomalies fills every workday; changes cluster in the"
                + " second week.",
            "Chart: Model runs. Two models ran by shift; bottle-caps/3 ran four days without a"
                + " detection.");
    assertThat(figures)
        .allSatisfy(
            figure -> {
              assertThat(figure.getKids()).isNotEmpty();
              assertThat(figure.getParent().getKids().get(0))
                  .isInstanceOfSatisfying(
                      PDStructureElement.class,
                      first -> assertThat(first.getStructureType()).isEqualTo("H3"));
            });
  }

  private static Stream<PDStructureElement> tags(PDStructureNode parent) {
    return parent.getKids().stream()
        .filter(PDStructureElement.class::isInstance)
        .map(PDStructureElement.class::cast)
        .flatMap(kid -> Stream.concat(Stream.of(kid), tags(kid)));
  }

  @Test
  void marksTheBackgroundsOfAllPagesByOneObject() {
    long backgrounds =
        month.getDocument().getXrefTable().keySet().stream()
            .map(key -> month.getDocument().getObjectFromPool(key).getObject())
            .filter(COSDictionary.class::isInstance)
            .map(COSDictionary.class::cast)
            .filter(it -> "Background".equals(it.getNameAsString(COSName.TYPE)))
            .count();
    assertThat(backgrounds).isEqualTo(1);
  }

  @Test
  void givesTheSameBytesForTheSameReport() throws IOException {
    ByteArrayOutputStream one = new ByteArrayOutputStream();
    ByteArrayOutputStream other = new ByteArrayOutputStream();
    PdfRenderer.write(TestReports.ofAMonth(), one);
    PdfRenderer.write(TestReports.ofAMonth(), other);
    assertThat(other.toByteArray()).isEqualTo(one.toByteArray());
  }

  @Test
  void cutsTextsToTheirWidth() {
    assertThat(PdfText.ofWidth("A text of average characters", 40))
        .isEqualTo("A text of average characters");
    assertThat(PdfText.ofWidth("W".repeat(40), 40)).hasSizeLessThan(30).endsWith("W\u2026");
    assertThat(PdfText.shortened("s3://logs/" + "a".repeat(100) + "/the-file.json.gz", 40))
        .isEqualTo("s3://logs/\u2026" + "a".repeat(12) + "/the-file.json.gz");
  }

  @Test
  void numbersItsPagesAndNamesThePeriodOnEach() throws IOException {
    int pages = month.getNumberOfPages();
    for (int page = 1; page <= pages; page++) {
      assertThat(Pdfs.text(month, page))
          .contains("Page " + page + " of " + pages, "September 2025", "Lookout Trail 0.1.0");
    }
  }

  @Test
  void endsWithTheEvidenceAndTheTablesThatAreNotPrinted() throws IOException {
    String text = Pdfs.text(month);
    assertThat(text.indexOf("books balance.")).isGreaterThan(text.indexOf("Model runs"));
    assertThat(Pdfs.text(month, month.getNumberOfPages()))
        .contains("Not printed", "access_review.csv", "queries.csv");
  }

  @Test
  void shortensALongTableWithANote() throws IOException {
    assertThat(Pdfs.text(month))
        .contains("The first 15 of 1,234 rows; all of them are in changes.csv");
  }

  @Test
  void embedsItsFontsAndHasNoTimestamps() {
    assertThat(month.getDocumentInformation().getCreationDate()).isNull();
    assertThat(month.getDocumentInformation().getModificationDate()).isNull();
    for (PDPage page : month.getPages()) {
      for (COSName name : page.getResources().getFontNames()) {
        assertThat(fontOf(page, name)).contains("DejaVuSansCondensed").contains("+");
      }
    }
  }

  @Test
  void hasNoEntriesOfACrossReferenceStreamInItsTrailer() {
    assertThat(month.getDocument().getTrailer().keySet())
        .containsExactlyInAnyOrder(COSName.ROOT, COSName.INFO, COSName.SIZE, COSName.ID);
  }

  private static String fontOf(PDPage page, COSName name) {
    try {
      return page.getResources().getFont(name).getName();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void hasA4Pages() {
    for (PDPage page : month.getPages()) {
      float shorter = Math.min(page.getMediaBox().getWidth(), page.getMediaBox().getHeight());
      float longer = Math.max(page.getMediaBox().getWidth(), page.getMediaBox().getHeight());
      assertThat(shorter).isBetween(595f, 596f);
      assertThat(longer).isBetween(841f, 843f);
    }
  }

  @Test
  void showsANilReturnOnItsFirstPage() throws IOException {
    try (PDDocument nil = Pdfs.of(TestReports.ofNoCall())) {
      assertThat(Pdfs.text(nil, 1)).contains("Nil return: 312 files, 40,112 records, no call");
    }
  }

  @Test
  void replacesCharactersWithoutAGlyph() {
    assertThat(PdfText.of("a\u202Eb \uD83D\uDD25 \u691C\u0000\uD800 \u00E9 \u0416", 100))
        .isEqualTo("a\uFFFDb \uFFFD \uFFFD\uFFFD\uFFFD \u00E9 \u0416");
    assertThat(PdfText.of("a\r\nb\tc", 100)).isEqualTo("a b c");
    assertThat(PdfText.of("a".repeat(50_000), 10)).isEqualTo("aaaaaaaaa\u2026");
  }
}
