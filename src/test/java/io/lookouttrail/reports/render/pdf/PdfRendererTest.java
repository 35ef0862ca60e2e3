package io.lookouttrail.reports.render.pdf;

import static org.assertj.core.api.Assertions.assertThat;

import io.lookouttrail.fixtures.TestReports;
import java.io.IOException;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
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
  void beginsWithScopeCutOffSignaturesAndFigures() throws IOException {
    assertThat(Pdfs.text(month, 1))
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
            "1,312.50",
            "Findings");
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
  void endsWithTheEvidence() throws IOException {
    String text = Pdfs.text(month);
    assertThat(text.indexOf("books balance.")).isGreaterThan(text.indexOf("Model runs"));
    assertThat(Pdfs.text(month, month.getNumberOfPages())).contains("also in queries.csv");
  }

  @Test
  void shortensALongTableWithANoteAndRepeatsItsHeadings() throws IOException {
    String text = Pdfs.text(month);
    assertThat(text).contains("The first 40 of 1,234 rows; all of them are in changes.csv.");
    long headings =
        Pattern.compile("Time \\(UTC\\)\\s+Event")
            .matcher(text)
            .results()
            .map(MatchResult::group)
            .count();
    assertThat(headings).isGreaterThan(1);
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
