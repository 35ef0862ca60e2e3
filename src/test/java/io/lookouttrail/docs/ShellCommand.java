package io.lookouttrail.docs;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * A simple command in a shell text, with its quotes resolved.
 *
 * @param words the program's name first
 */
record ShellCommand(List<String> words) {
  private static final Set<String> KEYWORDS = Set.of("do", "done", "then", "fi", "export");

  ShellCommand {
    words = List.copyOf(words);
  }

  /** The commands of a text. Pipes, lists and lines end a command; redirections are left out. */
  static List<ShellCommand> of(String text) {
    return new Splitter(text).split();
  }

  String name() {
    return words.get(0);
  }

  List<String> arguments() {
    return words.subList(1, words.size());
  }

  private static final class Splitter {
    private final String text;
    private final List<ShellCommand> commands = new ArrayList<>();
    private final List<String> words = new ArrayList<>();
    private final StringBuilder word = new StringBuilder();
    private boolean inWord;

    Splitter(String text) {
      this.text = text.replace("\\\n", " ");
    }

    List<ShellCommand> split() {
      int at = 0;
      while (at < text.length()) {
        at = step(at);
      }
      endCommand();
      return commands;
    }

    /** Takes the character, quoted text or comment at a place, and gives the place behind it. */
    private int step(int at) {
      char c = text.charAt(at);
      if (c == '\'' || c == '"') {
        return quoted(at + 1, c);
      }
      if (c == '#' && !inWord) {
        int end = text.indexOf('\n', at);
        return end < 0 ? text.length() : end;
      }
      if (c == '\n' || c == ';' || c == '|' || c == '&') {
        endCommand();
      } else if (Character.isWhitespace(c)) {
        endWord();
      } else {
        inWord = true;
        word.append(c);
      }
      return at + 1;
    }

    private int quoted(int from, char quote) {
      inWord = true;
      int at = from;
      while (text.charAt(at) != quote) {
        if (quote == '"' && text.charAt(at) == '\\') {
          at++;
        }
        word.append(text.charAt(at++));
      }
      return at + 1;
    }

    private void endWord() {
      if (inWord) {
        words.add(word.toString());
        word.setLength(0);
        inWord = false;
      }
    }

    private void endCommand() {
      endWord();
      int redirection = words.indexOf(">");
      List<String> kept = new ArrayList<>(redirection < 0 ? words : words.subList(0, redirection));
      while (!kept.isEmpty()
          && (KEYWORDS.contains(kept.get(0)) || kept.get(0).matches("[A-Z_]+=.*"))) {
        kept.remove(0);
      }
      if (!kept.isEmpty()) {
        commands.add(new ShellCommand(kept));
      }
      words.clear();
    }
  }
}
