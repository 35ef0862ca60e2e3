package io.lookouttrail.reports.policy.usage;

import io.lookouttrail.reports.query.PinnedTables;
import io.lookouttrail.reports.query.SqlText;
import io.lookouttrail.tables.EventsTable;
import io.lookouttrail.tables.Views;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;

/** Counts events by {@link CallKind} in one Spark job that reads them once. */
record SparkCallCounts(PinnedTables tables, CallSelection selection) {

  /**
   * Returns the counts.
   *
   * @param maxGroups the most counts that are returned; of more, one more than these
   */
  List<CallGroup> read(int maxGroups) {
    tables.store().describe("Count the calls of each role and user");
    Dataset<Row> counts =
        Views.currentEvents(tables.read(EventsTable.SPEC))
            .where(selection.condition())
            .selectExpr(
                Stream.concat(dimensions().stream(), Stream.of("event_time", "event_id"))
                    .toArray(String[]::new))
            .groupBy(CallKind.COLUMNS.stream().map(functions::col).toArray(Column[]::new))
            .agg(
                functions.expr("count(*) AS calls"),
                functions.expr("min(event_time) AS first_call"),
                functions.expr("max(struct(event_time, event_id)) AS last"));
    List<CallGroup> groups = new ArrayList<>();
    Iterator<Row> rows = counts.toLocalIterator();
    while (rows.hasNext() && groups.size() <= maxGroups) {
      groups.add(group(rows.next()));
    }
    return groups;
  }

  private static CallGroup group(Row row) {
    Row last = row.getAs("last");
    return new CallGroup(
        CallKind.of(row),
        new CallTally(
            row.<Long>getAs("calls"),
            row.<Instant>getAs("first_call"),
            last.<Instant>getAs("event_time"),
            last.<String>getAs("event_id")));
  }

  /** The expressions of {@link CallKind#COLUMNS} over the columns of the events. */
  private List<String> dimensions() {
    return Arrays.asList(
        "credential_kind",
        "role_arn",
        "permission_set",
        "IF(credential_kind = 'iam_user', principal_arn, NULL) AS user_arn",
        "IF(role_arn IS NOT NULL OR credential_kind = 'iam_user',"
            + " substring_index(principal_id, ':', 1), NULL) AS unique_id",
        "action",
        "event_name",
        "event_type",
        "call_class",
        "account_id",
        "region",
        "project_name",
        "model_version",
        "resource_arn",
        selection.hasCatalogue()
            ? "'' AS arns"
            : "concat_ws('\\n', transform(resources, r -> r.arn)) AS arns",
        "coalesce(outcome, '') AS outcome",
        "vpc_endpoint_id",
        "mfa_authenticated",
        "IF(outcome = 'success', %s, NULL) AS data".formatted(data()));
  }

  private String data() {
    if (selection.hasCatalogue()) {
      return "IF(action IN (%s), request_parameters, NULL)"
          .formatted(
              DataReferences.ACTION_NAMES.stream()
                  .sorted()
                  .map(SqlText::text)
                  .collect(Collectors.joining(", ")));
    }
    return DataReferences.NO_PASSED_ROLES.contains(selection.eventSource())
        ? "CAST(NULL AS STRING)"
        : "nullif(array_join(array_sort(array_distinct(regexp_extract_all(request_parameters, %s, 1))), '\\n'), '')"
            .formatted(SqlText.text(DataReferences.ROLE_REGEX));
  }
}
