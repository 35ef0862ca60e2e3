package io.lookouttrail.sample.plan;

import io.lookouttrail.run.RegionName;
import io.lookouttrail.run.UserError;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;

/**
 * Options of a sample. The same options and seed give the same bytes.
 *
 * @param out folder for {@code archive/} and {@code truth/}
 * @param from first day of events, UTC
 * @param to last day of events, UTC; Lookout for Vision has no calls after its end on 2025-10-31
 * @param accounts number of accounts, 1 to 500
 * @param organization the organisation's id, a level of each key. The second account also has its
 *     own trail, or two trails if there is no organisation, so that its events are delivered twice
 * @param noise share of other services' records among all records, from 0 to less than 1
 * @param jsonBytes approximate number of inflated bytes, reached by the number of other services'
 *     records; replaces {@code noise}
 * @param recordsPerFile a log file is closed at this many records
 * @param fileBytes a log file is closed at this many inflated bytes
 * @param detectionsPerDay DetectAnomalies calls on a weekday, in all accounts and Regions
 * @param digestHours hours that a digest file covers, 0 for none
 * @param allHeadFiles whether each digest has a head file with its signature; otherwise only the
 *     newest of each chain has one
 * @param threads number of threads that write
 * @param hugeFileBytes inflated size of the file of {@link Plant#HUGE_FILE}
 * @param overwrite whether the sample replaces an earlier one in {@code out}
 */
public record SampleOptions(
    Path out,
    long seed,
    LocalDate from,
    LocalDate to,
    int accounts,
    List<String> regions,
    Optional<String> organization,
    double noise,
    OptionalLong jsonBytes,
    int recordsPerFile,
    long fileBytes,
    int detectionsPerDay,
    int digestHours,
    boolean allHeadFiles,
    int threads,
    Set<Plant> plants,
    long hugeFileBytes,
    boolean overwrite) {

  /** The folder with what is granted, a file for each account. */
  public static final String AUTHORIZATION_DETAILS = "authorization-details";

  /** The last day of Lookout for Vision. */
  public static final LocalDate SERVICE_END = LocalDate.of(2025, 10, 31);

  public static final String DEFAULT_ORGANIZATION = "o-f4ct0ry123";

  public SampleOptions {
    regions = List.copyOf(new TreeSet<>(regions));
    plants = Set.copyOf(plants);
    require(!to.isBefore(from), "the last day " + to + " is before the first day " + from);
    require(accounts >= 1 && accounts <= 500, "accounts must be 1 to 500, not " + accounts);
    require(!regions.isEmpty(), "the list of Regions is empty");
    require(noise >= 0 && noise < 1, "noise must be a share from 0 to below 1, not " + noise);
    require(jsonBytes.orElse(1) > 0, "the size must be above 0");
    require(
        recordsPerFile > 0 && fileBytes > 0,
        "the limits of a file must be 1 record and 1 byte or more");
    require(detectionsPerDay >= 0, "detections per day must not be negative");
    require(digestHours >= 0 && digestHours <= 24, "digest hours must be 0 to 24");
    require(threads >= 1 && threads <= 64, "threads must be 1 to 64, not " + threads);
    require(hugeFileBytes >= 1 << 20, "the huge file must have 1 MiB or more");
    for (String region : regions) {
      require(
          RegionName.isValid(region),
          "'" + region + "' is not a Region, which is named like eu-central-1");
    }
    organization.ifPresent(
        id -> require(id.matches("o-[a-z0-9]{4,32}"), "'" + id + "' is not an organization's id"));
  }

  private static void require(boolean holds, String reason) {
    if (!holds) {
      throw UserError.usage(
          "write the sample",
          reason,
          "Run lookout-trail sample --help to see what the options accept.");
    }
  }

  /** Returns options with defaults: three months, three accounts, two Regions. */
  public static Builder in(Path out) {
    return new Builder(out);
  }

  /**
   * The files with lists of public keys, one for each Region, for {@code verify --public-keys};
   * none if the sample has no digests.
   */
  public List<Path> publicKeys() {
    return digestHours == 0 ? List.of() : regions.stream().map(this::publicKeys).toList();
  }

  /** The file with what is granted in an account. */
  public Path authorizationDetails(String account) {
    return out.resolve(AUTHORIZATION_DETAILS).resolve(account + ".json");
  }

  /** The files with what is granted in each account, for {@code report --authorization-details}. */
  public List<Path> authorizationDetails() {
    return AccountRegion.of(this).stream()
        .map(AccountRegion::account)
        .distinct()
        .map(this::authorizationDetails)
        .toList();
  }

  /** The file with a Region's list of public keys. */
  public Path publicKeys(String region) {
    return out.resolve("public-keys-" + region + ".json");
  }

  /** Collects options. */
  public static final class Builder {
    private final Path out;
    private long seed = 1;
    private LocalDate from = SERVICE_END.withDayOfMonth(1).minusMonths(2);
    private LocalDate to = SERVICE_END;
    private int accounts = 3;
    private List<String> regions = List.of("eu-central-1", "us-east-1");
    private Optional<String> organization = Optional.of(DEFAULT_ORGANIZATION);
    private double noise = 0.7;
    private OptionalLong jsonBytes = OptionalLong.empty();
    private int recordsPerFile = 1_000_000;
    private long fileBytes = 2_500_000;
    private int detectionsPerDay = 400;
    private int digestHours = 1;
    private boolean allHeadFiles;
    private int threads = 1;
    private final Set<Plant> plants = EnumSet.noneOf(Plant.class);
    private long hugeFileBytes = 5L << 30;
    private boolean overwrite;

    private Builder(Path out) {
      this.out = out;
    }

    public Builder seed(long value) {
      seed = value;
      return this;
    }

    public Builder days(LocalDate first, LocalDate last) {
      from = first;
      to = last;
      return this;
    }

    /** Sets whole months until the end of the service. */
    public Builder months(int count) {
      return days(SERVICE_END.withDayOfMonth(1).minusMonths(count - 1L), SERVICE_END);
    }

    public Builder accounts(int value) {
      accounts = value;
      return this;
    }

    public Builder regions(List<String> value) {
      regions = List.copyOf(value);
      return this;
    }

    public Builder organization(Optional<String> value) {
      organization = value;
      return this;
    }

    public Builder noise(double value) {
      noise = value;
      return this;
    }

    public Builder jsonBytes(long value) {
      jsonBytes = OptionalLong.of(value);
      return this;
    }

    public Builder recordsPerFile(int value) {
      recordsPerFile = value;
      return this;
    }

    public Builder fileBytes(long value) {
      fileBytes = value;
      return this;
    }

    public Builder detectionsPerDay(int value) {
      detectionsPerDay = value;
      return this;
    }

    public Builder digestHours(int value) {
      digestHours = value;
      return this;
    }

    public Builder allHeadFiles(boolean value) {
      allHeadFiles = value;
      return this;
    }

    public Builder threads(int value) {
      threads = value;
      return this;
    }

    /** Adds planted faults. */
    public Builder plant(Set<Plant> more) {
      plants.addAll(more);
      return this;
    }

    public Builder hugeFileBytes(long value) {
      hugeFileBytes = value;
      return this;
    }

    public Builder overwrite(boolean value) {
      overwrite = value;
      return this;
    }

    public SampleOptions build() {
      return new SampleOptions(
          out,
          seed,
          from,
          to,
          accounts,
          regions,
          organization,
          noise,
          jsonBytes,
          recordsPerFile,
          fileBytes,
          detectionsPerDay,
          digestHours,
          allHeadFiles,
          threads,
          plants,
          hugeFileBytes,
          overwrite);
    }
  }
}
