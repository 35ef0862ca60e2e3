package io.lookouttrail.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A page of the documentation in Markdown.
 *
 * @param path from the root of the project
 */
record Page(Path path, String text) {
  private static final Pattern FENCE = Pattern.compile("(?ms)^ *```(\\w*)\\n(.*?)^ *```$");
  private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s]+)\\)");
  private static final Pattern CODE_SPAN = Pattern.compile("`([^`]+)`");
  private static final Pattern HEADING = Pattern.compile("(?m)^(#{1,6}) +(.*?) *$");

  /** Every page that is checked. */
  static List<Page> all() {
    List<Path> paths =
        new ArrayList<>(
            Stream.of(
                    "README.md",
                    "CONTRIBUTING.md",
                    "CHANGELOG.md",
                    "SECURITY.md",
                    "conf/README.md",
                    "notebooks/README.md")
                .map(Path::of)
                .toList());
    try (Stream<Path> pages = Files.list(Path.of("src/docs"))) {
      pages.filter(path -> path.toString().endsWith(".md")).sorted().forEach(paths::add);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return paths.stream().map(path -> of(path)).toList();
  }

  static Page of(String path) {
    return of(Path.of(path));
  }

  private static Page of(Path path) {
    try {
      return new Page(path, Files.readString(path));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public String toString() {
    return path.toString();
  }

  /** The contents of fenced blocks of a language. */
  List<String> blocks(String language) {
    return FENCE
        .matcher(text)
        .results()
        .filter(block -> block.group(1).equals(language))
        .map(block -> block.group(2))
        .toList();
  }

  /** The targets of links and pictures. */
  List<String> links() {
    String prose = CODE_SPAN.matcher(prose()).replaceAll("code");
    return LINK.matcher(prose).results().map(link -> link.group(1)).toList();
  }

  /** The texts in backticks, without the backslashes that tables need. */
  List<String> codeSpans() {
    return CODE_SPAN
        .matcher(prose())
        .results()
        .map(span -> span.group(1).replace("\\|", "|").replaceAll("\\s+", " "))
        .toList();
  }

  /** The anchors of headings, as code hosts make them. */
  Set<String> anchors() {
    Set<String> anchors = new TreeSet<>();
    Map<String, Integer> seen = new HashMap<>();
    for (MatchResult heading : HEADING.matcher(prose()).results().toList()) {
      String slug =
          heading
              .group(2)
              .toLowerCase(Locale.ROOT)
              .replaceAll("[^\\p{L}\\p{N} _-]", "")
              .replace(' ', '-');
      int times = seen.merge(slug, 1, Integer::sum);
      anchors.add(times == 1 ? slug : slug + "-" + (times - 1));
    }
    return anchors;
  }

  /** The text under a heading, up to the next one of its level or above. */
  String section(String heading) {
    List<MatchResult> headings = HEADING.matcher(text).results().toList();
    for (int i = 0; i < headings.size(); i++) {
      if (headings.get(i).group(2).equals(heading)) {
        int level = headings.get(i).group(1).length();
        int end =
            headings.stream()
                .skip(i + 1L)
                .filter(next -> next.group(1).length() <= level)
                .findFirst()
                .map(MatchResult::start)
                .orElse(text.length());
        return text.substring(headings.get(i).end(), end);
      }
    }
    throw new IllegalArgumentException(path + " has no heading '" + heading + "'");
  }

  /** The rows of the tables in a text, each as its cells; neither headers nor rulers. */
  static List<List<String>> rows(String section) {
    List<List<String>> rows = new ArrayList<>();
    List<String> lines = section.lines().map(String::strip).toList();
    for (int i = 0; i < lines.size(); i++) {
      boolean isHeader = i + 1 < lines.size() && isRuler(lines.get(i + 1));
      if (lines.get(i).startsWith("|") && !isRuler(lines.get(i)) && !isHeader) {
        rows.add(cells(lines.get(i)));
      }
    }
    return rows;
  }

  private static boolean isRuler(String line) {
    return line.matches("\\|(-+\\|)+");
  }

  private static List<String> cells(String line) {
    return Pattern.compile("(?<!\\\\)\\|")
        .splitAsStream(line.substring(1, line.length() - 1))
        .map(cell -> cell.strip().replace("\\|", "|"))
        .toList();
  }

  private String prose() {
    return FENCE.matcher(text).replaceAll("");
  }
}
