package io.lookouttrail.sample.plan;

import io.lookouttrail.sample.plan.Project.Shift;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * One account's Region: what is written without looking at anything else, and so in parallel.
 *
 * @param trails who delivers; each delivers everything
 * @param weight share of the factory's work done here, 0 for a quiet Region
 */
public record AccountRegion(
    String account,
    String region,
    List<Trail> trails,
    double weight,
    Staff people,
    List<Project> projects) {

  private static final List<String> KNOWN_ACCOUNTS =
      List.of("111122223333", "012345678901", "444455556666");

  /** Every account and Region of a sample. */
  public static List<AccountRegion> of(SampleOptions options) {
    List<AccountRegion> chains = new ArrayList<>();
    for (int a = 0; a < options.accounts(); a++) {
      String account = account(a);
      Staff people = Staff.of(options.seed(), account);
      List<Trail> trails = trails(options.organization(), a);
      for (int r = 0; r < options.regions().size(); r++) {
        double weight = r == 0 ? 2.0 / (2 + a) : r == 1 && a < 2 ? 0.4 / (1 + a) : 0;
        chains.add(
            new AccountRegion(
                account,
                options.regions().get(r),
                trails,
                weight,
                people,
                weight == 0 ? List.of() : projects(people, a, r)));
      }
    }
    return chains;
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

  private static List<Project> projects(Staff people, int account, int region) {
    List<Project> projects = new ArrayList<>();
    projects.add(new Project("circuit-boards", Shift.DAY, 2, 0, true, people.gateway()));
    if (region == 0) {
      projects.add(new Project("bottle-caps", Shift.LATE, 1, 4, false, people.function()));
    }
    if (region == 0 && account == 0) {
      projects.add(new Project("weld-seams", Shift.NIGHT, 1, 0, false, people.line()));
    }
    return projects;
  }
}
