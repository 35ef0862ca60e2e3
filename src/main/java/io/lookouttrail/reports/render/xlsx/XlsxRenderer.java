package io.lookouttrail.reports.render.xlsx;

import io.lookouttrail.reports.model.Column;
import io.lookouttrail.reports.model.Evidence;
import io.lookouttrail.reports.model.Report;
import io.lookouttrail.reports.model.Rows;
import io.lookouttrail.reports.model.Table;
import io.lookouttrail.reports.model.Value;
import io.lookouttrail.reports.render.common.FindingsTable;
import io.lookouttrail.reports.render.common.PrintableText;
import io.lookouttrail.reports.render.common.RulesTable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.dhatim.fastexcel.Workbook;

/** Renderer of {@code report.xlsx}: a sheet about the report, then one sheet for each table. */
public final class XlsxRenderer {
  private static final int MAX_SHEET_NAME = 31;

  /** The properties of the workbook, without the time of its creation. */
  private static final String CORE_PROPERTIES =
      "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>"
          + "<cp:coreProperties"
          + " xmlns:cp=\"http://schemas.openxmlformats.org/package/2006/metadata/core-properties\""
          + " xmlns:dc=\"http://purl.org/dc/elements/1.1/\">"
          + "<dc:creator>Lookout Trail</dc:creator></cp:coreProperties>";

  private XlsxRenderer() {}

  /** Writes the workbook; leaves the stream open. */
  public static void write(Report report, OutputStream out) throws IOException {
    Path raw = Files.createTempFile("lookout-trail-", ".xlsx");
    try {
      try (OutputStream file = Files.newOutputStream(raw)) {
        workbook(report, file);
      }
      byte[] core = CORE_PROPERTIES.getBytes(StandardCharsets.UTF_8);
      ReproducibleZip.copy(raw, Map.of("docProps/core.xml", core), out);
    } finally {
      Files.delete(raw);
    }
  }

  private static void workbook(Report report, OutputStream file) throws IOException {
    Map<String, Table> sheets = sheets(report);
    try (Workbook workbook = new Workbook(file, "Lookout Trail", "1.0")) {
      // ReproducibleZip compresses again, so this compression need only be fast.
      workbook.setCompressionLevel(1);
      XlsxAbout.write(workbook.newWorksheet("about"), report, sheets);
      for (Map.Entry<String, Table> sheet : sheets.entrySet()) {
        new XlsxSheet(workbook.newWorksheet(sheet.getKey()), sheet.getValue()).write();
      }
    }
  }

  /** The tables by sheet name, in the order of the workbook. */
  private static Map<String, Table> sheets(Report report) {
    Map<String, Table> sheets = new LinkedHashMap<>();
    Set<String> taken = new HashSet<>(Set.of("about"));
    Stream.of(
            Stream.of(FindingsTable.of(report), RulesTable.of(report)),
            report.tables(),
            Stream.of(facts(report.evidence())))
        .flatMap(tables -> tables)
        .forEach(table -> sheets.put(name(table.name(), taken), table));
    return sheets;
  }

  /** A sheet name from the table name: truncated to the limit of Excel, and unique. */
  private static String name(String table, Set<String> taken) {
    String name = PrintableText.truncate(table, MAX_SHEET_NAME);
    for (int i = 2; !taken.add(name); i++) {
      String suffix = "~" + i;
      name = PrintableText.truncate(table, MAX_SHEET_NAME - suffix.length()) + suffix;
    }
    return name;
  }

  private static Table facts(Evidence evidence) {
    List<List<Value>> rows = new ArrayList<>();
    evidence.facts().forEach((name, value) -> rows.add(List.of(Value.text(name), value)));
    return new Table(
        "evidence",
        "Evidence",
        evidence.statements(),
        List.of(
            new Column("fact", "Fact", Column.Type.TEXT),
            new Column("value", "Value", Column.Type.TEXT)),
        Rows.of(rows),
        "");
  }
}
