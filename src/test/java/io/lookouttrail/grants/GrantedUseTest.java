package io.lookouttrail.grants;

import static io.lookouttrail.fixtures.AccountJson.ACCOUNT;
import static io.lookouttrail.fixtures.AccountJson.account;
import static io.lookouttrail.fixtures.AccountJson.allow;
import static io.lookouttrail.fixtures.AccountJson.attached;
import static io.lookouttrail.fixtures.AccountJson.created;
import static io.lookouttrail.fixtures.AccountJson.inline;
import static io.lookouttrail.fixtures.AccountJson.memberOf;
import static io.lookouttrail.fixtures.AccountJson.policy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.lookouttrail.fixtures.AccountJson;
import io.lookouttrail.grants.policy.ResourcePattern;
import io.lookouttrail.identity.AccessLevel;
import io.lookouttrail.identity.IamAction;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class GrantedUseTest {
  private static final LogSpan SPAN =
      new LogSpan(LocalDate.parse("2023-08-01"), LocalDate.parse("2025-09-30"));
  private static final String ROLE = "arn:aws:iam::" + ACCOUNT + ":role/";
  private static final AccountJson.Part ALL = inline("p", policy(allow("lookoutvision:*")));

  private static final List<GrantableAction> ACTIONS =
      List.of(action("StartModel"), action("StopModel"));

  private static GrantableAction action(String name) {
    return new GrantableAction(
        new IamAction("lookoutvision", name),
        Optional.of(AccessLevel.WRITE),
        false,
        List.of(ResourcePattern.ofResources("arn:aws:lookoutvision:*")));
  }

  private static UsedAction used(
      String arn, String action, boolean denied, long calls, String first, String last) {
    return new UsedAction(
        arn,
        new IamAction("lookoutvision", action),
        denied,
        calls,
        Instant.parse(first + "T10:00:00Z"),
        Instant.parse(last + "T10:00:00Z"));
  }

  private static UsedAction used(String arn, String action, long calls, String last) {
    return used(arn, action, false, calls, last, last);
  }

  private static UsedAction denied(String arn, String action, long calls, String last) {
    return used(arn, action, true, calls, last, last);
  }

  private static GrantedUse compare(AccountJson account, UsedAction... used) {
    return EvaluatedGrants.of(List.of(account.details()), details -> ACTIONS)
        .compare(List.of(used), Map.of(ACCOUNT, SPAN));
  }

  private static List<String> states(IdentityUse use) {
    return use.actions().stream().map(action -> action.state().label()).toList();
  }

  @Test
  void saysOfEachActionWhetherItIsGrantedAndUsed() {
    GrantedUse use =
        compare(
            account()
                .role("Both", ALL)
                .role("Start", inline("p", policy(allow("lookoutvision:StartModel"))))
                .role("None"),
            used(ROLE + "Both", "StartModel", 3, "2025-09-20"),
            denied(ROLE + "Both", "StartModel", 1, "2025-09-21"),
            denied(ROLE + "Both", "StopModel", 2, "2025-09-21"),
            used(ROLE + "Start", "StopModel", 4, "2024-02-01"),
            denied(ROLE + "None", "StartModel", 5, "2025-09-21"));
    assertThat(use.identities())
        .extracting(one -> one.identity().name(), GrantedUseTest::states)
        .containsExactly(
            tuple("Both", List.of("used", "denied though granted")),
            tuple("None", List.of("denied, not granted", "neither")),
            tuple("Start", List.of("unused", "used though no longer granted")));
  }

  @Test
  void addsCallsUpAndTellsTheLastOneThatWasNotDenied() {
    ActionUse start =
        compare(
                account().role("R", ALL),
                used(ROLE + "R", "StartModel", false, 3, "2023-09-01", "2024-01-01"),
                used(ROLE + "R", "StartModel", false, 4, "2024-03-01", "2025-09-20"),
                denied(ROLE + "R", "StartModel", 2, "2025-09-29"))
            .identities()
            .get(0)
            .actions()
            .get(0);
    assertThat(start.calls().calls()).isEqualTo(7);
    assertThat(start.calls().denied()).isEqualTo(2);
    assertThat(start.lastCall()).contains(Instant.parse("2025-09-20T10:00:00Z"));
  }

  @Test
  void seesUsesFromTheBeginningOfTheLogsOrTheCreation() {
    GrantedUse use =
        compare(account().role("Old", ALL).role("New", ALL, created("2025-09-21T00:00:00Z")));
    assertThat(use.identities())
        .extracting(one -> one.identity().name(), IdentityUse::visibleFrom)
        .containsExactly(
            tuple("New", Optional.of(Instant.parse("2025-09-21T00:00:00Z"))),
            tuple("Old", Optional.of(Instant.parse("2023-08-01T00:00:00Z"))));
  }

  @Test
  void saysWhereThereAreNoLogsOfAnAccount() {
    IdentityUse use =
        EvaluatedGrants.of(List.of(account().role("R", ALL).details()), details -> ACTIONS)
            .compare(List.of(), Map.of())
            .identities()
            .get(0);
    assertThat(use.visibleFrom()).isEmpty();
    assertThat(use.notes())
        .containsExactly("There is no log file of its account, so its use is unknown.");
  }

  @Test
  void countsTheDaysSinceATime() {
    assertThat(SPAN.daysSince(Instant.parse("2025-09-20T10:00:00Z"))).isEqualTo(10);
    assertThat(SPAN.daysSince(Instant.parse("2025-09-30T23:59:59Z"))).isZero();
    assertThat(SPAN.daysSince(SPAN.begin())).isEqualTo(792);
    assertThat(SPAN.daysSince(Instant.parse("2025-10-05T00:00:00Z"))).isZero();
  }

  @Test
  void writesTheLengthOfTheLogs() {
    assertThat(SPAN.inWords()).isEqualTo("26 months");
    assertThat(span("2025-09-01", "2025-09-30").inWords()).isEqualTo("1 month");
    assertThat(span("2025-09-02", "2025-09-30").inWords()).isEqualTo("29 days");
    assertThat(span("2025-09-30", "2025-09-30").inWords()).isEqualTo("1 day");
    assertThat(span("2025-08-31", "2025-09-30").inWords()).isEqualTo("1 month");
  }

  private static LogSpan span(String from, String to) {
    return new LogSpan(LocalDate.parse(from), LocalDate.parse(to));
  }

  @Test
  void putsAccessWithoutACallFirstThenAccountAndArn() {
    AccountJson other = new AccountJson("000000000001").role("Z", ALL).role("Y", ALL);
    GrantedUse use =
        EvaluatedGrants.of(
                List.of(
                    account().role("B", ALL).role("A", ALL).role("None").details(),
                    other.details()),
                details -> ACTIONS)
            .compare(
                List.of(
                    used(ROLE + "A", "StartModel", 1, "2025-09-01"),
                    denied(ROLE + "B", "StartModel", 1, "2025-09-01"),
                    used("arn:aws:iam::000000000001:role/Y", "StopModel", 1, "2025-09-01")),
                Map.of(ACCOUNT, SPAN, "000000000001", SPAN));
    assertThat(use.identities())
        .extracting(one -> one.identity().name(), IdentityUse::isUnused)
        .containsExactly(
            tuple("Z", true),
            tuple("B", true),
            tuple("Y", false),
            tuple("A", false),
            tuple("None", false));
  }

  @Test
  void findsARoleWithAPathByTheNameInASession() {
    AccountJson account =
        account().role("teams/quality/Inspector", ALL).role("other/Reader", ALL).user("Inspector");
    GrantedUse use =
        compare(
            account,
            used(ROLE + "inspector", "StartModel", 1, "2025-09-01"),
            used(ROLE + "teams/quality/Inspector", "StartModel", 2, "2025-09-01"),
            used(ROLE + "wrong/Reader", "StartModel", 4, "2025-09-01"),
            used("arn:aws:iam::" + ACCOUNT + ":user/Inspector", "StopModel", 8, "2025-09-01"));
    assertThat(use.identities())
        .extracting(one -> one.identity().arn(), one -> one.actions().get(0).calls().calls())
        .contains(tuple(ROLE + "teams/quality/Inspector", 3L), tuple(ROLE + "other/Reader", 0L));
    assertThat(use.unknown())
        .extracting(UnknownPrincipal::arn, UnknownPrincipal::hasFile)
        .containsExactly(tuple(ROLE + "wrong/Reader", true));
  }

  @Test
  void namesPrincipalsOfAccountsWithoutAFile() {
    GrantedUse use =
        compare(
            account().role("R"),
            used("arn:aws:iam::999999999999:role/Partner", "StartModel", 1, "2025-09-01"),
            denied("arn:aws:iam::999999999999:role/Partner", "StopModel", 1, "2025-09-02"),
            used(ROLE + "Gone", "StartModel", 1, "2025-09-01"),
            used("nonsense", "StartModel", 1, "2025-09-01"));
    assertThat(use.unknown())
        .extracting(UnknownPrincipal::arn, UnknownPrincipal::note)
        .containsExactly(
            tuple("nonsense", "No authorization details for account ."),
            tuple(
                ROLE + "Gone",
                "Not in the authorization details of its account: it was deleted, or made after"
                    + " the file."),
            tuple(
                "arn:aws:iam::999999999999:role/Partner",
                "No authorization details for account 999999999999."));
    assertThat(use.unknown().get(2).actions())
        .extracting(ActionCalls::calls, ActionCalls::denied, ActionCalls::lastCall)
        .containsExactly(
            tuple(1L, 0L, Optional.of(Instant.parse("2025-09-01T10:00:00Z"))),
            tuple(0L, 1L, Optional.empty()));
  }

  @Test
  void doesNotCountTheCallsOfAnEarlierRoleOfTheName() {
    IdentityUse again =
        compare(
                account().role("R", ALL, created("2025-06-01T00:00:00Z")),
                used(ROLE + "R", "StartModel", 5, "2025-05-01"))
            .identities()
            .get(0);
    assertThat(again.isUnused()).isTrue();
    assertThat(again.notes())
        .containsExactly(
            "Not counted: 5 calls before it was created on 2025-06-01, by an earlier role of this"
                + " name.");
    IdentityUse mixed =
        compare(
                account().role("R", ALL, created("2025-06-01T00:00:00Z")),
                used(ROLE + "R", "StartModel", false, 5, "2025-05-01", "2025-07-01"))
            .identities()
            .get(0);
    assertThat(mixed.actions().get(0).calls().calls()).isEqualTo(5);
    assertThat(mixed.notes())
        .containsExactly(
            "Created on 2025-06-01: it counts calls before that too, by an earlier role of this"
                + " name.");
  }

  @Test
  void addsTheCallsOfItsMembersToAGroup() {
    GrantedUse use =
        compare(
            account()
                .user("one", memberOf("G"))
                .user("path/two", memberOf("G"))
                .group("G", ALL)
                .group("Empty", ALL),
            used("arn:aws:iam::" + ACCOUNT + ":user/one", "StartModel", 1, "2025-09-01"),
            used("arn:aws:iam::" + ACCOUNT + ":user/two", "StartModel", 2, "2025-09-02"));
    assertThat(use.identities())
        .extracting(
            one -> one.identity().name(),
            one -> one.actions().get(0).calls().calls(),
            IdentityUse::notes)
        .containsExactly(
            tuple("Empty", 0L, List.of("The group has no member.")),
            tuple("G", 3L, List.of("Calls are those of its 2 members.")),
            tuple("one", 1L, List.of()),
            tuple("two", 2L, List.of()));
  }

  @Test
  void saysWhatNobodyCanEditAndWhatIsNotInTheFile() {
    GrantedUse use =
        compare(
            account()
                .role("aws-service-role/x.amazonaws.com/AWSServiceRoleForX", ALL)
                .role("aws-reserved/sso.amazonaws.com/AWSReservedSSO_Quality_0f", ALL)
                .user("U", attached("arn:aws:iam::aws:policy/X"), memberOf("Gone")),
            used("arn:aws:iam::" + ACCOUNT + ":user/U", "StartModel", 1, "2025-09-01"));
    assertThat(use.identities())
        .extracting(IdentityUse::notes)
        .containsExactly(
            List.of("Edit the permission set Quality, not the role."),
            List.of("A service-linked role: its policies cannot be edited."),
            List.of(
                "Not in the file, so what it grants is unknown: policy arn:aws:iam::aws:policy/X.",
                "Not in the file, so what it grants is unknown: group Gone."));
    assertThat(states(use.identities().get(2))).containsExactly("used", "neither");
  }

  @Test
  void tellsWhichIdentityASessionBelongsTo() {
    EvaluatedGrants grants =
        EvaluatedGrants.of(List.of(account().role("path/R", ALL).details()), details -> ACTIONS);
    assertThat(grants.find(ROLE + "R")).map(IamIdentity::arn).contains(ROLE + "path/R");
    assertThat(grants.find(ROLE + "S")).isEmpty();
    assertThat(grants.hasAccount(ACCOUNT)).isTrue();
    assertThat(grants.hasAccount("999999999999")).isFalse();
  }
}
