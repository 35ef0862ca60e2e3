package io.lookouttrail.reports.render.pdf;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.documentinterchange.logicalstructure.PDStructureElement;
import org.apache.pdfbox.pdmodel.documentinterchange.logicalstructure.PDStructureNode;
import org.apache.pdfbox.pdmodel.documentinterchange.taggedpdf.StandardStructureTypes;

/**
 * Corrects the tags of a PDF where those of the library do not suffice for screen readers.
 *
 * <p>The labels of a chart have absolute positions, and the library puts their tags at the end of
 * the document. They become a figure with an alternative text inside their chart. The template
 * marks both by the attribute {@code title}, which the library makes the alternative text: {@code
 * chart-3} for a label, {@code chart-3} and the alternative text for the chart.
 */
final class PdfTags {
  private static final Pattern MARK = Pattern.compile("(chart-\\d+)(?: (.*))?", Pattern.DOTALL);
  private static final COSName BACKGROUND = COSName.getPDFName("Background");
  private static final List<String> PARTS_OF_TABLES =
      List.of(
          StandardStructureTypes.T_HEAD,
          StandardStructureTypes.T_BODY,
          StandardStructureTypes.T_FOOT);

  private final Map<String, PDStructureElement> charts = new TreeMap<>();
  private final Map<String, List<PDStructureElement>> labels = new TreeMap<>();

  private PdfTags() {}

  /** Corrects the tags of a document, if it has any. */
  static void correct(PDDocument document) {
    shareBackgrounds(document);
    Optional.ofNullable(document.getDocumentCatalog().getStructureTreeRoot())
        .ifPresent(
            root -> {
              PdfTags tags = new PdfTags();
              tags.collect(root);
              tags.charts.forEach(tags::addFigure);
            });
  }

  /**
   * Marks all backgrounds by one object. The library marks each by an own one with its position,
   * which makes a PDF with charts several times as large.
   */
  private static void shareBackgrounds(PDDocument document) {
    COSDictionary background = new COSDictionary();
    background.setItem(COSName.TYPE, BACKGROUND);
    for (PDPage page : document.getPages()) {
      COSDictionary marks = page.getResources().getCOSObject().getCOSDictionary(COSName.PROPERTIES);
      if (marks != null) {
        for (COSName name : List.copyOf(marks.keySet())) {
          COSDictionary mark = marks.getCOSDictionary(name);
          if (mark != null && BACKGROUND.equals(mark.getCOSName(COSName.TYPE))) {
            marks.setItem(name, background);
          }
        }
      }
    }
  }

  private void collect(PDStructureNode parent) {
    for (Object kid : new ArrayList<>(parent.getKids())) {
      if (kid instanceof PDStructureElement element) {
        collect(element);
        if (PARTS_OF_TABLES.contains(element.getStructureType()) && element.getKids().isEmpty()) {
          parent.removeKid(element);
        }
        Optional.ofNullable(element.getAlternateDescription())
            .map(MARK::matcher)
            .filter(Matcher::matches)
            .ifPresent(mark -> collect(parent, element, mark));
      }
    }
  }

  private void collect(PDStructureNode parent, PDStructureElement element, Matcher mark) {
    if (mark.group(2) != null) {
      element.setAlternateDescription(mark.group(2));
      charts.put(mark.group(1), element);
    } else {
      element.getCOSObject().removeItem(COSName.ALT);
      element.setStructureType(StandardStructureTypes.SPAN);
      parent.removeKid(element);
      labels.computeIfAbsent(mark.group(1), name -> new ArrayList<>()).add(element);
    }
  }

  private void addFigure(String name, PDStructureElement chart) {
    PDStructureElement figure = new PDStructureElement(StandardStructureTypes.Figure, chart);
    figure.setAlternateDescription(chart.getAlternateDescription());
    chart.getCOSObject().removeItem(COSName.ALT);
    for (PDStructureElement label : labels.getOrDefault(name, List.of())) {
      label.setParent(figure);
      figure.appendKid(label);
    }
    chart.appendKid(figure);
  }
}
