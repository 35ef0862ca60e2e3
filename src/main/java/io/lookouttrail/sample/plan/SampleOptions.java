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
 * What sample to write. The same options and seed give the same bytes.
 *
 * @param out the folder that gets {@code archive/} and {@code truth/}
 * @param from first day of events, UTC
 * @param to last day of events; Lookout for Vision is not called after its end on 2025-10-31
 * @param accounts how many accounts, 1 to 500
 * @param organization the organisation's id, a level of each key. The second account has a trail of
 *     its own as well, or two of its own without an organisation, so that its events come twice
 * @param noise the share of other services' records among all, 0 to below 1
 * @param jsonBytes inflated bytes to aim at by the amount of noise, instead of a share
 * @param recordsPerFile a log file is closed at this many records
 * @param fileBytes a log file is closed at this many inflated bytes
 * @param detectionsPerDay DetectAnomalies calls on a weekday, all accounts and Regions together
 * @param digestHours hours that a digest file covers, 0 for none
 * @param allHeadFiles whether the signature of every digest lies in a file beside it; else only of
 *     the newest of each chain
 * @param hugeFileBytes inflated size of what {@link Plant#HUGE_FILE} plants
 * @param overwrite whether an earlier sample in {@code out} is replaced
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

  /** The last day of Lookout for Vision. */
  public static final LocalDate SERVICE_END = LocalDate.of(2025, 10, 31);

  public static final String DEFAULT_ORGANIZATION = "o-f4ct0ry123";

  public SampleOptions {
    regions = List.copyOf(new TreeSet<>(regions));
    plants = Set.copyOf(plants);
    require(!to.isBefore(from), "the last day " + to + " is before the first day " + from);
    require(accounts >= 1 && accounts <= 500, "accounts must be 1 to 500, not " + accounts);
    require(!regions.isEmpty(), "no Region is named");
    require(noise >= 0 && noise < 1, "noise must be a share from 0 to below 1, not " + noise);
    require(jsonBytes.orElse(1) > 0, "the size must be above 0");
    require(recordsPerFile > 0 && fileBytes > 0, "a file must hold a record and a byte");
    require(detectionsPerDay >= 0, "detections per day must not be negative");
    require(digestHours >= 0 && digestHours <= 24, "digest hours must be 0 to 24");
    require(threads >= 1 && threads <= 64, "threads must be 1 to 64, not " + threads);
    require(hugeFileBytes >= 1 << 20, "the huge file must be of 1 MiB or more");
    for (String region : regions) {
      require(RegionName.isValid(region), "'" + region + "' is not a Region");
    }
    organization.ifPresent(
        id -> require(id.matches("o-[a-z0-9]{4,32}"), "'" + id + "' is not an organisation's id"));
  }

  private static void require(boolean holds, String complaint) {
    if (!holds) {
      throw UserError.usage(
          "write such a sample", complaint, "See lookout-trail sample --help for what can be set.");
    }
  }

  /** Options with sensible defaults: three months, three accounts, two Regions. */
  public static Builder in(Path out) {
    return new Builder(out);
  }

  /**
   * The lists of public keys that are written beside the archive, one a Region, as {@code verify
   * --public-keys} takes them; none where there are no digests.
   */
  public List<Path> publicKeys() {
    return digestHours == 0 ? List.of() : regions.stream().map(this::publicKeys).toList();
  }

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

    /** Whole months up to the service's end. */
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

    /** Adds to the faults planted. */
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
