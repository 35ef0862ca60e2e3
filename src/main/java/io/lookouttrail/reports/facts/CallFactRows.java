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
import io.lookouttrail.reports.findings.facts.Thresholds;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Facts that are sums of the cube's calls. */
final class CallFactRows {
  /** Support of Lookout for Vision ended on this day. */
  private static final LocalDate SERVICE_END = LocalDate.of(2025, 10, 31);

  private static final Column ACTOR = coalesce(col("actor"), lit("unknown"));
  private static final Column IS_CHANGE = col("call_class").equalTo(CallClass.CHANGE.label());
  private static final Column SUCCEEDED =
      when(col("outcome").equalTo(Outcome.SUCCESS.label()), col("calls")).otherwise(0);

  private CallFactRows() {}

  /**
   * Facts of every kind that one pass over the calls gives.
   *
   * @param calls the cube's rows, each with its span
   */
  static Dataset<Row> of(Dataset<Row> calls, String eventSource, Thresholds thresholds) {
    Dataset<Row> facts =
        calls
            .withColumn("fact", explode(array_compact(array(kinds(eventSource)))))
            .groupBy("span", "fact.kind", "fact.account_id", "fact.subject")
            .agg(
                sum("calls").as("calls"),
                sum(SUCCEEDED).as("succeeded"),
                min("first_call").as("first"),
                max("last_call").as("last"),
                FactRows.some("fact.detail").as("details"));
    Column isSeldom =
        col("kind")
            .equalTo(CallKind.THROTTLED.name())
            .and(col("calls").lt(thresholds.throttledCalls()));
    return FactRows.shaped(facts.where(not(isSeldom)));
  }

  private static Column[] kinds(String eventSource) {
    List<Column> kinds = new ArrayList<>();
    kinds.add(root());
    kinds.add(consoleWithoutMfa());
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

  private static Column consoleWithoutMfa() {
    return kind(
        CallKind.CONSOLE_WITHOUT_MFA,
        IS_CHANGE
            .and(col("client").equalTo(Client.CONSOLE.label()))
            .and(col("mfa_authenticated").equalTo(false)),
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
   * Calls signed with a user's long-term key by actors who also come with a role's session, in
   * whichever account: people have their user in one and their roles in others.
   *
   * @param calls the cube's rows, each with its span
   */
  static Dataset<Row> longTermKeys(Dataset<Row> calls) {
    Dataset<Row> roles =
        calls
            .where(col("role_arn").isNotNull())
            .groupBy("span", "actor")
            .agg(FactRows.some("role_arn").as("details"));
    Dataset<Row> keys =
        calls
            .where(
                col("credential_kind")
                    .equalTo(CredentialKind.IAM_USER.label())
                    .and(col("access_key_id").startsWith("AKIA")))
            .groupBy("span", "account_id", "actor")
            .agg(
                sum("calls").as("calls"),
                sum(SUCCEEDED).as("succeeded"),
                min("first_call").as("first"),
                max("last_call").as("last"));
    return FactRows.shaped(
        CallKind.LONG_TERM_KEY.name(),
        keys.join(roles, new String[] {"span", "actor"}).withColumnRenamed("actor", "subject"));
  }
}
