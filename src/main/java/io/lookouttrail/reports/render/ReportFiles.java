package io.lookouttrail.reports.render;

import io.lookouttrail.reports.model.Report;
import io.lookouttrail.reports.model.Table;
import io.lookouttrail.reports.render.common.FindingsTable;
import io.lookouttrail.reports.render.common.GenerationInfo;
import io.lookouttrail.reports.render.common.ReportFormat;
import io.lookouttrail.reports.render.common.RulesTable;
import io.lookouttrail.reports.render.csv.CsvRenderer;
import io.lookouttrail.reports.render.html.HtmlRenderer;
import io.lookouttrail.reports.render.json.JsonRenderer;
import io.lookouttrail.reports.render.pdf.PdfRenderer;
import io.lookouttrail.reports.render.xlsx.XlsxRenderer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Writer of all files of a report into a local folder. */
public final class ReportFiles {
  /** The report as a web page. */
  public static final String PAGE = "index.html";

  /** SHA-256 checksums of all files except {@link #GENERATED}. */
  public static final String SUMS = ChecksummedFolder.SUMS;

  /** How the report was made; the only file without a checksum. */
  public static final String GENERATED = ChecksummedFolder.GENERATED;

  private static final Map<String, ReportFormat> FORMATS =
      Map.of(
          PAGE,
          HtmlRenderer::write,
          "report.pdf",
          PdfRenderer::write,
          "report.xlsx",
          XlsxRenderer::write,
          "report.json",
          JsonRenderer::writeReport,
          "evidence.json",
          JsonRenderer::writeEvidence);

  private ReportFiles() {}

  /**
   * Writes all files. The same report gives the same bytes on any machine, except in {@link
   * #GENERATED}.
   *
   * @param folder an existing, empty folder
   * @throws IOException if the folder cannot be written
   */
  public static void write(Report report, GenerationInfo generated, Path folder)
      throws IOException {
    write(report, generated, new TreeMap<>(), folder);
  }

  /**
   * As above, with further files.
   *
   * @param records the content of further files, by name; the checksums cover them
   */
  public static void write(
      Report report, GenerationInfo generated, SortedMap<String, byte[]> records, Path folder)
      throws IOException {
    Map<String, ChecksummedFolder.Content> files = new TreeMap<>();
    records.forEach((name, bytes) -> files.put(name, out -> out.write(bytes)));
    formats(report).forEach((name, format) -> files.put(name, out -> format.write(report, out)));
    ChecksummedFolder.write(files, generated, folder);
  }

  /** The renderers by file name. */
  private static Map<String, ReportFormat> formats(Report report) {
    Map<String, ReportFormat> formats = new TreeMap<>(FORMATS);
    Stream.concat(Stream.of(FindingsTable.of(report), RulesTable.of(report)), report.tables())
        .forEach(
            table -> {
              if (!table.name().matches("[a-z][a-z0-9_]*")) {
                throw new IllegalArgumentException("not valid as a file name: " + table.name());
              }
              if (formats.put(table.name() + ".csv", csv(table)) != null) {
                throw new IllegalArgumentException("two tables have the name " + table.name());
              }
            });
    return formats;
  }

  private static ReportFormat csv(Table table) {
    return (report, out) -> CsvRenderer.write(table, out);
  }
}
