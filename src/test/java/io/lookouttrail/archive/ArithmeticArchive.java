package io.lookouttrail.archive;

import io.lookouttrail.run.Window;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/** An organisation's archive of any size, whose listings are computed. */
public final class ArithmeticArchive {
  private static final int ACCOUNTS = 50;
  private static final List<String> REGIONS = List.of("eu-central-1", "us-east-1");
  private static final int DAYS = 200;
  private static final int THREADS = 32;

  private final String bucket;
  private final Trees.Arithmetic tree;

  /**
   * @param files how many log files, about: a multiple of {@value #ACCOUNTS} accounts' in two
   *     Regions and {@value #DAYS} days
   */
  public ArithmeticArchive(long files) {
    int filesADay = Math.toIntExact(Math.max(1, files / ((long) ACCOUNTS * REGIONS.size() * DAYS)));
    List<String> accounts =
        IntStream.rangeClosed(1, ACCOUNTS)
            .mapToObj(i -> String.format(Locale.ROOT, "%012d", 100_000_000_000L + i))
            .toList();
    tree = new Trees.Arithmetic(accounts, REGIONS, LocalDate.parse("2024-01-01"), DAYS, filesADay);
    bucket = "arithmetic-" + files;
    TreeStore.serve(bucket, tree);
  }

  public long files() {
    return tree.files();
  }

  /** Computes every answer of a listing and discards it: the cost of the store's part. */
  public long answer() {
    return count("");
  }

  private long count(String folder) {
    return tree.children(folder)
        .mapToLong(
            node ->
                !node.folder()
                    ? 1
                    : node.name().equals("CloudTrail-Digest")
                        ? 0
                        : count(folder + "/" + node.name()))
        .sum();
  }

  /** Lists it as an ingest does. */
  public ArchiveListing list() {
    return new ArchiveLister(TreeStore.configuration(), THREADS)
        .list("s3a://" + bucket, Window.everything(), found -> {});
  }
}
