package io.lookouttrail.reports.render.common;

import io.lookouttrail.reports.model.Report;
import java.io.IOException;
import java.io.OutputStream;

/** One way of telling a report; the stream stays open, whoever made it closes it. */
@FunctionalInterface
public interface ReportFormat {
  void write(Report report, OutputStream out) throws IOException;
}
