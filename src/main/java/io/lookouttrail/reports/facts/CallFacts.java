package io.lookouttrail.reports.facts;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.array_compact;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import io.lookouttrail.identity.ActionCatalogue;
import io.lookouttrail.identity.ActorKind;
import io.lookouttrail.identity.CallClass;
import io.lookouttrail.identity.Client;
import io.lookouttrail.identity.CredentialKind;
import io.lookouttrail.identity.Outcome;
import io.lookouttrail.reports.findings.facts.CallKind;
import io.lookouttrail.reports.findings.facts.Facts;
import io.lookouttrail.reports.findings.facts.Thresholds;
import io.lookouttrail.reports.query.CachedRows;
import io.lookouttrail.reports.query.NamedRow;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Facts about calls of one kind, summed from {@link io.lookouttrail.reports.query.CallCube}'s rows
 * by account and subject.
 *
 * <p>Columns: {@code period}, {@code kind} ({@link CallKind}), {@code account_id}, {@code subject},
 * {@code calls}, {@code succeeded}, {@code first_call}, {@code last_call}, {@code details}.
 */
final class CallFacts {
  /** The facts with the most calls come first. */
  static final List<Column> ORDER =
      List.of(col("calls").desc(), col("account_id").asc_nulls_first(), col("subject").asc());

  /** Support of Lookout for Vision ended on this day. */
  static final LocalDate SERVICE_END = LocalDate.of(2025, 10, 31);

  private static final Column ACTOR = coalesce(col("actor"), lit("unknown"));
  private static final Column IS_CHANGE = col("call_class").equalTo(CallClass.CHANGE.label());

  private CallFacts() {}

  /** Maps a row to its fact. */
  static Facts.Calls fact(NamedRow row) {
    return new Facts.Calls(
        row.text("account_id"),
        row.text("subject").orElse(""),
        row.whole("calls"),
        row.whole("succeeded"),
        row.timestamp("first_call").orElseThrow(),
        row.timestamp("last_call").orElseThrow(),
        row.texts("details"));
  }

  /**
   * The facts of every kind that one aggregation gives: a call adds to each kind that applies to
   * it.
   *
   * @param calls the calls with their period
   */
  static FactQuery<Facts.Calls> sums(CachedRows calls, String eventSource, Thresholds thresholds) {
    return new FactQuery<>(calls.map(rows -> sums(rows, eventSource, thresholds)), CallFacts::fact);
  }

  private static Dataset<Row> sums(Dataset<Row> calls, String eventSource, Thresholds thresholds) {
    Dataset<Row> facts =
        calls
            .withColumn("fact", explode(array_compact(array(kinds(eventSource)))))
            .groupBy(FactPeriod.COLUMN, "fact.kind", "fact.account_id", "fact.subject")
            .agg(
                sum("calls").as("calls"),
                sum(FactColumns.SUCCEEDED).as("succeeded"),
                min("first_call").as("first_call"),
                max("last_call").as("last_call"),
                FactColumns.firstNames("fact.detail").as("details"));
    Column isBelowThreshold =
        col(FactColumns.KIND)
            .equalTo(CallKind.THROTTLED.name())
            .and(col("calls").lt(thresholds.throttledCalls()));
    return facts.where(not(isBelowThreshold));
  }

  private static Column[] kinds(String eventSource) {
    List<Column> kinds = new ArrayList<>();
    kinds.add(root());
    kinds.add(console(CallKind.CONSOLE_WITHOUT_MFA, false));
    kinds.add(console(CallKind.CONSOLE_WITH_MFA, true));
    kinds.add(crossAccount());
    kinds.add(
        kind(
            CallKind.THROTTLED,
            col("outcome").equalTo(Outcome.THROTTLED.label()),
            col("action"),
            ACTOR));
    if (eventSource.equals(ActionCatalogue.LOOKOUT_VISION)) {
      kinds.add(deleted());
      kinds.add(
          kind(
              CallKind.AFTER_SERVICE_END,
              col("event_date").gt(lit(SERVICE_END)),
              ACTOR,
              col("action")));
    }
    return kinds.toArray(Column[]::new);
  }

  private static Column root() {
    Column root =
        when(col("cross_account"), concat(lit("root of account "), col("caller_account_id")))
            .otherwise(lit("root"));
    return kind(
        CallKind.ROOT,
        col("credential_kind").equalTo(CredentialKind.ROOT.label()),
        root,
        col("action"));
  }

  private static Column console(CallKind kind, boolean withMfa) {
    return kind(
        kind,
        IS_CHANGE
            .and(col("client").equalTo(Client.CONSOLE.label()))
            .and(col("mfa_authenticated").equalTo(withMfa)),
        ACTOR,
        col("action"));
  }

  private static Column crossAccount() {
    return kind(
        CallKind.CROSS_ACCOUNT,
        IS_CHANGE
            .and(col("cross_account"))
            .and(col("actor_kind").notEqual(ActorKind.AWS_SERVICE.label())),
        concat(ACTOR, lit(" (account "), col("caller_account_id"), lit(")")),
        col("action"));
  }

  private static Column deleted() {
    return kind(
        CallKind.DELETED,
        col("action")
            .isin("DeleteProject", "DeleteDataset", "DeleteModel")
            .and(col("outcome").equalTo(Outcome.SUCCESS.label())),
        concat(
            col("action_group"),
            lit(" "),
            coalesce(col("resource_arn"), col("project_name"), lit("without a name"))),
        ACTOR);
  }

  private static Column kind(CallKind kind, Column applies, Column subject, Column detail) {
    return when(
        applies,
        struct(
            lit(kind.name()).as("kind"),
            col("account_id"),
            subject.as("subject"),
            detail.as("detail")));
  }

  /**
   * Calls signed with a long-term key of an IAM user, by actors who also used a role. The role may
   * be in another account: people often have their user in one account and roles in others.
   *
   * @param calls the calls with their period
   */
  static FactQuery<Facts.Calls> longTermKeys(CachedRows calls) {
    return new FactQuery<>(calls.map(CallFacts::longTermKeys), CallFacts::fact);
  }

  private static Dataset<Row> longTermKeys(Dataset<Row> calls) {
    Dataset<Row> roles =
        calls
            .where(col("role_arn").isNotNull())
            .groupBy(FactPeriod.COLUMN, "actor")
            .agg(FactColumns.firstNames("role_arn").as("details"));
    Dataset<Row> keys =
        calls
            .where(
                col("credential_kind")
                    .equalTo(CredentialKind.IAM_USER.label())
                    .and(col("access_key_id").startsWith("AKIA")))
            .groupBy(FactPeriod.COLUMN, "account_id", "actor")
            .agg(
                sum("calls").as("calls"),
                sum(FactColumns.SUCCEEDED).as("succeeded"),
                min("first_call").as("first_call"),
                max("last_call").as("last_call"));
    return keys.join(roles, new String[] {FactPeriod.COLUMN, "actor"})
        .withColumnRenamed("actor", "subject")
        .withColumn(FactColumns.KIND, lit(CallKind.LONG_TERM_KEY.name()));
  }
}
