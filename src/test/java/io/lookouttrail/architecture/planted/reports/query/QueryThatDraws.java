package io.lookouttrail.architecture.planted.reports.query;

import org.apache.pdfbox.pdmodel.PDDocument;

/** Violates that only renderers draw. */
public final class QueryThatDraws {
  private QueryThatDraws() {}

  static PDDocument draw() {
    return new PDDocument();
  }
}
