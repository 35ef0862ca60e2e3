package io.lookouttrail.reports.publish;

import io.lookouttrail.reports.model.Report;
import java.io.IOException;
import java.nio.file.Path;

/** Adds files to a report that is rendered and not published yet, such as its signature. */
@FunctionalInterface
public interface Attestation {
  /** Adds nothing. */
  Attestation NONE = (report, folder) -> {};

  /**
   * Adds the files.
   *
   * @param folder a local folder with every other file of the report
   * @throws IOException if the folder cannot be read or written
   */
  void attest(Report report, Path folder) throws IOException;
}
