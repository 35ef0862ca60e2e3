package io.lookouttrail.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.lookouttrail.cli.ProgramModel;
import io.lookouttrail.run.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/** Commands, options and exit codes in the documentation are those of the program. */
class CommandsPageTest {
  private static final Page COMMANDS = Page.of("src/docs/commands.md");
  private static final String SHARED = "Options of several commands";

  private static final CommandLine PROGRAM = ProgramModel.commandLine();

  /** Spark's options that the pages use; each takes a value. */
  private static final Set<String> SPARK =
      Set.of(
          "--class",
          "--conf",
          "--deploy-mode",
          "--driver-memory",
          "--exclude-packages",
          "--jars",
          "--master",
          "--packages",
          "--properties-file");

  /** Goals and phases of Maven that the pages use. */
  private static final Set<String> GOALS = Set.of("package", "spotless:apply", "test", "verify");

  private static Map<String, OptionSpec> options(String command) {
    return PROGRAM.getSubcommands().get(command).getCommandSpec().options().stream()
        .collect(Collectors.toMap(OptionSpec::longestName, option -> option));
  }

  private static Set<String> allOptions() {
    Set<String> options = new TreeSet<>(SPARK);
    PROGRAM.getSubcommands().keySet().forEach(name -> options.addAll(options(name).keySet()));
    PROGRAM.getCommandSpec().options().forEach(option -> options.add(option.longestName()));
    return options;
  }

  /** The options of a command, by the name that begins the first cell of a row. */
  private static Map<String, String> described(String command) {
    Map<String, String> described = new TreeMap<>();
    for (List<String> row : Page.rows(COMMANDS.section(SHARED))) {
      if (row.size() == 3
          && (row.get(1).equals("all") || row.get(1).contains("`" + command + "`"))) {
        described.put(optionName(row.get(0)), row.get(0));
      }
    }
    for (List<String> row : Page.rows(COMMANDS.section("`" + command + "`"))) {
      assertThat(described.put(optionName(row.get(0)), row.get(0))).as("twice: " + row).isNull();
    }
    return described;
  }

  private static String optionName(String cell) {
    return cell.replaceAll("`", "").replaceFirst("[ =\\[].*", "");
  }

  @Test
  void everyOptionOfEveryCommandIsDescribedAndNoOther() {
    assertThat(
            Page.rows(COMMANDS.text()).stream()
                .map(row -> row.get(0))
                .filter(cell -> cell.matches("\\[`[\\w-]+`\\]\\(#[\\w-]+\\)"))
                .map(cell -> cell.replaceAll("\\[`|`\\].*", "")))
        .containsExactlyInAnyOrderElementsOf(PROGRAM.getSubcommands().keySet());
    for (String command : PROGRAM.getSubcommands().keySet()) {
      Map<String, OptionSpec> options = options(command);
      Map<String, String> described = described(command);
      assertThat(described.keySet())
          .as(command)
          .containsExactlyInAnyOrderElementsOf(options.keySet());
      options.forEach(
          (name, option) ->
              assertThat(described.get(name))
                  .as(command)
                  .startsWith(
                      "`" + name + (option.arity().max() == 0 ? "`" : " " + option.paramLabel())));
    }
  }

  @Test
  void theSharedOptionsNameOnlyCommandsThatHaveThem() {
    for (List<String> row : Page.rows(COMMANDS.section(SHARED))) {
      if (row.size() == 3) {
        Set<String> having =
            PROGRAM.getSubcommands().keySet().stream()
                .filter(command -> options(command).containsKey(optionName(row.get(0))))
                .collect(Collectors.toSet());
        Set<String> named =
            row.get(1).equals("all")
                ? PROGRAM.getSubcommands().keySet()
                : Set.of(row.get(1).replace("`", "").split(", "));
        assertThat(having).as(row.get(0)).containsAll(named);
      }
    }
  }

  @Test
  void theExitCodesAreThoseOfTheProgram() {
    assertThat(Page.rows(COMMANDS.section("Exit codes")).stream().map(row -> row.get(0)))
        .containsExactlyElementsOf(
            Arrays.stream(ExitCode.values()).map(code -> "" + code.code()).sorted().toList());
  }

