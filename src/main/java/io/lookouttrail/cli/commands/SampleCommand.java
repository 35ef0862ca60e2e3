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
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.IModelTransformer;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The sample command: writes a realistic archive and the truth about it. */
@Command(
    name = "sample",
    sortOptions = false,
    optionListHeading = "%nOptions:%n",
    description = {
      "Writes a realistic CloudTrail archive, for demos and tests.",
      "The archive is that of factories that use Lookout for Vision. DIR/archive gets the archive.",
      "DIR/truth gets what the archive holds, counted while it is written: truth.json, and a CSV"
          + " for",
      "each of its lists. DIR/authorization-details gets what is granted, a file for each account.",
      "Digests are signed; the public keys are in DIR/public-keys-REGION.json. The seed also decides",
      "the private keys, so that these signatures prove nothing outside a test.",
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
      description = "The same seed and options give the same archive; default 1.")
  private @Nullable Long seed;

  @Option(
      names = "--months",
      paramLabel = "N",
      description = "Whole months up to the service's end on 2025-10-31; default 3.")
  private @Nullable Integer months;

  @Option(
      names = "--from",
      paramLabel = "DATE",
      description = "First day (UTC), instead of --months.")
  private @Nullable LocalDate from;

  @Option(names = "--to", paramLabel = "DATE", description = "Last day (UTC); default 2025-10-31.")
  private @Nullable LocalDate to;

  @Option(names = "--accounts", paramLabel = "N", description = "Accounts; default 3.")
  private @Nullable Integer accounts;

  @Option(
      names = "--regions",
      paramLabel = "NAME",
      split = ",",
      description = "Regions; default eu-central-1,us-east-1.")
  private @Nullable List<String> regions;

  @Option(
      names = "--organization",
      paramLabel = "ID",
      description =
          "The organization whose trail delivers; the second account also has its own trail. With"
              + " 'none' each account has its own trail, and the second account has two; default"
              + " o-f4ct0ry123.")
  private @Nullable String organization;

  @Option(
      names = "--noise",
      paramLabel = "SHARE",
      description = "Share of other services in all records, 0 to below 1; default 0.7.")
  private @Nullable Double noise;

  @Option(
      names = "--size",
      paramLabel = "SIZE",
      converter = OptionConverters.Size.class,
      description = "Uncompressed size to reach by noise instead: " + ByteSize.HELP + ".")
  private @Nullable Long size;

  @Option(
      names = "--detections-per-day",
      paramLabel = "N",
      description = "DetectAnomalies calls on a weekday, all accounts together; default 400.")
  private @Nullable Integer detectionsPerDay;

  @Option(
      names = "--records-per-file",
      paramLabel = "N",
      description = "Maximum number of records in a log file; default no limit.")
  private @Nullable Integer recordsPerFile;

  @Option(
      names = "--file-size",
      paramLabel = "SIZE",
      converter = OptionConverters.Size.class,
      description = "Uncompressed size at which a log file is closed; default 2.5MB.")
  private @Nullable Long fileSize;

  @Option(
      names = "--digest-hours",
      paramLabel = "N",
      description = "Hours that a digest file covers; 0 for no digests; default 1.")
  private @Nullable Integer digestHours;

  @Option(
      names = "--head-files",
      paramLabel = "WHICH",
      description =
          "Digests that get a .head.json file with their signature: the 'newest' of each chain, or"
              + " 'all'; default newest.")
  private @Nullable String headFiles;

  @Option(
      names = "--plant",
      paramLabel = "NAME",
      split = ",",
      description =
          "Plant a known fault, or 'all' of them. Repeatable. The names are listed below.")
  private List<String> plants = new ArrayList<>();

  @Option(
      names = "--huge-size",
      paramLabel = "SIZE",
      converter = OptionConverters.Size.class,
      description = "Uncompressed size of the planted huge-file; default 5GiB.")
  private @Nullable Long hugeSize;

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "Number of threads that write; default 1.")
  private @Nullable Integer threads;

  @Option(names = "--overwrite", description = "Replace an earlier sample in DIR.")
  private boolean overwrite;

  public SampleCommand(Progress progress) {
    this.progress = progress;
  }

  @Override
  public ExitCode call() {
    SampleOptions options = options();
    SampleTruth truth = new Sample(options).write(progress);
    new SampleSummary(options, truth, given(spec).commandLine().getErr()).print();
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
            "write " + months + " months", "the number is less than 1", "Give 1 or more.");
      }
      chosen.months(months == null ? 3 : months);
      return;
    }
    if (from == null || months != null) {
      throw UserError.usage(
          "choose the days of the sample",
          "--to needs --from, and neither goes with --months",
          "Give --from DATE and --to DATE, or --months N.");
    }
    chosen.days(from, to == null ? SampleOptions.SERVICE_END : to);
  }

  private static boolean isAll(String headFiles) {
    if (!headFiles.equals("all") && !headFiles.equals("newest")) {
      throw UserError.usage(
          "write head files for '" + headFiles + "'",
          "it is neither newest nor all",
          "Give newest or all.");
    }
    return headFiles.equals("all");
  }

  private void volume(SampleOptions.Builder chosen) {
    if (noise != null && size != null) {
      throw UserError.usage(
          "use both --noise and --size",
          "each of them sets how much noise there is",
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

  private static <T> T given(@Nullable T value) {
    if (value == null) {
      throw new IllegalStateException("picocli sets this before the call");
    }
    return value;
  }

  /** Adds the list of faults and the examples below the options. */
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
