package io.lookouttrail.sample;

import io.lookouttrail.run.Progress;
import io.lookouttrail.run.Progress.Totals;
import io.lookouttrail.run.UserError;
import io.lookouttrail.sample.calls.OtherServiceRecords;
import io.lookouttrail.sample.calls.SampleAction;
import io.lookouttrail.sample.calls.TruthCounter;
import io.lookouttrail.sample.calls.VolumePlan;
import io.lookouttrail.sample.digests.RegionKeys;
import io.lookouttrail.sample.output.ObjectSink;
import io.lookouttrail.sample.plan.AccountRegion;
import io.lookouttrail.sample.plan.Callers;
import io.lookouttrail.sample.plan.GrantPlan;
import io.lookouttrail.sample.plan.PlannedGrant;
import io.lookouttrail.sample.plan.Plant;
import io.lookouttrail.sample.plan.PlantPlacement;
import io.lookouttrail.sample.plan.SampleOptions;
import io.lookouttrail.sample.truth.SampleTruth;
import io.lookouttrail.sample.truth.TruthFiles;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Writes a realistic archive of an organisation with factories, and the expected truth about it:
 * {@code archive/AWSLogs/…}, {@code truth/}, {@code authorization-details/}, and a list of public
 * keys for each Region.
 *
 * <p>The same options and seed give the same JSON on every machine, and the same compressed bytes
 * with the same zlib in Java. Memory does not grow with the size of the sample.
 */
public final class Sample {
  /** The folder of the archive below {@code out}. */
  public static final String ARCHIVE = "archive";

  /** File that identifies a sample, even an unfinished one; it is written first. */
  private static final String OPTIONS_FILE = "options.txt";

  private final SampleOptions options;
  private final List<RegionKeys> keys;

  public Sample(SampleOptions options) {
    this.options = options;
    this.keys = options.regions().stream().map(region -> RegionKeys.of(options, region)).toList();
  }

  /**
   * Writes the sample.
   *
   * @return the expected truth, which is also in files
   * @throws UserError if the folder is not empty or cannot be written
   */
  public SampleTruth write(Progress progress) {
    Path out = options.out();
    try {
      prepare(out);
      Path truthFolder = Files.createDirectories(out.resolve(TruthFiles.FOLDER));
      Files.writeString(truthFolder.resolve(OPTIONS_FILE), optionsText());
      Path archive = Files.createDirectories(out.resolve(ARCHIVE));
      SampleTruth truth = granted(write(ObjectSink.folder(archive), progress));
      TruthFiles.write(truthFolder, truth);
      writeAuthorizationDetails();
      writePublicKeys();
      return truth;
    } catch (IOException | UncheckedIOException e) {
      throw UserError.cannot(
          "write a sample to " + out,
          String.valueOf(e.getMessage()),
          "Check the folder's permissions and the space left on its disk.",
          e);
    }
  }

  /** Writes the archive's objects to a store. */
  SampleTruth write(ObjectSink store, Progress progress) throws IOException {
    List<AccountRegion> accountRegions = AccountRegion.of(options);
    OtherServiceRecords typical = new OtherServiceRecords(options.seed(), accountRegions.get(0));
    VolumePlan volume = new VolumePlan(options, accountRegions, typical.averageBytes());
    List<PlantPlacement> placements = PlantPlacement.of(options, accountRegions.size());
    List<TruthCounter> counters = new ArrayList<>();
    CountingSink counting = new CountingSink(store);
    ExecutorService threads = Executors.newFixedThreadPool(options.threads());
    try (Progress.Phase phase = progress.begin("Writing the sample")) {
      List<Future<?>> work = new ArrayList<>();
      for (int i = 0; i < accountRegions.size(); i++) {
        TruthCounter counter = new TruthCounter();
        counters.add(counter);
        AccountRegionWriter writer =
            writer(accountRegions.get(i), volume, placements.get(i), counting, counter);
        Callable<?> part =
            () -> {
              writer.write(() -> counting.show(phase));
              return null;
            };
        work.add(threads.submit(part));
      }
      await(work);
    } finally {
      threads.shutdownNow();
    }
    return TruthCounter.sum(counters);
  }

  private AccountRegionWriter writer(
      AccountRegion accountRegion,
      VolumePlan volume,
      PlantPlacement placement,
      ObjectSink store,
      TruthCounter counter) {
    return new AccountRegionWriter(
        options, accountRegion, volume, keysFor(accountRegion.region()), placement, store, counter);
  }

  private RegionKeys keysFor(String region) {
    return keys.stream().filter(each -> each.region().equals(region)).findFirst().orElseThrow();
  }

  /** The truth with what is granted on purpose, beside the counted calls. */
  private SampleTruth granted(SampleTruth truth) {
    Map<String, SortedSet<String>> used = new HashMap<>();
    for (SampleTruth.EventCount event : truth.events()) {
      if (!event.outcome().equals("denied") && event.currentEvents() > 0) {
        used.computeIfAbsent(event.roleArn(), role -> new TreeSet<>()).add(event.action());
      }
    }
    List<SampleTruth.Granted> granted = new ArrayList<>();
    accounts()
        .forEach(
            (account, callers) ->
                GrantPlan.of(account, callers).stream()
                    .filter(grant -> !grant.plant().isEmpty())
                    .map(grant -> granted(account, grant, used))
                    .forEach(granted::add));
    return truth.withGrants(granted);
  }

