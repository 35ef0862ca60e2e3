package io.lookouttrail.reports.render.pdf;

import com.openhtmltopdf.outputdevice.helper.BaseRendererBuilder.FontStyle;
import com.openhtmltopdf.pdfboxout.PdfRendererBuilder;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import org.apache.fontbox.ttf.CmapLookup;
import org.apache.fontbox.ttf.TTFParser;
import org.apache.fontbox.ttf.TrueTypeFont;
import org.apache.pdfbox.io.RandomAccessReadBuffer;
import org.apache.pdfbox.pdmodel.font.FontMappers;

/**
 * Fonts of the PDF, read from the class path. The fonts of the machine would change the pages, and
 * a server may have none.
 */
final class PdfFonts {
  /** The font family in the style sheet. */
  static final String FAMILY = "DejaVu Sans Condensed";

  private static final String FOLDER = "net/sf/jasperreports/fonts/dejavu/";
  private static final byte[] REGULAR = read("DejaVuSansCondensed.ttf");
  private static final byte[] BOLD = read("DejaVuSansCondensed-Bold.ttf");
  private static final TrueTypeFont BOLD_FONT = parsed(BOLD);
  private static final CmapLookup REGULAR_GLYPHS = glyphs(parsed(REGULAR));
  private static final CmapLookup BOLD_GLYPHS = glyphs(BOLD_FONT);

  static {
    FontMappers.set(new BundledFontMapper(parsed(REGULAR)));
  }

  private PdfFonts() {}

  /** Adds both weights to a PDF. */
  static void addTo(PdfRendererBuilder builder) {
    builder.useFont(() -> new ByteArrayInputStream(REGULAR), FAMILY, 400, FontStyle.NORMAL, true);
    builder.useFont(() -> new ByteArrayInputStream(BOLD), FAMILY, 700, FontStyle.NORMAL, true);
  }

  /** Whether both weights have a glyph for a code point. */
  static boolean hasGlyph(int codePoint) {
    return REGULAR_GLYPHS.getGlyphId(codePoint) > 0 && BOLD_GLYPHS.getGlyphId(codePoint) > 0;
  }

  /** The width of a character in the bold weight, the wider one, in parts of the font size. */
  static double width(int codePoint) {
    try {
      double units = BOLD_FONT.getAdvanceWidth(BOLD_GLYPHS.getGlyphId(codePoint));
      return units / BOLD_FONT.getUnitsPerEm();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] read(String name) {
    try (InputStream in = PdfFonts.class.getClassLoader().getResourceAsStream(FOLDER + name)) {
      if (in == null) {
        throw new IllegalStateException(FOLDER + name + " is not on the class path");
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static CmapLookup glyphs(TrueTypeFont font) {
    try {
      return font.getUnicodeCmapLookup();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The parsed font; it stays open, because its tables are read on demand. */
  private static TrueTypeFont parsed(byte[] font) {
    try {
      return new TTFParser(true).parse(new RandomAccessReadBuffer(font));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
