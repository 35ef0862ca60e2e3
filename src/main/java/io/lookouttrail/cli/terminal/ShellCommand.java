package io.lookouttrail.cli.terminal;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A command line that a person can paste into a POSIX shell. */
public final class ShellCommand {
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_./:=,@%+-]+");

  private ShellCommand() {}

  /** The command line, with quotes around each word that the shell would split or change. */
  public static String of(String program, List<String> arguments) {
    return Stream.concat(Stream.of(program), arguments.stream())
        .map(ShellCommand::quoted)
        .collect(Collectors.joining(" "));
  }

  private static String quoted(String word) {
    if (PLAIN.matcher(word).matches()) {
      return word;
    }
    // Within double quotes the shell still reads $, `, \ and, at a prompt, !.
    boolean doubleQuotes =
        word.contains("'") && word.chars().noneMatch(c -> "\"$`\\!".indexOf(c) >= 0);
    return doubleQuotes ? '"' + word + '"' : "'" + word.replace("'", "'\\''") + "'";
  }
}
