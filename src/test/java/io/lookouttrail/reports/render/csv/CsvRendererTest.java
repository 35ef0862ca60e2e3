package io.lookouttrail.reports.render.csv;

import static org.assertj.core.api.Assertions.assertThat;

import io.lookouttrail.fixtures.HostileReport;
import io.lookouttrail.reports.model.Column;
import io.lookouttrail.reports.model.Rows;
import io.lookouttrail.reports.model.Table;
import io.lookouttrail.reports.model.Value;
import io.lookouttrail.reports.render.common.PrintableText;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;

class CsvRendererTest {
  static final List<String> HOSTILE = HostileReport.TEXTS;

  private static String csv(Rows rows, String... columns) throws IOException {
    List<Column> typed =
        List.of(columns).stream().map(name -> new Column(name, name, Column.Type.TEXT)).toList();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    CsvRenderer.write(new Table("t", "T", List.of(), typed, rows, ""), out);
    return out.toString(StandardCharsets.UTF_8);
  }

  private static String cell(Value value) throws IOException {
    String text = csv(Rows.of(List.of(List.of(value, Value.text("end")))), "a", "b");
    return text.substring("a,b\n".length(), text.length() - ",end\n".length());
  }

  @Test
  void writesEachTypeForPrograms() throws IOException {
    assertThat(cell(Value.whole(-1_234_567))).isEqualTo("-1234567");
    assertThat(cell(Value.decimal(new BigDecimal("1E+3")))).isEqualTo("1000");
    assertThat(cell(Value.moment(Instant.parse("2025-09-01T05:58:03Z"))))
        .isEqualTo("2025-09-01T05:58:03Z");
    assertThat(cell(Value.day(LocalDate.of(2025, 9, 1)))).isEqualTo("2025-09-01");
    assertThat(cell(Value.flag(true))).isEqualTo("true");
    assertThat(cell(Value.identifier("012345678901"))).isEqualTo("012345678901");
    assertThat(cell(Value.NOTHING)).isEmpty();
    assertThat(cell(Value.text("  two blanks  "))).isEqualTo("  two blanks  ");
  }

  @Test
  void keepsARowWithoutValues() throws IOException {
    assertThat(csv(Rows.of(List.of(List.of(Value.NOTHING, Value.NOTHING))), "a", "b"))
        .isEqualTo("a,b\n,\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"=", "+", "-", "@", "\t", "\r", "\n", "\uFF1D", "\uFF0B"})
  void putsAnApostropheBeforeFormulas(String start) throws IOException {
    String text = start + "1+1";
    assertThat(CsvText.rows("x\n" + cell(Value.text(text)) + "\n").get(1))
        .containsExactly("'" + text);
    assertThat(CsvText.rows("x\n" + cell(Value.identifier(text)) + "\n").get(1))
        .containsExactly("'" + text);
    assertThat(CsvText.rows(csv(Rows.of(List.of()), text))).containsExactly(List.of("'" + text));
  }

  @ParameterizedTest
  @FieldSource("HOSTILE")
  void keepsEveryTextInItsCell(String text) throws IOException {
    List<Value> row = List.of(Value.text(text), Value.text("end"));
    List<List<String>> read = CsvText.rows(csv(Rows.of(List.of(row)), "a", "b"));
    assertThat(read).hasSize(2);
    assertThat(read.get(1)).hasSize(2).endsWith("end");
    assertThat(read.get(1).get(0).replaceFirst("^'", "")).isEqualTo(PrintableText.wellFormed(text));
  }

  @Test
  void takesRowsOneAtATime() throws IOException {
    Rows streamed =
        new Rows() {
          @Override
          public long count() {
            throw new IllegalStateException("the renderer must not count");
          }

          @Override
          public List<List<Value>> first(int limit) {
            throw new IllegalStateException("the renderer must not read ahead");
          }

          @Override
          public void forEach(RowSink sink) {
            for (long row = 0; row < 3; row++) {
              sink.accept(List.of(Value.whole(row)));
            }
          }
        };
    assertThat(csv(streamed, "n")).isEqualTo("n\n0\n1\n2\n");
  }
}
