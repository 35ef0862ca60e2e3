package io.lookouttrail.reports.policy.usage;

import io.lookouttrail.identity.ActionCatalogue;
import io.lookouttrail.reports.query.SqlText;
import io.lookouttrail.run.Period;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The calls that policies are made from.
 *
 * @param eventSource the service as CloudTrail names it
 * @param period the months of the events; empty for all that the tables hold
 * @param roleArn only the calls of this role
 * @param actor only the calls of this actor
 */
public record CallSelection(
    String eventSource, Optional<Period> period, Optional<String> roleArn, Optional<String> actor) {

  /** Whether the actions of the source are in the catalogue: only those of Lookout for Vision. */
  public boolean hasCatalogue() {
    return eventSource.equals(ActionCatalogue.LOOKOUT_VISION);
  }

  /** Whether events of a day may be wanted. */
  boolean isWanted(LocalDate day) {
    return period
        .map(
            months ->
                !day.isBefore(months.from().atDay(1)) && !day.isAfter(months.to().atEndOfMonth()))
        .orElse(true);
  }

  /** The selection as a condition in SQL, over the columns of the events. */
  public String condition() {
    List<String> conditions = new ArrayList<>();
    conditions.add("event_source = " + SqlText.text(eventSource));
    period.ifPresent(
        months ->
            conditions.add(
                "event_date "
                    + SqlText.between(months.from().atDay(1), months.to().atEndOfMonth())));
    roleArn.ifPresent(arn -> conditions.add("role_arn = " + SqlText.text(arn)));
    actor.ifPresent(name -> conditions.add("actor = " + SqlText.text(name)));
    return String.join(" AND ", conditions);
  }
}