  @Test
  void everyCommandThatAPageShowsIsOneOfTheProgram() throws IOException {
    int shown = 0;
    for (Page page : Page.all()) {
      for (String block : page.blocks("sh")) {
        for (ShellCommand command : ShellCommand.of(block)) {
          if (isChecked(page, command)) {
            shown++;
          }
        }
      }
    }
    assertThat(shown).isGreaterThan(50);
  }

  /** Whether a command is ours, Spark's or Maven's; then it has to be right. */
  private static boolean isChecked(Page page, ShellCommand command) throws IOException {
    switch (command.name()) {
      case "lookout-trail", "target/lookout-trail/bin/lookout-trail" ->
          assertParses(page, withoutSparks(command.arguments()));
      case "spark-submit" -> {
        List<String> ours = afterSparks(command.arguments());
        assertThat(ours.get(0)).as(page + ": " + command).endsWith(".jar");
        assertParses(page, ours.subList(1, ours.size()));
      }
      case "spark-sql", "pyspark" ->
          assertThat(command.arguments())
              .filteredOn(word -> word.startsWith("--"))
              .as(page + ": " + command)
              .allMatch(SPARK::contains);
      case "mvn", "./mvnw" -> assertIsMavens(page, command.arguments());
      default -> {
        return false;
      }
    }
    return true;
  }

  private static void assertParses(Page page, List<String> arguments) {
    try {
      PROGRAM.parseArgs(arguments.toArray(String[]::new));
    } catch (CommandLine.ParameterException e) {
      throw new AssertionError(page + ": lookout-trail " + String.join(" ", arguments), e);
    }
  }

  private static List<String> withoutSparks(List<String> arguments) {
    List<String> ours = new ArrayList<>();
    for (int i = 0; i < arguments.size(); i++) {
      if (SPARK.contains(arguments.get(i))) {
        i++;
      } else {
        ours.add(arguments.get(i));
      }
    }
    return ours;
  }

  private static List<String> afterSparks(List<String> arguments) {
    int at = 0;
    while (SPARK.contains(arguments.get(at))) {
      at += 2;
    }
    return arguments.subList(at, arguments.size());
  }

  private static void assertIsMavens(Page page, List<String> arguments) throws IOException {
    String pom = Files.readString(Path.of("pom.xml"));
    for (String word : arguments) {
      String place = page + ": mvn " + String.join(" ", arguments);
      if (word.startsWith("-P")) {
        assertThat(pom).as(place).contains("<id>" + word.substring(2) + "</id>");
      } else if (word.startsWith("-Dtest=")) {
        assertThat(word.substring(7).split(",")).as(place).allMatch(CommandsPageTest::isATest);
      } else if (word.startsWith("-Dbenchmark=")) {
        String benchmarks =
            Files.readString(Path.of("src/test/java/io/lookouttrail/benchmark/Benchmarks.java"));
        assertThat(word.substring(12).split(","))
            .as(place)
            .allMatch(name -> benchmarks.contains("\"" + name + "\","));
      } else {
        assertThat(GOALS.contains(word) || word.equals("-q") || word.startsWith("-D"))
            .as(place)
            .isTrue();
      }
    }
  }

  private static boolean isATest(String name) {
    try (Stream<Path> files = Files.walk(Path.of("src/test/java"))) {
      return files.anyMatch(file -> file.endsWith(name + ".java"));
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  @Test
  void everyOptionThatAPageNamesIsOneOfTheProgram() {
    Set<String> all = allOptions();
    List<String> unknown = new ArrayList<>();
    for (Page page : Page.all()) {
      for (String span : page.codeSpans()) {
        String program = span.startsWith("lookout-trail ") ? span.substring(14) : span;
        String first = program.replaceFirst(" .*", "");
        boolean isOurs = !program.equals(span);
        Set<String> known = all;
        if (PROGRAM.getSubcommands().containsKey(first)) {
          known = new TreeSet<>(options(first).keySet());
          known.addAll(SPARK);
        } else if (isOurs && !first.equals("COMMAND") && !first.startsWith("--")) {
          unknown.add(page + ": " + span);
        } else if (!isOurs && !first.startsWith("--")) {
          continue;
        }
        Set<String> allowed = known;
        Pattern.compile("(?:^| )(--[a-z][a-z-]*)")
            .matcher(program)
            .results()
            .map(option -> option.group(1))
            .filter(option -> !allowed.contains(option))
            .forEach(option -> unknown.add(page + ": " + span));
      }
    }
    assertThat(unknown).isEmpty();
  }
}
