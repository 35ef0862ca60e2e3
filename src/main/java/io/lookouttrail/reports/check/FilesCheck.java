package io.lookouttrail.reports.check;

import io.lookouttrail.reports.render.ReportFiles;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Checks that a report has the files of its checksums, unchanged, and no other. */
public final class FilesCheck {
  private final PublishedReport report;

  private FilesCheck(PublishedReport report) {
    this.report = report;
  }

  /** One line if all holds for the sums, one for the files; else one for each that is wrong. */
  public static List<CheckLine> of(PublishedReport report) {
    return new FilesCheck(report).lines();
  }

  private List<CheckLine> lines() {
    Optional<byte[]> content = report.content(ReportFiles.SUMS);
    if (content.isEmpty()) {
      return List.of(CheckLine.wrong("sums: " + ReportFiles.SUMS + " is missing"));
    }
    ChecksumFile sums;
    try {
      sums = ChecksumFile.parse(content.get());
    } catch (IllegalArgumentException e) {
      return List.of(
          CheckLine.wrong(
              "sums: %s is not as it was written: %s".formatted(ReportFiles.SUMS, e.getMessage())));
    }
    List<CheckLine> lines = new ArrayList<>(changed(sums));
    lines.addAll(tooFewOrTooMany(sums));
    return lines;
  }

  private List<CheckLine> changed(ChecksumFile sums) {
    List<CheckLine> wrong = new ArrayList<>();
    sums.sums()
        .forEach(
            (file, sum) -> {
              String hash = report.hashes().get(file);
              if (hash != null && !hash.equals(sum)) {
                wrong.add(
                    CheckLine.wrong("sums: " + file + " was changed: its SHA-256 is " + hash));
              }
            });
    return wrong.isEmpty()
        ? List.of(
            CheckLine.ok(
                "sums: every file has the SHA-256 in %s (%,d files)"
                    .formatted(ReportFiles.SUMS, sums.sums().size())))
        : wrong;
  }

  private List<CheckLine> tooFewOrTooMany(ChecksumFile sums) {
    List<CheckLine> wrong = new ArrayList<>();
    for (String file : sums.sums().keySet()) {
      if (!report.hashes().containsKey(file)) {
        wrong.add(CheckLine.wrong("files: " + file + " is missing"));
      }
    }
    if (!report.hashes().containsKey(ReportFiles.GENERATED)) {
      wrong.add(CheckLine.wrong("files: " + ReportFiles.GENERATED + " is missing"));
    }
    for (String file : report.hashes().keySet()) {
      if (!sums.sums().containsKey(file) && !PublishedReport.isOutsideTheSums(file)) {
        wrong.add(CheckLine.wrong("files: " + file + " does not belong to the report"));
      }
    }
    for (String folder : report.folders()) {
      wrong.add(CheckLine.wrong("files: the folder " + folder + " does not belong to the report"));
    }
    return wrong.isEmpty()
        ? List.of(CheckLine.ok("files: none is missing, and none was added"))
        : wrong;
  }
}
