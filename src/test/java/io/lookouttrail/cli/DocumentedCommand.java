package io.lookouttrail.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A command that {@code src/docs/cluster.md} shows, so that the test runs what users run.
 *
 * @param words of the command line, the program's own name first
 */
public record DocumentedCommand(List<String> words) {
  private static final Path PAGE = Path.of("src/docs/cluster.md");
  private static final Pattern BLOCK = Pattern.compile("(?ms)^```sh\\n(.*?)^```$");

  public DocumentedCommand {
    words = List.copyOf(words);
  }

  /** The one command of the page that begins with these words. */
  public static DocumentedCommand of(String begin) {
    List<String> found = new ArrayList<>();
    Matcher block = BLOCK.matcher(page());
    while (block.find()) {
      block
          .group(1)
          .replaceAll("\\s*\\\\\\n\\s*", " ")
          .lines()
          .filter(line -> line.startsWith(begin + " "))
          .forEach(found::add);
    }
    if (found.size() != 1) {
      throw new IllegalStateException(
          "%s shows %d commands '%s'".formatted(PAGE, found.size(), begin));
    }
    return new DocumentedCommand(List.of(found.get(0).strip().split("\\s+")));
  }

  /** With a word of it replaced, which must be there: an example's place by a real one. */
  public DocumentedCommand with(String word, String other) {
    if (!words.contains(word)) {
      throw new IllegalStateException("no " + word + " in " + words);
    }
    return new DocumentedCommand(words.stream().map(w -> w.equals(word) ? other : w).toList());
  }

  /** With a text within a word replaced, where it is there. */
  public DocumentedCommand replacing(String text, String other) {
    return new DocumentedCommand(words.stream().map(word -> word.replace(text, other)).toList());
  }

  private static String page() {
    try {
      return Files.readString(PAGE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
