package io.lookouttrail.sample.plan;

import io.lookouttrail.sample.plan.Project.Shift;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * An account's Region, the unit that is written independently of the others and so in parallel.
 *
 * @param trails trails that deliver; each delivers all records
 * @param weight relative volume of the production lines, 0 for a Region without any
 * @param callers callers of the account, the same in each of its Regions
 * @param projects projects whose models run in the Region
 */
public record AccountRegion(
    String account,
    String region,
    List<Trail> trails,
    double weight,
    Callers callers,
    List<Project> projects) {

  private static final List<String> KNOWN_ACCOUNTS =
      List.of("111122223333", "012345678901", "444455556666");

  /** Returns the Regions of all accounts of a sample. */
  public static List<AccountRegion> of(SampleOptions options) {
    List<AccountRegion> accountRegions = new ArrayList<>();
    for (int a = 0; a < options.accounts(); a++) {
      String account = account(a);
      Callers callers = Callers.of(options.seed(), account);
      List<Trail> trails = trails(options.organization(), a);
      for (int r = 0; r < options.regions().size(); r++) {
        double weight = r == 0 ? 2.0 / (2 + a) : r == 1 && a < 2 ? 0.4 / (1 + a) : 0;
        accountRegions.add(
            new AccountRegion(
                account,
                options.regions().get(r),
                trails,
                weight,
                callers,
                weight == 0 ? List.of() : projects(callers, a, r)));
      }
    }
    return accountRegions;
  }

  private static String account(int index) {
    return index < KNOWN_ACCOUNTS.size()
        ? KNOWN_ACCOUNTS.get(index)
        : String.format(Locale.ROOT, "%012d", 200_000_000_000L + index * 1_234_567_891L);
  }

  private static List<Trail> trails(Optional<String> organization, int account) {
    Trail own = new Trail("management-events", Optional.empty());
    if (organization.isEmpty()) {
      return account == 1
          ? List.of(own, new Trail("security-audit", Optional.empty()))
          : List.of(own);
    }
    Trail shared = new Trail("organization-trail", organization);
    return account == 1 ? List.of(shared, own) : List.of(shared);
  }

  private static List<Project> projects(Callers callers, int account, int region) {
    List<Project> projects = new ArrayList<>();
    projects.add(new Project("circuit-boards", Shift.DAY, 2, 0, true, callers.gateway()));
    if (region == 0) {
      projects.add(new Project("bottle-caps", Shift.LATE, 1, 4, false, callers.function()));
    }
    if (region == 0 && account == 0) {
      projects.add(new Project("weld-seams", Shift.NIGHT, 1, 0, false, callers.line()));
    }
    return projects;
  }
}
