package io.lookouttrail.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.lookouttrail.cli.terminal.Console;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

/** The help as users read it: whole sentences, and examples that a shell runs as printed. */
class HelpTest {
  private static final int COLUMNS = 100;
  private static final Pattern COMMAND_LINE = Pattern.compile("  ([a-z-]+) +(.*)");

  @TempDir Path temp;

  private static CommandLine program() {
    PrintWriter nowhere = new PrintWriter(Writer.nullWriter());
    return CommandTree.of(Console.captured(nowhere, nowhere, CliRun.NEW_YEAR));
  }

  static Stream<String> commands() {
    return program().getSubcommands().keySet().stream();
  }

  private static List<String> section(String help, String heading) {
    return help.lines()
        .dropWhile(line -> !line.equals(heading))
        .skip(1)
        .takeWhile(line -> !line.isEmpty())
        .toList();
  }

  @Test
  void theListOfCommandsHasOneWholeSentenceForEach() {
    List<String> listed = new ArrayList<>();
    for (String line : section(CliRun.of("--help").out(), "Commands:")) {
      Matcher command = COMMAND_LINE.matcher(line);
      assertThat(command.matches()).as(line).isTrue();
      listed.add(command.group(1));
      assertThat(command.group(2)).matches("[A-Z][^.]*\\.");
    }
    assertThat(listed).containsExactlyElementsOf(commands().toList());
  }

  @ParameterizedTest
  @MethodSource("commands")
  void noLineIsWiderThanTheHelp(String command) {
    assertThat(CliRun.of(command, "--help").out().lines())
        .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(COLUMNS));
  }

  /** The shell reads the examples; the program's own parser accepts each command line. */
  @ParameterizedTest
  @MethodSource("commands")
  void theExamplesRunAsPrinted(String command) throws IOException, InterruptedException {
    String examples = examples(CliRun.of(command, "--help").out());
    Path calls = Files.createFile(temp.resolve("calls"));
    script("lookout-trail", "printf '%s\\0' \"$@\" end-of-call >> '" + calls + "'");
    Process shell =
        new ProcessBuilder("sh", "-e", "-c", "PATH='" + temp + "':$PATH\n" + examples)
            .directory(temp.toFile())
            .redirectErrorStream(true)
            .start();
    shell.getOutputStream().close();
    String output = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(shell.waitFor()).as(output).isZero();
    assertThat(output).isEmpty();
    List<String> words = new ArrayList<>();
    int parsed = 0;
    for (String word : Files.readString(calls).split("\0", 0)) {
      if (word.equals("end-of-call")) {
        assertThat(words.get(0)).isEqualTo(command);
        program().parseArgs(words.toArray(String[]::new));
        words.clear();
        parsed++;
      } else {
        words.add(word);
      }
    }
    assertThat(parsed).isEqualTo((int) examples.lines().filter(HelpTest::isCall).count());
    assertThat(parsed).isPositive();
  }

  private static boolean isCall(String line) {
    return line.strip().startsWith("lookout-trail ");
  }

  /** The lines below the heading that are commands: those of sample, or those indented by four. */
  private static String examples(String help) {
    List<String> lines = help.lines().dropWhile(line -> !line.equals("Examples:")).skip(1).toList();
    boolean withProse = lines.stream().anyMatch(line -> line.startsWith("    lookout-trail"));
    return String.join(
        "\n",
        lines.stream()
            .takeWhile(line -> line.isEmpty() || line.startsWith("  "))
            .filter(line -> !withProse || line.startsWith("    "))
            .toList());
  }

  private void script(String name, String text) throws IOException {
    Path script = temp.resolve(name);
    Files.writeString(script, "#!/bin/sh\n" + text + "\n");
    Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  @Test
  void theLoopsForKeysAndSignaturesRunAsPrinted() throws IOException, InterruptedException {
    List<String> help =
        CliRun.of("verify", "--help")
            .out()
            .lines()
            .dropWhile(line -> !line.startsWith("Make the files with the keys"))
            .toList();
    String loops = String.join("\n", help.stream().filter(line -> line.startsWith("  ")).toList());
    Path calls = Files.createFile(temp.resolve("calls"));
    script(
        "aws",
        """
        echo "$*" >> '%s'
        case $1 in
          ec2) printf 'eu-central-1\\tus-east-1\\n' ;;
          *) echo "{}" ;;
        esac"""
            .formatted(calls));
    String chain = "AWSLogs/111122223333/CloudTrail-Digest/eu-central-1/2025/09/01/";
    String name = "111122223333_CloudTrail-Digest_eu-central-1_trail_eu-central-1_";
    Path copy = temp.resolve("copy");
    Files.createDirectories(copy.resolve(chain));
    for (String time : new String[] {"20250901T000000Z", "20250901T010000Z"}) {
      Files.createFile(copy.resolve(chain + name + time + ".json.gz"));
    }
    Process shell =
        new ProcessBuilder("sh", "-e", "-c", "PATH='" + temp + "':$PATH\n" + loops)
            .directory(temp.toFile())
            .redirectErrorStream(true)
            .start();
    shell.getOutputStream().close();
    String output = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(shell.waitFor()).as(output).isZero();
    assertThat(output).isEmpty();
    assertThat(temp.resolve("keys").resolve("eu-central-1.json")).hasContent("{}");
    assertThat(temp.resolve("keys").resolve("us-east-1.json")).hasContent("{}");
    assertThat(copy.resolve(chain + name + "20250901T010000Z.json.gz.head.json")).hasContent("{}");
    assertThat(copy.resolve(chain + name + "20250901T000000Z.json.gz.head.json")).doesNotExist();
  }
}
