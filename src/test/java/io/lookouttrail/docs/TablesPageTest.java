package io.lookouttrail.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.lookouttrail.tables.AllTables;
import io.lookouttrail.tables.TableSpec;
import io.lookouttrail.tables.Views;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;

/**
 * The columns in {@code src/docs/tables.md} are those that the tables declare. {@code
 * -Dgolden.write=true} writes the rows of the page anew; a column without a declared comment keeps
 * the meaning that the page has.
 */
class TablesPageTest {
  private static final Page PAGE = Page.of("src/docs/tables.md");

  /**
   * A row of the page.
   *
   * @param name with the names of the structs around it, separated by dots
   * @param comment empty where the declaration has none
   */
  private record Column(String name, String type, Optional<String> comment) {}

  private static List<Column> declared(TableSpec table) {
    List<Column> columns = new ArrayList<>();
    collect("", table.schema(), columns);
    return columns;
  }

  private static void collect(String prefix, StructType struct, List<Column> columns) {
    for (StructField field : struct.fields()) {
      String name = prefix + field.name();
      String type = typeName(field.dataType()) + (field.nullable() ? "" : " not null");
      columns.add(
          new Column(name, type, Optional.ofNullable(field.getComment().getOrElse(() -> null))));
      structWithin(field.dataType()).ifPresent(inner -> collect(name + ".", inner, columns));
    }
  }

  private static String typeName(DataType type) {
    if (type instanceof StructType) {
      return "struct";
    }
    return type instanceof ArrayType array && array.elementType() instanceof StructType
        ? "array<struct>"
        : type.simpleString();
  }

  private static Optional<StructType> structWithin(DataType type) {
    DataType inner = type instanceof ArrayType array ? array.elementType() : type;
    return inner instanceof StructType struct ? Optional.of(struct) : Optional.empty();
  }

  private static String section(TableSpec table) {
    return PAGE.section("`" + table.name() + "`");
  }

  /** The columns of the page, with their meanings. */
  private static Map<String, String> meanings(TableSpec table) {
    Map<String, String> meanings = new LinkedHashMap<>();
    for (List<String> row : Page.rows(section(table))) {
      meanings.put(row.get(0).replace("`", ""), row.get(2));
    }
    return meanings;
  }

  private static String rows(TableSpec table) {
    Map<String, String> meanings = meanings(table);
    return declared(table).stream()
        .map(
            column ->
                "| `%s` | %s | %s |%n"
                    .formatted(
                        column.name(),
                        column.type(),
                        column
                            .comment()
                            .orElse(meanings.getOrDefault(column.name(), ""))
                            .replace("|", "\\|")))
        .collect(Collectors.joining());
  }

  private static String shownRows(TableSpec table) {
    return section(table)
        .replaceAll("(?s)^.*?\\|---\\|---\\|---\\|\\n", "")
        .replaceAll("(?s)\\n\\n.*", "\n");
  }

  @Test
  void everyColumnStandsThereWithItsTypeAndItsComment() throws IOException {
    String text = PAGE.text();
    for (TableSpec table : AllTables.SPECS) {
      text = text.replace(shownRows(table), rows(table));
    }
    if (Boolean.getBoolean("golden.write")) {
      Files.writeString(PAGE.path(), text);
    }
    for (TableSpec table : AllTables.SPECS) {
      assertThat(shownRows(table)).as(table.name()).isEqualTo(rows(table));
      assertThat(meanings(table)).as(table.name()).doesNotContainValue("");
    }
  }

  @Test
  void everyTableAndViewStandsThereAndNoOther() {
    assertThat(Page.rows(PAGE.section("Tables").replaceFirst("(?s)## Views.*", "")))
        .extracting(row -> row.get(0))
        .containsExactlyInAnyOrderElementsOf(
            AllTables.SPECS.stream()
                .map(table -> "[`%1$s`](#%1$s)".formatted(table.name()))
                .toList());
    assertThat(Page.rows(PAGE.section("Views")))
        .extracting(row -> row.get(0))
        .containsExactlyInAnyOrderElementsOf(
            Views.all().stream().map(view -> "`" + view.name() + "`").toList());
  }

  @Test
  void theLeadOfATableNamesItsPartitions() {
    for (TableSpec table : AllTables.SPECS) {
      String lead = section(table).replaceAll("\\s+", " ").replaceFirst("\\| column .*", "");
      assertThat(lead)
          .as(table.name())
          .contains(
              table.partitionedBy().isEmpty()
                  ? ""
                  : "Partitioned by "
                      + table.partitionedBy().stream()
                          .map(name -> "`" + name + "`")
                          .collect(Collectors.joining(" and ")));
    }
  }
}
