package io.lookouttrail.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ShellCommandTest {

  @Test
  void leavesPlainWordsAsTheyAre() {
    assertThat(ShellCommand.of("bin/lookout-trail", List.of("sql", "--tables", "s3a://b/t_1.x")))
        .isEqualTo("bin/lookout-trail sql --tables s3a://b/t_1.x");
  }

  @Test
  void quotesInTheWayThatReadsBest() {
    assertThat(ShellCommand.of("a b", List.of("x = 'y'", ""))).isEqualTo("'a b' \"x = 'y'\" ''");
  }

  @Test
  void givesTheShellEveryWordUnchanged() throws IOException {
    List<String> words =
        List.of(
            "",
            "two words",
            "it's",
            "say \"it's\"",
            "$HOME",
            "it's $HOME",
            "`id`",
            "a\\b's",
            "it's!",
            "*",
            "~",
            "#x",
            "a;b&c|d",
            "new\nline",
            "ß");
    assertThat(readByShell(ShellCommand.of("printf", prepend("%s\\0", words))))
        .isEqualTo(String.join("\0", words) + "\0");
  }

  private static List<String> prepend(String first, List<String> others) {
    return Stream.concat(Stream.of(first), others.stream()).toList();
  }

  private static String readByShell(String command) throws IOException {
    Process shell = new ProcessBuilder("sh", "-c", command).start();
    return new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }
}
