package io.lookouttrail.reports.grants;

import static io.lookouttrail.fixtures.AccountJson.ACCOUNT;
import static io.lookouttrail.fixtures.AccountJson.account;
import static io.lookouttrail.fixtures.AccountJson.allow;
import static io.lookouttrail.fixtures.AccountJson.inline;
import static io.lookouttrail.fixtures.AccountJson.policy;
import static org.assertj.core.api.Assertions.assertThat;

import io.lookouttrail.grants.AuthorizationDetails;
import io.lookouttrail.grants.LogSpan;
import io.lookouttrail.grants.UsedAction;
import io.lookouttrail.identity.IamAction;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Notes of a comparison on accounts without a file or without logs. */
class GrantComparisonTest {
  private static final String OTHER = "444455556666";
  private static final String ROLE = "arn:aws:iam::" + ACCOUNT + ":role/Inspector";
  private static final LogSpan SPAN =
      new LogSpan(LocalDate.parse("2025-07-01"), LocalDate.parse("2025-09-30"));
  private static final String NO_LOGS =
      "The tables hold no log file of account " + ACCOUNT + ": nothing is known about its use.";

  private static GrantComparison compare(String... accountsWithLogs) {
    AuthorizationDetails details =
        account().role("Inspector", inline("p", policy(allow("lookoutvision:*")))).details();
    UsedAction call =
        new UsedAction(
            "arn:aws:iam::" + OTHER + ":role/Partner",
            new IamAction("lookoutvision", "ListProjects"),
            false,
            1,
            Instant.parse("2025-09-01T10:00:00Z"),
            Instant.parse("2025-09-01T10:00:00Z"));
    Map<String, LogSpan> logs = new HashMap<>();
    for (String account : accountsWithLogs) {
      logs.put(account, SPAN);
    }
    return GrantComparison.of(List.of(details), true, List.of(call), logs);
  }

  @Test
  void namesAccountsWithoutAFileAndFilesWithoutLogs() {
    assertThat(compare(OTHER).notes())
        .containsExactly("No authorization details for account " + OTHER + ".", NO_LOGS);
    assertThat(compare(ACCOUNT, OTHER).notes())
        .containsExactly("No authorization details for account " + OTHER + ".");
  }

  @Test
  void ofOneRoleOnlyItsOwnAccountIsNamed() {
    assertThat(compare(OTHER).onlyRole(ROLE).orElseThrow().notes()).containsExactly(NO_LOGS);
    assertThat(compare(ACCOUNT).onlyRole(ROLE).orElseThrow().notes()).isEmpty();
  }
}
