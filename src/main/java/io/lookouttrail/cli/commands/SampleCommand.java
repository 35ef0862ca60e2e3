package io.lookouttrail.cli.commands;

import io.lookouttrail.cli.options.OptionConverters;
import io.lookouttrail.run.ByteSize;
import io.lookouttrail.run.ExitCode;
import io.lookouttrail.run.Progress;
import io.lookouttrail.run.UserError;
import io.lookouttrail.sample.Sample;
import io.lookouttrail.sample.plan.Plant;
import io.lookouttrail.sample.plan.SampleOptions;
import io.lookouttrail.sample.truth.SampleTruth;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.IModelTransformer;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Writes a believable archive and the truth about it. */
@Command(
    name = "sample",
    sortOptions = false,
    description = {
      "Writes a believable CloudTrail archive of factories that use Lookout for Vision.",
      "DIR/archive gets the archive, DIR/truth what it holds, counted as it is written:",
      "truth.json, and a CSV for each of its lists. Digests are signed; the public keys are in",
      "DIR/public-keys-REGION.json. The seed gives the private keys too: they prove nothing else."
    },
    modelTransformer = SampleCommand.PlantsInHelp.class)
public final class SampleCommand implements Callable<ExitCode> {
  private final Progress progress;

  @Spec private @Nullable CommandSpec spec;

