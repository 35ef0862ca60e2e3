package io.lookouttrail.reports.render.common;

import io.lookouttrail.reports.model.Report;
import java.io.IOException;
import java.io.OutputStream;

/** Renderer of a report in one format. */
@FunctionalInterface
public interface ReportFormat {
  /** Writes the report; leaves the stream open. */
  void write(Report report, OutputStream out) throws IOException;
}
