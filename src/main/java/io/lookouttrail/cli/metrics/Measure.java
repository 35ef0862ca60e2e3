package io.lookouttrail.cli.metrics;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** A count of a step that has one name in every step. */
enum Measure {
  FILES("Log files that ingest read, or that verify found."),
  RECORDS("Records in the files that ingest read."),
  EVENTS("Events that ingest added, or calls of the report."),
  PROBLEMS("Problems open in quarantine, or findings of high severity.");

  private final String help;

  Measure(String help) {
    this.help = help;
  }

  String help() {
    return help;
  }

  /** The name in lower case: {@code files}. */
  String lowerName() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The name in CloudWatch: {@code Files}. */
  String camelName() {
    return name().charAt(0) + lowerName().substring(1);
  }

  /** The value in a step's counts; empty for a step without it. */
  Optional<Long> of(Map<String, Long> step) {
    return counts().flatMap(name -> Stream.ofNullable(step.get(name))).findFirst();
  }

  /** The names in job_runs; a step has one of them at most. */
  private Stream<String> counts() {
    return switch (this) {
      case FILES -> Stream.of("files_read", "logs_found");
      case RECORDS -> Stream.of("records");
      case EVENTS -> Stream.of("kept", "calls");
      case PROBLEMS -> Stream.of("open_problems", "high_findings", "findings_high");
    };
  }
}