  @Option(
      names = "--out",
      required = true,
      paramLabel = "DIR",
      description = "A new or empty folder.")
  private @Nullable Path out;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "The same seed and options give the same archive (default: 1).")
  private @Nullable Long seed;

  @Option(
      names = "--months",
      paramLabel = "N",
      description = "Whole months up to the service's end on 2025-10-31 (default: 3).")
  private @Nullable Integer months;

  @Option(
      names = "--from",
      paramLabel = "DATE",
      description = "First day instead of --months, UTC.")
  private @Nullable LocalDate from;

  @Option(names = "--to", paramLabel = "DATE", description = "Last day (default: 2025-10-31).")
  private @Nullable LocalDate to;

  @Option(names = "--accounts", paramLabel = "N", description = "Accounts (default: 3).")
  private @Nullable Integer accounts;

  @Option(
      names = "--regions",
      paramLabel = "NAME",
      split = ",",
      description = "Regions (default: eu-central-1,us-east-1).")
  private @Nullable List<String> regions;

  @Option(
      names = "--organization",
      paramLabel = "ID",
      description =
          "The organisation whose trail delivers; the second account then has a trail of its own"
              + " too. 'none': each account has its own, the second two of them"
              + " (default: o-f4ct0ry123).")
  private @Nullable String organization;

  @Option(
      names = "--noise",
      paramLabel = "SHARE",
      description = "Other services' share of all records (default: 0.7).")
  private @Nullable Double noise;

  @Option(
      names = "--size",
      paramLabel = "SIZE",
      converter = OptionConverters.Size.class,
      description = "Inflated size to reach by noise instead: " + ByteSize.HELP + ".")
  private @Nullable Long size;

  @Option(
      names = "--detections-per-day",
      paramLabel = "N",
      description = "DetectAnomalies calls a weekday, all accounts together (default: 400).")
  private @Nullable Integer detectionsPerDay;

  @Option(
      names = "--records-per-file",
      paramLabel = "N",
      description = "Most records of a log file (default: no limit).")
  private @Nullable Integer recordsPerFile;

  @Option(
      names = "--file-size",
      paramLabel = "SIZE",
      converter = OptionConverters.Size.class,
      description = "Inflated size at which a log file is closed (default: 2.5MB).")
  private @Nullable Long fileSize;

  @Option(
      names = "--digest-hours",
      paramLabel = "N",
      description = "Hours that a digest file covers, 0 for no digests (default: 1).")
  private @Nullable Integer digestHours;

  @Option(
      names = "--head-files",
      paramLabel = "WHICH",
      description =
          "Whose signature lies in a file beside it: the 'newest' digest's of each chain, or 'all'"
              + " digests' (default: newest).")
  private @Nullable String headFiles;

  @Option(
      names = "--plant",
      paramLabel = "NAME",
      split = ",",
      description = "Adds a known fault; may repeat; 'all' for each. Names are listed below.")
  private List<String> plants = new ArrayList<>();

  @Option(
      names = "--huge-size",
      paramLabel = "SIZE",
      converter = OptionConverters.Size.class,
      description = "Inflated size of the planted huge-file (default: 5GiB).")
  private @Nullable Long hugeSize;

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "Threads to write with (default: 1).")
  private @Nullable Integer threads;

  @Option(names = "--overwrite", description = "Replace an earlier sample in DIR.")
  private boolean overwrite;

  public SampleCommand(Progress progress) {
    this.progress = progress;
  }

  @Override
  public ExitCode call() {
    SampleOptions options = options();
    summarize(options, new Sample(options).write(progress));
    return ExitCode.DONE;
  }

  private SampleOptions options() {
    SampleOptions.Builder chosen = SampleOptions.in(given(out));
    days(chosen);
    if (seed != null) {
      chosen.seed(seed);
    }
    if (accounts != null) {
      chosen.accounts(accounts);
    }
    if (regions != null) {
      chosen.regions(regions);
    }
    if (organization != null) {
      chosen.organization(
          organization.equals("none") ? Optional.empty() : Optional.of(organization));
    }
    if (digestHours != null) {
      chosen.digestHours(digestHours);
    }
    if (headFiles != null) {
      chosen.allHeadFiles(isAll(headFiles));
    }
    if (threads != null) {
      chosen.threads(threads);
    }
    volume(chosen);
    plants.forEach(name -> chosen.plant(Plant.named(name)));
    return chosen.overwrite(overwrite).build();
  }

  private void days(SampleOptions.Builder chosen) {
    if (from == null && to == null) {
      if (months != null && months < 1) {
        throw UserError.usage(
            "write " + months + " months", "there is no such time", "Give 1 or more.");
      }
      chosen.months(months == null ? 3 : months);
      return;
    }
    if (from == null || months != null) {
      throw UserError.usage(
          "tell the days of the sample",
          "--to goes with --from, and neither with --months",
          "Give --from DATE and --to DATE, or --months N.");
    }
    chosen.days(from, to == null ? SampleOptions.SERVICE_END : to);
  }

  private static boolean isAll(String headFiles) {
    if (!headFiles.equals("all") && !headFiles.equals("newest")) {
      throw UserError.usage(
          "write head files for '" + headFiles + "'",
          "there is no such choice",
          "Give newest or all.");
    }
    return headFiles.equals("all");
  }

  private void volume(SampleOptions.Builder chosen) {
    if (noise != null && size != null) {
      throw UserError.usage(
          "follow both --noise and --size",
          "each sets how much noise there is",
          "Give one of them.");
    }
    if (noise != null) {
      chosen.noise(noise);
    }
    if (size != null) {
      chosen.jsonBytes(size);
    }
    if (detectionsPerDay != null) {
      chosen.detectionsPerDay(detectionsPerDay);
    }
    if (recordsPerFile != null) {
      chosen.recordsPerFile(recordsPerFile);
    }
    if (fileSize != null) {
      chosen.fileBytes(fileSize);
    }
    if (hugeSize != null) {
      chosen.hugeFileBytes(hugeSize);
    }
  }

  private void summarize(SampleOptions options, SampleTruth truth) {
    PrintWriter err = given(spec).commandLine().getErr();
    SampleTruth.Totals totals = truth.totals();
    err.println("Archive  " + options.out().resolve(Sample.ARCHIVE));
    err.println("Truth    " + options.out().resolve("truth"));
    line(err, "Days     %s to %s", options.from(), options.to());
    line(
        err,
        "Files    %,d, %,d bytes stored, %,d bytes of JSON",
        totals.files(),
        totals.storedBytes(),
        totals.jsonBytes());
    line(
        err,
        "Records  %,d, %,d of them of Lookout for Vision",
        totals.records(),
        totals.lookoutRecords());
    line(
        err,
        "Events   %,d, delivered %,d times more; %,d of them correct another",
        totals.distinctEvents(),
        totals.duplicates(),
        totals.corrections());
    digests(err, options, truth);
    if (!truth.quarantine().isEmpty()) {
      line(err, "Faults   %,d to be found", truth.quarantine().size());
    }
    err.flush();
  }

  private static void digests(PrintWriter err, SampleOptions options, SampleTruth truth) {
    if (truth.digests().isEmpty()) {
      return;
    }
    line(
        err,
        "Digests  %,d in %,d chains; public keys in %s",
        truth.digests().stream().mapToLong(SampleTruth.Digested::digests).sum(),
        truth.digests().size(),
        options.out().resolve("public-keys-*.json"));
    String absent =
        options.plants().stream()
            .filter(plant -> plant.needsSeveralDays() && !truth.expectsFindingOf(plant))
            .sorted()
            .map(Plant::label)
            .collect(Collectors.joining(", "));
    if (!absent.isEmpty()) {
      line(err, "Left out %s: there is no room in so few days or digests", absent);
    }
  }

  private static void line(PrintWriter err, String format, Object... values) {
    err.println(String.format(Locale.ROOT, format, values));
  }

  private static <T> T given(@Nullable T value) {
    if (value == null) {
      throw new IllegalStateException("picocli sets this before the call");
    }
    return value;
  }

  /** Lists what can be planted, with examples, below the options. */
  static final class PlantsInHelp implements IModelTransformer {
    @Override
    public CommandSpec transform(CommandSpec command) {
      List<String> lines = new ArrayList<>(List.of("", "What --plant can add:"));
      for (Plant plant : Plant.values()) {
        lines.add(String.format(Locale.ROOT, "  %-19s %s", plant.label(), plant.explanation()));
      }
      lines.add("");
      lines.add("Examples:");
      lines.add("  lookout-trail sample --out ./sample");
      lines.add(
          "  lookout-trail sample --out ./faulty --months 1 --plant truncated-gzip --plant"
              + " root-use");
      lines.add("  lookout-trail sample --out ./large --size 10GB --threads 2 --digest-hours 24");
      command.usageMessage().footer(lines.toArray(String[]::new));
      return command;
    }
  }
}
