package io.lookouttrail.cli.trace;

import io.lookouttrail.cli.sql.CellText;
import io.lookouttrail.cli.terminal.DisplayWidth;
import io.lookouttrail.cli.terminal.NumberFormats;
import io.lookouttrail.reports.query.EventTrace;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;

/** Prints a traced event for people: its main fields and proof, then its record. */
public final class TraceText {
  private final PrintWriter out;
  private boolean hasPrinted;

  public TraceText(PrintWriter out) {
    this.out = out;
  }

  /** Prints an event, with a blank line between events. */
  public void print(EventTrace trace, Optional<OriginalCheck> original) {
    out.print(hasPrinted ? "\n" : "");
    hasPrinted = true;
    event(trace.event());
    place(trace);
    proof(trace);
    corrections(trace);
    original.ifPresent(this::original);
    out.print("\nRecord\n");
    // Escaped direction marks in strings are still JSON. The line ends come from pretty().
    RecordPrinter.pretty(text(trace.event(), "record"))
        .lines()
        .forEach(line -> out.print(DisplayWidth.visible(line) + "\n"));
  }

  private void event(Row event) {
    line("Event", text(event, "event_id"));
    line("When", text(event, "event_time"));
    line(
        "What",
        listed(
            text(event, "action") + " of " + text(event, "event_source"),
            text(event, "call_class"),
            text(event, "access_level")));
    more(loggedName(event));
    more(text(event, "resource_arn"));
    line("Where", listed("account " + text(event, "account_id"), text(event, "region")));
    line(
        "Who",
        listed(text(event, "actor"), text(event, "actor_kind"), text(event, "credential_kind")));
    more(
        listed(
            text(event, "role_arn"),
            named("session", text(event, "session_name")),
            named("access key", text(event, "access_key_id")),
            named("MFA", text(event, "mfa_authenticated"))));
    more(named("caller's account", otherCaller(event)));
    line(
        "From", listed(text(event, "source_ip"), text(event, "client"), text(event, "user_agent")));
    line(
        "Outcome",
        listed(text(event, "outcome"), text(event, "error_code"), text(event, "error_message")));
  }

  private static String loggedName(Row event) {
    String name = text(event, "event_name");
    return name.equals(text(event, "action")) ? "" : "logged as " + name;
  }

  private static String otherCaller(Row event) {
    return Boolean.TRUE.equals(event.<Boolean>getAs("cross_account"))
        ? text(event, "caller_account_id")
        : "";
  }

  private void place(EventTrace trace) {
    Row event = trace.event();
    Optional<Row> file = trace.file();
    line("File", text(event, "source_file"));
    more("record_index %s, counted from 0".formatted(text(event, "record_index")));
    if (file.isEmpty()) {
      line("SHA-256", "unknown: the ledger does not have the file");
    } else {
      Row row = file.get();
      line(
          "SHA-256",
          text(row, "sha256").isEmpty()
              ? "was not computed"
              : text(row, "sha256") + " (uncompressed)");
      line(
          "Records",
          "%s = %s kept + %s duplicates + %s of other sources + %s rejected"
              .formatted(
                  number(row, "records"),
                  number(row, "kept"),
                  number(row, "duplicates"),
                  number(row, "other_sources"),
                  number(row, "rejected")));
      more(balances(row) ? "" : "they do not add up");
      if (trace.isRewritten()) {
        line("Rewritten", rewritten(row));
      }
      line("Delivered", text(row, "delivered_at"));
    }
    line("Ingested", "%s by run %s".formatted(text(event, "ingested_at"), text(event, "run_id")));
    line("Copies", "stored once; copies count as duplicates of their files and are not stored");
  }

  private static String rewritten(Row file) {
    String version = "the event is from version %d of the file".formatted(EventTrace.version(file));
    return EventTrace.isSuperseded(file)
        ? version
            + "; run %s found another content at %s"
                .formatted(text(file, "superseded_by"), text(file, "superseded_at"))
        : version + ", which replaced an earlier content";
  }

  private static boolean balances(Row file) {
    long parts =
        Stream.of("kept", "duplicates", "other_sources", "rejected")
            .mapToLong(name -> file.<Long>getAs(name))
            .sum();
    return parts == file.<Long>getAs("records");
  }

  private void proof(EventTrace trace) {
    if (trace.logCheck().isEmpty()) {
      line("Proof", "unproven: no run of verify has checked this file");
      return;
    }
    Row log = trace.logCheck().get();
    line("Proof", state(log));
    more(named("expected SHA-256", hashWhereItDiffers(log, "expected_hash")));
    more(named("found SHA-256", hashWhereItDiffers(log, "actual_hash")));
    Optional<Row> digest = trace.digestCheck();
    line("Digest", digest.map(row -> text(row, "object")).orElse("no digest names the file"));
    digest.ifPresent(row -> more(state(row)));
  }

  private static String hashWhereItDiffers(Row check, String column) {
    return Objects.equals(check.<String>getAs("expected_hash"), check.<String>getAs("actual_hash"))
        ? ""
        : text(check, column);
  }

  private static String state(Row check) {
    return "%s, checked at %s by run %s"
        .formatted(
            listed(
                text(check, "state"), named("proof", text(check, "proof")), text(check, "detail")),
            text(check, "checked_at"),
            text(check, "run_id"));
  }

  private void corrections(EventTrace trace) {
    String original = text(trace.event(), "corrects_event_id");
    if (!original.isEmpty()) {
      line(
          "Corrects",
          original + trace.corrects().map(row -> at(row)).orElse(", which is not in the tables"));
    }
    if (trace.correctedBy().isEmpty()) {
      line("Corrected", "by no other event");
    } else {
      for (Row correction : trace.correctedBy()) {
        line("Corrected", "by " + text(correction, "event_id") + at(correction));
      }
      more("so no figure counts it");
    }
  }

  private static String at(Row event) {
    return " of %s, %s, record_index %s"
        .formatted(
            text(event, "event_time"), text(event, "source_file"), text(event, "record_index"));
  }

  private void original(OriginalCheck original) {
    String what =
        original.same()
            ? "the same record" + (original.hashCompared() ? ", the same SHA-256" : "")
            : "DIFFERENT";
    line("Archive", original.file().map(file -> what + ": " + file).orElse(what));
    original.differences().forEach(this::more);
  }

  private void line(String label, String text) {
    out.print(String.format(Locale.ROOT, "%-10s %s\n", label, DisplayWidth.visible(text)));
  }

  private void more(String text) {
    if (!text.isEmpty()) {
      line("", text);
    }
  }

  private static String named(String name, String value) {
    return value.isEmpty() ? "" : name + " " + value;
  }

  private static String listed(String... parts) {
    return List.of(parts).stream()
        .filter(part -> !part.isEmpty())
        .collect(Collectors.joining(", "));
  }

  private static String number(Row row, String column) {
    return NumberFormats.count(row.<Long>getAs(column));
  }

  private static String text(Row row, String column) {
    Object value = row.getAs(column);
    return value == null ? "" : CellText.of(value);
  }
}
