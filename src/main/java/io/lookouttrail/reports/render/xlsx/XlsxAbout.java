package io.lookouttrail.reports.render.xlsx;

import io.lookouttrail.reports.model.KeyFigure;
import io.lookouttrail.reports.model.Report;
import io.lookouttrail.reports.model.Scope;
import io.lookouttrail.reports.model.Section;
import io.lookouttrail.reports.model.Table;
import io.lookouttrail.reports.model.Value;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.dhatim.fastexcel.Worksheet;

/** The first sheet: scope, figures, notes, and a list of the other sheets. */
final class XlsxAbout {
  private final Worksheet sheet;
  private final XlsxCells cells;
  private int row;

  private XlsxAbout(Worksheet sheet) {
    this.sheet = sheet;
    this.cells = new XlsxCells(sheet);
  }

  static void write(Worksheet sheet, Report report, Map<String, Table> sheets) throws IOException {
    XlsxAbout about = new XlsxAbout(sheet);
    sheet.width(0, 34);
    sheet.width(1, 44);
    sheet.width(2, 26);
    sheet.width(3, 18);
    sheet.width(4, 80);
    about.scope(report.scope());
    about.figures(report);
    about.notes("Notes on findings", report.findingNotes());
    for (Section section : report.sections()) {
      about.notes(section.title(), section.notes());
    }
    about.notes("Evidence", report.evidence().statements());
    about.sheets(sheets);
    sheet.finish();
  }

  private void scope(Scope scope) {
    cells.text(row, 0, "Usage and access of " + scope.service());
    sheet.style(row, 0).bold().fontSize(16).set();
    row += 2;
    field("Report", scope.name());
    field("Event source", scope.eventSource());
    field("Accounts", String.join("\n", scope.accounts()));
    field("Regions", String.join("\n", scope.regions()));
    moment("Data cut-off (UTC)", scope.cutOff());
    moment("Last ingest (UTC)", scope.lastIngest());
    field("Lookout Trail", scope.productVersion());
    scope.nilReturn().ifPresent(text -> field("Nil return", text));
    row++;
  }

  private void field(String label, String text) {
    label(label);
    cells.paragraph(row++, 1, text);
  }

  private void moment(String label, Optional<Instant> at) {
    label(label);
    cells.value(row, 1, at.map(Value::moment).orElse(Value.NOTHING));
    sheet.style(row++, 1).format("yyyy-mm-dd hh:mm:ss").horizontalAlignment("left").set();
  }

  private void label(String label) {
    cells.text(row, 0, label);
    sheet.style(row, 0).bold().verticalAlignment("top").set();
  }

  private void figures(Report report) {
    headings("Figure", "Value", "Unit", "Month before", "Query for lookout-trail sql");
    report.headline().forEach(this::figure);
    report.figures().forEach(this::figure);
    row++;
  }

  private void figure(KeyFigure figure) {
    cells.paragraph(row, 0, figure.label());
    cells.value(row, 1, figure.value());
    cells.paragraph(row, 2, figure.unit());
    cells.value(row, 3, figure.before().orElse(Value.NOTHING));
    cells.paragraph(row++, 4, figure.sql());
  }

  private void notes(String title, List<String> notes) {
    if (notes.isEmpty()) {
      return;
    }
    headings(title);
    for (String note : notes) {
      cells.text(row++, 0, note);
    }
    row++;
  }

  private void sheets(Map<String, Table> sheets) {
    headings("Sheet", "Title", "File", "Rows", "Notes");
    sheets.forEach(
        (name, table) -> {
          cells.text(row, 0, name);
          cells.paragraph(row, 1, table.title());
          cells.text(row, 2, name.equals("evidence") ? "evidence.json" : table.name() + ".csv");
          cells.value(row, 3, Value.whole(table.rows().count()));
          cells.paragraph(row++, 4, String.join(" ", table.notes()));
        });
  }

  private void headings(String... texts) {
    for (int i = 0; i < texts.length; i++) {
      cells.heading(row, i, texts[i]);
    }
    row++;
  }
}
