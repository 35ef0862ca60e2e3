package io.lookouttrail.reports.render;

import io.lookouttrail.reports.model.Report;
import io.lookouttrail.reports.model.Table;
import io.lookouttrail.reports.render.common.FindingsTable;
import io.lookouttrail.reports.render.common.GenerationInfo;
import io.lookouttrail.reports.render.common.ReportFormat;
import io.lookouttrail.reports.render.csv.CsvRenderer;
import io.lookouttrail.reports.render.html.HtmlRenderer;
import io.lookouttrail.reports.render.json.JsonRenderer;
import io.lookouttrail.reports.render.json.JsonWriter;
import io.lookouttrail.reports.render.pdf.PdfRenderer;
import io.lookouttrail.reports.render.xlsx.XlsxRenderer;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Writer of all files of a report into a local folder. */
public final class ReportFiles {
  /** The report as a web page. */
  public static final String PAGE = "index.html";

  /** SHA-256 checksums of all files except {@link #GENERATED}. */
  public static final String SUMS = "SHA256SUMS";

  /** How the report was made; the only file without a checksum. */
  public static final String GENERATED = "generated.json";

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
    SortedMap<String, String> sums = new TreeMap<>();
    for (Map.Entry<String, ReportFormat> format : formats(report).entrySet()) {
      sums.put(format.getKey(), write(report, format.getValue(), folder.resolve(format.getKey())));
    }
    StringBuilder lines = new StringBuilder();
    sums.forEach((name, sum) -> lines.append(sum).append("  ").append(name).append('\n'));
    Files.writeString(folder.resolve(SUMS), lines, StandardCharsets.UTF_8);
    try (OutputStream out = Files.newOutputStream(folder.resolve(GENERATED));
        JsonWriter json = new JsonWriter(out)) {
      json.object(
          () -> {
            json.field("generated_at", generated.at().toString());
            json.field("by", generated.by());
            json.field("where", generated.where());
            json.field("command", generated.command());
            json.field("run_id", generated.runId());
          });
    }
  }

  /** The renderers by file name. */
  private static Map<String, ReportFormat> formats(Report report) {
    Map<String, ReportFormat> formats = new TreeMap<>(FORMATS);
    Stream.concat(Stream.of(FindingsTable.of(report)), report.tables())
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

  /** Writes a file and returns its SHA-256 in lower-case hexadecimal. */
  private static String write(Report report, ReportFormat format, Path file) throws IOException {
    MessageDigest sha = sha256();
    try (OutputStream out =
        new BufferedOutputStream(
            new DigestOutputStream(Files.newOutputStream(file), sha), 1 << 16)) {
      format.write(report, out);
    }
    return HexFormat.of().formatHex(sha.digest());
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JVM has SHA-256", e);
    }
  }
}
