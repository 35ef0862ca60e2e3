package io.lookouttrail.archive;

import io.lookouttrail.archive.TreeStore.Node;
import io.lookouttrail.archive.TreeStore.Tree;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Buckets to list. */
final class Trees {

  static final long BYTES = 700;
  static final Instant MODIFIED = Instant.parse("2025-11-20T08:00:00Z");

  private Trees() {}

  /** A bucket of just these keys. */
  static Tree ofKeys(String... keys) {
    return ofKeys(Arrays.asList(keys));
  }

  static Tree ofKeys(Collection<String> keys) {
    Map<String, Map<String, Node>> folders = new TreeMap<>();
    for (String key : keys) {
      String path = "/" + key;
      Node node = Node.file(name(path), BYTES, MODIFIED.toEpochMilli());
      while (!path.isEmpty()) {
        String parent = path.substring(0, path.lastIndexOf('/'));
        folders.computeIfAbsent(parent, p -> new TreeMap<>()).put(node.name(), node);
        path = parent;
        node = Node.folder(name("/" + parent));
      }
    }
    return folder -> folders.getOrDefault(folder, Map.of()).values().stream();
  }

  /**
   * A bucket that is computed when it is asked, so that its size costs nothing: every account has
   * every Region, every day and the same number of files a day.
   */
  record Arithmetic(
      List<String> accounts, List<String> regions, LocalDate first, int days, int filesADay)
      implements Tree {

    long files() {
      return (long) accounts.size() * regions.size() * days * filesADay;
    }

    LocalDate last() {
      return first.plusDays(days - 1L);
    }

    @Override
    public Stream<Node> children(String folder) {
      String[] parts = folder.split("/", -1);
      return switch (parts.length) {
        case 1 -> Stream.of(Node.folder("AWSLogs"));
        case 2 -> accounts.stream().sorted().map(Node::folder);
        case 3 -> Stream.of(Node.folder("CloudTrail"), Node.folder("CloudTrail-Digest"));
        case 4 -> regions.stream().sorted().map(Node::folder);
        case 5 -> numbers(first.getYear(), last().getYear(), "%04d");
        case 6 -> months(number(parts[5]));
        case 7 -> days(LocalDate.of(number(parts[5]), number(parts[6]), 1));
        case 8 -> files(parts);
        default -> Stream.empty();
      };
    }

    private Stream<Node> months(int year) {
      int from = year == first.getYear() ? first.getMonthValue() : 1;
      int to = year == last().getYear() ? last().getMonthValue() : 12;
      return numbers(from, to, "%02d");
    }

    private Stream<Node> days(LocalDate month) {
      LocalDate end = month.plusMonths(1).minusDays(1);
      int from = month.isBefore(first) ? first.getDayOfMonth() : 1;
      int to = end.isAfter(last()) ? last().getDayOfMonth() : end.getDayOfMonth();
      return numbers(from, to, "%02d");
    }

    private Stream<Node> files(String[] parts) {
      Instant day =
          LocalDate.of(number(parts[5]), number(parts[6]), number(parts[7]))
              .atStartOfDay(ZoneOffset.UTC)
              .toInstant();
      return IntStream.range(0, filesADay)
          .mapToObj(
              i -> {
                Instant delivered = day.plus(i * 1440L / filesADay, ChronoUnit.MINUTES);
                String unique = String.format(Locale.ROOT, "%016x", i * 0x9E3779B97F4A7C15L);
                String key =
                    KeyLayout.atTopOfBucket().logKey(parts[2], parts[4], delivered, unique);
                return Node.file(name(key), BYTES, delivered.toEpochMilli());
              });
    }

    private static Stream<Node> numbers(int from, int to, String format) {
      return IntStream.rangeClosed(from, to)
          .mapToObj(number -> Node.folder(String.format(Locale.ROOT, format, number)));
    }

    private static int number(String text) {
      return Integer.parseInt(text);
    }
  }

  private static String name(String path) {
    return path.substring(path.lastIndexOf('/') + 1);
  }
}
