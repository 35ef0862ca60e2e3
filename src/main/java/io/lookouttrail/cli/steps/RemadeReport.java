package io.lookouttrail.cli.steps;

import io.lookouttrail.cli.product.ProductVersion;
import io.lookouttrail.grants.AuthorizationDetails;
import io.lookouttrail.reports.ReportJob;
import io.lookouttrail.reports.check.CheckLine;
import io.lookouttrail.reports.check.OptionsFile;
import io.lookouttrail.reports.check.OptionsReader;
import io.lookouttrail.reports.check.PublishedReport;
import io.lookouttrail.reports.model.Report;
import io.lookouttrail.reports.query.ReportOptions;
import io.lookouttrail.reports.render.ReportFiles;
import io.lookouttrail.reports.render.common.GenerationInfo;
import io.lookouttrail.run.Progress;
import io.lookouttrail.run.UserError;
import io.lookouttrail.tables.IngestedFilesTable;
import io.lookouttrail.tables.TableStore;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Makes a published report again, from the table versions and options that it names, and compares
 * the bytes.
 *
 * @param details the authorization details that the report may have been made with
 */
public record RemadeReport(
    PublishedReport report,
    TableStore store,
    List<AuthorizationDetails> details,
    Clock clock,
    Progress progress) {

  /** Only in the file that is not compared. */
  private static final GenerationInfo NOT_COMPARED =
      new GenerationInfo(Instant.EPOCH, "", "", "check-report", "");

  /**
   * One line, or one for each file that differs.
   *
   * @throws UserError where the report cannot be made again
   */
  public List<CheckLine> lines() {
    ReportOptions options = options();
    store.requireReadable(IngestedFilesTable.SPEC);
    try {
      Path folder = Files.createTempDirectory("lookout-trail-check-");
      try {
        render(options, folder);
        return compare(options, folder);
      } finally {
        delete(folder);
      }
    } catch (IOException e) {
      throw cannot(
          String.valueOf(e.getMessage()),
          "Check the report's folder, and the space in "
              + System.getProperty("java.io.tmpdir")
              + ".");
    }
  }

  private ReportOptions options() {
    byte[] content =
        report
            .content(OptionsFile.NAME)
            .orElseThrow(
                () ->
                    cannot(
                        "it has no " + OptionsFile.NAME,
                        "Check it without --tables; reports of version 0.1.0 and earlier have no"
                            + " such file."));
    ReportOptions options;
    try {
      options = OptionsReader.read(content, details);
    } catch (OptionsReader.DetailsMissingException e) {
      throw cannot(String.valueOf(e.getMessage()), "Give that file with --authorization-details.");
    } catch (IllegalArgumentException e) {
      throw cannot(
          OptionsFile.NAME + " cannot be read: " + e.getMessage(), "Check it without --tables.");
    }
    String here = ProductVersion.product();
    if (!options.productVersion().equals(here)) {
      throw cannot(
          "Lookout Trail %s made it, and this is %s".formatted(options.productVersion(), here),
          "Use that version: another one may write other bytes.");
    }
    return options;
  }

  private void render(ReportOptions options, Path folder) {
    SortedMap<String, byte[]> records = new TreeMap<>();
    records.put(OptionsFile.NAME, OptionsFile.json(options));
    Progress.Phase querying = progress.begin("Querying the tables");
    try {
      new ReportJob(store, options, clock)
          .run(
              made -> {
                querying.close();
                write(made, records, folder);
                return true;
              });
    } finally {
      querying.close();
    }
  }

  private void write(Report made, SortedMap<String, byte[]> records, Path folder) {
    Progress.Phase rendering = progress.begin("Rendering the report");
    try {
      ReportFiles.write(made, NOT_COMPARED, records, folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      rendering.close();
    }
  }

  private List<CheckLine> compare(ReportOptions options, Path folder) throws IOException {
    Set<String> made = new HashSet<>();
    try (Stream<Path> files = Files.list(folder)) {
      files.map(file -> file.getFileName().toString()).forEach(made::add);
    }
    made.remove(ReportFiles.GENERATED);
    SortedSet<String> names = new TreeSet<>(made);
    names.addAll(report.contentFiles());
    List<CheckLine> wrong = new ArrayList<>();
    for (String name : names) {
      if (!made.contains(name)) {
        wrong.add(CheckLine.wrong("tables: they give no " + name));
      } else if (!report.contentFiles().contains(name)) {
        wrong.add(CheckLine.wrong("tables: they also give " + name));
      } else {
        long at = difference(name, folder.resolve(name));
        if (at >= 0) {
          wrong.add(
              CheckLine.wrong(
                  "tables: they give another %s; it differs from byte %,d on".formatted(name, at)));
        }
      }
    }
    return wrong.isEmpty() ? List.of(CheckLine.ok(same(options, made.size()))) : wrong;
  }

  private static String same(ReportOptions options, int files) {
    return "tables: made again from %s, %,d files have the same bytes"
        .formatted(
            options.versions().isEmpty() ? "no table" : "the table versions that it names", files);
  }

  /** The offset of the first byte that differs; -1 if none does. */
  private long difference(String name, Path made) throws IOException {
    try (InputStream ours = new BufferedInputStream(Files.newInputStream(made));
        InputStream theirs = new BufferedInputStream(report.open(name))) {
      for (long at = 0; ; at++) {
        int our = ours.read();
        if (our != theirs.read()) {
          return at;
        }
        if (our < 0) {
          return -1;
        }
      }
    }
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> found = Files.walk(folder)) {
      for (Path path : found.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    }
  }

  private UserError cannot(String why, String remedy) {
    return UserError.cannot("make the report in " + report.name() + " again", why, remedy);
  }
}
