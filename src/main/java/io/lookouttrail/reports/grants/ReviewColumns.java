package io.lookouttrail.reports.grants;

import io.lookouttrail.grants.ActionUse;
import io.lookouttrail.grants.EvaluatedGrants;
import io.lookouttrail.grants.GrantedUse;
import io.lookouttrail.grants.IamIdentity;
import io.lookouttrail.grants.IdentityUse;
import io.lookouttrail.reports.model.Column;
import io.lookouttrail.reports.model.Rows;
import io.lookouttrail.reports.model.Table;
import io.lookouttrail.reports.model.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Fills the columns of the access review that say what is granted and what of it is unused. */
final class ReviewColumns {
  private final EvaluatedGrants grants;
  private final Map<String, IdentityUse> byArn = new HashMap<>();

  ReviewColumns(EvaluatedGrants grants, GrantedUse use) {
    this.grants = grants;
    use.identities().forEach(identity -> byArn.put(identity.identity().arn(), identity));
  }

  /** The access review with both columns, which its query leaves empty. */
  Table fill(Table review) {
    List<String> names = review.columns().stream().map(Column::name).toList();
    List<String> notes = new ArrayList<>(review.notes());
    notes.add(
        "granted_actions and unused_actions are of the role or IAM user; they come from the"
            + " authorization details, and the query leaves them empty.");
    return new Table(
        review.name(),
        review.title(),
        notes,
        review.columns(),
        new FilledRows(review.rows(), names, this),
        review.sql());
  }

  /** Rows whose columns are filled when they are read. */
  private record FilledRows(Rows rows, List<String> names, ReviewColumns filler) implements Rows {
    @Override
    public long count() {
      return rows.count();
    }

    @Override
    public List<List<Value>> first(int limit) {
      return rows.first(limit).stream().map(row -> filler.fill(row, names)).toList();
    }

    @Override
    public void forEach(RowSink sink) {
      rows.forEach(row -> sink.accept(filler.fill(row, names)));
    }
  }

  private List<Value> fill(List<Value> row, List<String> names) {
    List<IdentityUse> identities =
        principals(row, names)
            .flatMap(arn -> grants.find(arn).map(IamIdentity::arn).stream())
            .flatMap(arn -> Stream.ofNullable(byArn.get(arn)))
            .toList();
    if (identities.isEmpty()) {
      return row;
    }
    List<ActionUse> granted =
        identities.stream()
            .flatMap(identity -> identity.actions().stream())
            .filter(action -> action.grant().isGranted())
            .toList();
    List<Value> filled = new ArrayList<>(row);
    filled.set(names.indexOf("granted_actions"), Value.whole(granted.size()));
    filled.set(
        names.indexOf("unused_actions"),
        Value.whole(granted.stream().filter(ActionUse::isUnused).count()));
    return filled;
  }

  /** The ARN of the row's role, else those that an IAM user of the actor's name would have. */
  private static Stream<String> principals(List<Value> row, List<String> names) {
    String role = text(row.get(names.indexOf("role_arn")));
    if (!role.isEmpty()) {
      return Stream.of(role);
    }
    String actor = text(row.get(names.indexOf("actor")));
    return Stream.of(text(row.get(names.indexOf("accounts"))).split(" ", -1))
        .map(account -> "arn:aws:iam::" + account + ":user/" + actor);
  }

  private static String text(Value value) {
    return value instanceof Value.Text text ? text.text() : "";
  }
}