  private static SampleTruth.Granted granted(
      String account, PlannedGrant grant, Map<String, SortedSet<String>> used) {
    return new SampleTruth.Granted(
        account,
        grant.type(),
        grant.arn(account),
        grant.plant(),
        Stream.of(SampleAction.values())
            .map(SampleAction::iamName)
            .filter(grant::grants)
            .sorted()
            .collect(Collectors.joining(" ")),
        String.join(" ", used.getOrDefault(grant.arn(account), new TreeSet<>())));
  }

  /** The callers of each account. */
  private SortedMap<String, Callers> accounts() {
    SortedMap<String, Callers> accounts = new TreeMap<>();
    AccountRegion.of(options).forEach(one -> accounts.put(one.account(), one.callers()));
    return accounts;
  }

  private void writeAuthorizationDetails() throws IOException {
    Files.createDirectories(options.out().resolve(SampleOptions.AUTHORIZATION_DETAILS));
    for (Map.Entry<String, Callers> account : accounts().entrySet()) {
      AuthorizationDetailsFile file =
          new AuthorizationDetailsFile(
              options.seed(), account.getKey(), GrantPlan.of(account.getKey(), account.getValue()));
      Files.writeString(options.authorizationDetails(account.getKey()), file.json());
    }
  }

  private void writePublicKeys() throws IOException {
    if (options.digestHours() > 0) {
      for (RegionKeys each : keys) {
        Files.writeString(options.publicKeys(each.region()), each.listPublicKeys());
      }
    }
  }

  private static void await(List<Future<?>> work) throws IOException {
    try {
      for (Future<?> part : work) {
        part.get();
      }
    } catch (ExecutionException e) {
      if (e.getCause() instanceof IOException cause) {
        throw cause;
      }
      throw new IllegalStateException("writing the sample failed", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("writing the sample was interrupted", e);
    }
  }

  /** Counts the objects and bytes of all threads for the progress. */
  private static final class CountingSink implements ObjectSink {
    private final ObjectSink store;
    private final LongAdder files = new LongAdder();
    private final LongAdder bytes = new LongAdder();

    CountingSink(ObjectSink store) {
      this.store = store;
    }

    @Override
    public OutputStream create(String key) throws IOException {
      OutputStream out = store.create(key);
      files.increment();
      return new OutputStream() {
        @Override
        public void write(int one) throws IOException {
          out.write(one);
          bytes.increment();
        }

        @Override
        public void write(byte[] source, int from, int count) throws IOException {
          out.write(source, from, count);
          bytes.add(count);
        }

        @Override
        public void close() throws IOException {
          out.close();
        }
      };
    }

    synchronized void show(Progress.Phase phase) {
      phase.update(new Totals(files.sum(), 0, bytes.sum(), 0, 0, 0));
    }
  }

  /** Deletes an earlier sample if the options allow that. */
  private void prepare(Path out) throws IOException {
    if (!Files.exists(out)) {
      return;
    }
    try (Stream<Path> within = Files.list(out)) {
      if (within.findAny().isEmpty()) {
        return;
      }
    }
    boolean sample = Files.exists(out.resolve(TruthFiles.FOLDER).resolve(OPTIONS_FILE));
    if (!sample || !options.overwrite()) {
      throw UserError.cannot(
          "write a sample to " + out,
          sample ? "it holds an earlier sample" : "the folder is not empty",
          sample
              ? "Give --overwrite to replace it, or name another folder."
              : "Name a folder that is new or empty.");
    }
    delete(out.resolve(ARCHIVE));
    delete(out.resolve(TruthFiles.FOLDER));
    delete(out.resolve(SampleOptions.AUTHORIZATION_DETAILS));
    try (Stream<Path> within = Files.list(out)) {
      for (Path path : within.filter(Sample::holdsPublicKeys).toList()) {
        Files.delete(path);
      }
    }
  }

  private static boolean holdsPublicKeys(Path path) {
    return String.valueOf(path.getFileName()).matches("public-keys-[a-z0-9-]+\\.json");
  }

  private static void delete(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }

  private String optionsText() {
    StringBuilder text = new StringBuilder();
    text.append("seed ").append(options.seed()).append('\n');
    text.append("days ").append(options.from()).append(" to ").append(options.to()).append('\n');
    text.append("accounts ").append(options.accounts()).append('\n');
    text.append("regions ").append(String.join(",", options.regions())).append('\n');
    text.append("organization ").append(options.organization().orElse("none")).append('\n');
    text.append("noise ").append(options.noise()).append('\n');
    text.append("json bytes aimed at ");
    text.append(options.jsonBytes().isPresent() ? options.jsonBytes().getAsLong() : "none");
    text.append("\nrecords per file ").append(options.recordsPerFile()).append('\n');
    text.append("bytes per file ").append(options.fileBytes()).append('\n');
    text.append("detections per day ").append(options.detectionsPerDay()).append('\n');
    text.append("digest hours ").append(options.digestHours()).append('\n');
    text.append("head files ").append(options.allHeadFiles() ? "all" : "newest").append('\n');
    text.append("plants");
    for (Plant plant : Plant.values()) {
      if (options.plants().contains(plant)) {
        text.append(' ').append(plant.label());
      }
    }
    return text.append('\n').toString();
  }
}
