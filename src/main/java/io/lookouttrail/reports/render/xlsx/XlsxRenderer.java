package io.lookouttrail.reports.render.xlsx;

import io.lookouttrail.reports.model.Column;
import io.lookouttrail.reports.model.Evidence;
import io.lookouttrail.reports.model.Report;
import io.lookouttrail.reports.model.Rows;
import io.lookouttrail.reports.model.Table;
import io.lookouttrail.reports.model.Value;
import io.lookouttrail.reports.render.common.FindingsTable;
import io.lookouttrail.reports.render.common.PrintableText;
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

/** {@code report.xlsx}: what the report is about first, then a sheet a table. */
public final class XlsxRenderer {
  private static final int LONGEST_NAME = 31;

  /** The workbook's properties without the moment at which it was written. */
  private static final String CORE =
      "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>"
          + "<cp:coreProperties"
          + " xmlns:cp=\"http://schemas.openxmlformats.org/package/2006/metadata/core-properties\""
          + " xmlns:dc=\"http://purl.org/dc/elements/1.1/\">"
          + "<dc:creator>Lookout Trail</dc:creator></cp:coreProperties>";

  private XlsxRenderer() {}

  public static void write(Report report, OutputStream out) throws IOException {
    Path raw = Files.createTempFile("lookout-trail-", ".xlsx");
    try {
      try (OutputStream file = Files.newOutputStream(raw)) {
        workbook(report, file);
      }
      byte[] core = CORE.getBytes(StandardCharsets.UTF_8);
      ReproducibleZip.copy(raw, Map.of("docProps/core.xml", core), out);
    } finally {
      Files.delete(raw);
    }
  }

  private static void workbook(Report report, OutputStream file) throws IOException {
    Map<String, Table> sheets = sheets(report);
    try (Workbook workbook = new Workbook(file, "Lookout Trail", "1.0")) {
      // It is packed again: what counts here is speed.
      workbook.setCompressionLevel(1);
      XlsxAbout.write(workbook.newWorksheet("about"), report, sheets);
      for (Map.Entry<String, Table> sheet : sheets.entrySet()) {
        new XlsxSheet(workbook.newWorksheet(sheet.getKey()), sheet.getValue()).write();
      }
    }
  }

  /** The tables by the names of their sheets, in the workbook's order. */
  private static Map<String, Table> sheets(Report report) {
    Map<String, Table> sheets = new LinkedHashMap<>();
    Set<String> taken = new HashSet<>(Set.of("about"));
    Stream.of(
            Stream.of(FindingsTable.of(report)),
            report.tables(),
            Stream.of(facts(report.evidence())))
        .flatMap(tables -> tables)
        .forEach(table -> sheets.put(name(table.name(), taken), table));
    return sheets;
  }

  /** The table's name, cut to what Excel allows and told apart where two become the same. */
  private static String name(String table, Set<String> taken) {
    String name = PrintableText.cut(table, LONGEST_NAME);
    for (int i = 2; !taken.add(name); i++) {
      String ending = "~" + i;
      name = PrintableText.cut(table, LONGEST_NAME - ending.length()) + ending;
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
