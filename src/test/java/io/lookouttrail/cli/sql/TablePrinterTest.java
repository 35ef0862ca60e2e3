package io.lookouttrail.cli.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.lookouttrail.cli.terminal.DisplayWidth;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.OptionalInt;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;

class TablePrinterTest {
  private static final StructType SCHEMA =
      new StructType().add("actor", DataTypes.StringType).add("calls", DataTypes.LongType);

  private static String table(OptionalInt columns, Object[]... rows) {
    StringWriter out = new StringWriter();
    PrintWriter writer = new PrintWriter(out);
    ResultPrinter printer = ResultPrinter.of(SCHEMA, ResultFormat.TABLE, writer, columns);
    printer.begin();
    for (Object[] row : rows) {
      printer.row(RowFactory.create(row));
    }
    printer.end();
    writer.flush();
    return out.toString();
  }

  private static Object[] row(String actor, long calls) {
    return new Object[] {actor, calls};
  }

  @Test
  void countsTheColumnsThatLettersTake() {
    assertThat(table(OptionalInt.empty(), row("検査", 5), row("Zoë", 12)))
        .isEqualTo(
            """
            actor | calls
            ------+------
            検査  |     5
            Zoë   |    12
            """);
  }

  @Test
  void cutsToTheTerminalButNeverElsewhere() {
    String longName = "arn:aws:iam::111122223333:role/service-role/Inspector";
    assertThat(table(OptionalInt.of(30), row(longName, 5)).lines())
        .allSatisfy(line -> assertThat(DisplayWidth.of(line)).isLessThanOrEqualTo(30))
        .anySatisfy(line -> assertThat(line).contains("arn:aws:iam::11112222…"));
    assertThat(table(OptionalInt.empty(), row(longName, 5))).contains(longName);
  }

  @Test
  void spellsOutWhatWouldMoveTheCursor() {
    assertThat(table(OptionalInt.of(80), row("\u001b[2Jcurl\r\n\t\u202e", 1)))
        .contains("\\u001b[2Jcurl\\r\\n\\t\\u202e |");
  }

  @Test
  void holdsOnlyTheFirstRows() {
    Object[][] rows = new Object[3000][];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = row("a", i);
    }
    rows[2999] = row("a name that is wider than all the first ones", 7);
    assertThat(table(OptionalInt.empty(), rows).lines())
        .hasSize(3002)
        .last()
        .asString()
        .startsWith("a name that is wider than all the first ones |");
  }

  @Test
  void cutsBetweenWholeLetters() {
    assertThat(DisplayWidth.cut("検査部門", 5)).isEqualTo("検査…");
    assertThat(DisplayWidth.cut("検査部門", 8)).isEqualTo("検査部門");
    assertThat(DisplayWidth.cut("abc", 2)).isEqualTo("a…");
  }
}
