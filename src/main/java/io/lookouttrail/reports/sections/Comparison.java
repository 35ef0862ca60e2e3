package io.lookouttrail.reports.sections;

import io.lookouttrail.reports.model.Column;
import io.lookouttrail.reports.model.KeyFigure;
import io.lookouttrail.reports.model.Rows;
import io.lookouttrail.reports.model.Section;
import io.lookouttrail.reports.model.Table;
import io.lookouttrail.reports.model.Value;
import io.lookouttrail.run.Period;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The section that compares the report's figures with those of another period.
 *
 * @param figures the report's figures
 * @param usage the report's usage tables
 */
record Comparison(Period period, List<KeyFigure> figures, List<Table> usage, ComparedPeriod other) {
  private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

  /** What a usage table counts calls by, in the order of the table. */
  private static final Map<String, String> DIMENSIONS =
      Map.of(
          "usage_by_account", "account",
          "usage_by_region", "Region",
          "usage_by_role", "role",
          "usage_by_action", "action");

  /** The calls of one account, Region, role or action in both periods. */
  private record Difference(String by, String name, long calls, long compared) {
    long difference() {
      return calls - compared;
    }
  }

  Section section() {
    return new Section(
        "compared",
        "Compared with " + other.period(),
        notes(),
        List.of(),
        List.of(figuresTable(), usageTable()));
  }

  private List<String> notes() {
    List<String> notes = new ArrayList<>();
    if (!other.missing().isEmpty()) {
      notes.add(
          "No log file was ingested of "
              + other.missing().stream().map(YearMonth::toString).collect(Collectors.joining(", "))
              + ", so the period "
              + other.period()
              + " is not whole.");
    }
    if (!period.from().isAfter(other.period().to())
        && !other.period().from().isAfter(period.to())) {
      notes.add("The two periods have months in common, which count in both.");
    }
    return notes;
  }

  private Table figuresTable() {
    return new Table(
        "compared_figures",
        "Key figures beside those of " + other.period(),
        List.of("The evidence has the query of each figure."),
        List.of(
            new Column("figure", "Figure", Column.Type.TEXT),
            new Column("value", period.toString(), Column.Type.DECIMAL),
            new Column("compared", other.period().toString(), Column.Type.DECIMAL),
            new Column("difference", "Difference", Column.Type.DECIMAL),
            new Column("change_percent", "Change in per cent", Column.Type.DECIMAL),
            new Column("unit", "Unit", Column.Type.TEXT),
            new Column("name", "Name", Column.Type.TEXT)),
        Rows.of(figures.stream().map(this::figure).toList()),
        "");
  }

  private List<Value> figure(KeyFigure figure) {
    List<Value> row = new ArrayList<>(List.of(Value.text(figure.label())));
    row.addAll(numbers(number(figure.value()), other.figure(figure.name()).flatMap(this::number)));
    row.add(Value.text(figure.unit()));
    row.add(Value.text(figure.name()));
    return row;
  }

  private Optional<BigDecimal> number(Value value) {
    if (value instanceof Value.Whole whole) {
      return Optional.of(BigDecimal.valueOf(whole.number()));
    }
    return value instanceof Value.Decimal decimal
        ? Optional.of(decimal.number())
        : Optional.empty();
  }

  private List<Value> numbers(Optional<BigDecimal> now, Optional<BigDecimal> then) {
    Optional<BigDecimal> difference = now.flatMap(one -> then.map(one::subtract));
    Optional<BigDecimal> percent =
        difference
            .filter(number -> then.orElseThrow().signum() != 0)
            .map(
                number ->
                    number
                        .multiply(HUNDRED)
                        .divide(then.orElseThrow().abs(), 1, RoundingMode.HALF_UP));
    return Stream.of(now, then, difference, percent)
        .map(number -> number.map(Value::decimal).orElse(Value.NOTHING))
        .toList();
  }

  private Table usageTable() {
    return new Table(
        "compared_usage",
        "Calls beside those of " + other.period(),
        List.of("Those that differ most come first."),
        List.of(
            new Column("by", "By", Column.Type.TEXT),
            new Column("name", "Name", Column.Type.TEXT),
            new Column("calls", "Calls in " + period, Column.Type.WHOLE),
            new Column("compared", "Calls in " + other.period(), Column.Type.WHOLE),
            new Column("difference", "Difference", Column.Type.WHOLE)),
        Rows.of(
            usage.stream()
                .filter(table -> DIMENSIONS.containsKey(table.name()))
                .flatMap(this::differences)
                .map(Comparison::row)
                .toList()),
        "");
  }

  private Stream<Difference> differences(Table table) {
    Map<List<Value>, Long> now = ComparedPeriod.calls(table);
    Map<List<Value>, Long> then = other.calls().getOrDefault(table.name(), Map.of());
    Set<List<Value>> keys = new LinkedHashSet<>(now.keySet());
    keys.addAll(then.keySet());
    return keys.stream()
        .map(
            key ->
                new Difference(
                    DIMENSIONS.getOrDefault(table.name(), table.name()),
                    name(key),
                    now.getOrDefault(key, 0L),
                    then.getOrDefault(key, 0L)))
        .sorted(
            Comparator.comparingLong((Difference it) -> -Math.abs(it.difference()))
                .thenComparing(Difference::name));
  }

  /** The keys of a row; a role has its kind of credentials where it has no ARN. */
  private static String name(List<Value> key) {
    Value last = key.get(key.size() - 1);
    return text(last).or(() -> text(key.get(0)).map(kind -> "no role, " + kind)).orElse("unknown");
  }

  private static Optional<String> text(Value value) {
    if (value instanceof Value.Text text) {
      return Optional.of(text.text());
    }
    return value instanceof Value.Identifier id ? Optional.of(id.text()) : Optional.empty();
  }

  private static List<Value> row(Difference it) {
    return List.of(
        Value.text(it.by()),
        Value.text(it.name()),
        Value.whole(it.calls()),
        Value.whole(it.compared()),
        Value.whole(it.difference()));
  }
}
