package io.lookouttrail.cli.commands;

import io.lookouttrail.sample.Sample;
import io.lookouttrail.sample.plan.Plant;
import io.lookouttrail.sample.plan.SampleOptions;
import io.lookouttrail.sample.truth.SampleTruth;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.stream.Collectors;

/** Prints what a sample holds, in a few lines. */
record SampleSummary(SampleOptions options, SampleTruth truth, PrintWriter err) {
  void print() {
    SampleTruth.Totals totals = truth.totals();
    err.println("Archive  " + options.out().resolve(Sample.ARCHIVE));
    err.println("Truth    " + options.out().resolve("truth"));
    err.println("Grants   " + options.out().resolve(SampleOptions.AUTHORIZATION_DETAILS));
    line("Days     %s to %s", options.from(), options.to());
    line(
        "Files    %,d, %,d bytes stored, %,d bytes of JSON",
        totals.files(), totals.storedBytes(), totals.jsonBytes());
    line(
        "Records  %,d, %,d of them of Lookout for Vision",
        totals.records(), totals.lookoutRecords());
    line(
        "Events   %,d, delivered %,d times more; %,d of them correct another",
        totals.distinctEvents(), totals.duplicates(), totals.corrections());
    printDigests();
    if (!truth.quarantine().isEmpty()) {
      line("Faults   %,d to be found", truth.quarantine().size());
    }
    err.flush();
  }

  private void printDigests() {
    if (truth.digests().isEmpty()) {
      return;
    }
    line(
        "Digests  %,d in %,d chains; public keys in %s",
        truth.digests().stream().mapToLong(SampleTruth.Digested::digests).sum(),
        truth.digests().size(),
        options.out().resolve("public-keys-*.json"));
    String leftOut =
        options.plants().stream()
            .filter(plant -> plant.needsSeveralDays() && !truth.expectsFindingOf(plant))
            .sorted()
            .map(Plant::label)
            .collect(Collectors.joining(", "));
    if (!leftOut.isEmpty()) {
      line("Left out %s: the sample has too few days or digests for it", leftOut);
    }
  }

  private void line(String format, Object... values) {
    err.println(String.format(Locale.ROOT, format, values));
  }
}
