package io.lookouttrail.architecture.planted.reports.render;

import io.lookouttrail.architecture.planted.tables.Table;

/** Violates that renderers see the model alone. */
public final class RendererThatReadsTables {
  private RendererThatReadsTables() {}

  static String name() {
    return Table.name();
  }
}
