package io.lookouttrail.cli.commands;

import static org.assertj.core.api.Assertions.assertThat;

import io.lookouttrail.cli.CliRun;
import io.lookouttrail.cli.terminal.Console;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoGuideTest {
  @TempDir Path temp;

  /** The shell runs the commands in the user's folder, whose name has a blank. */
  @Test
  void theCommandsRunAsPrinted() throws IOException, InterruptedException {
    Path folder = Files.createDirectories(temp.resolve("my folder").resolve("my bin"));
    Path program = folder.resolve("it's trail");
    Files.writeString(program, "#!/bin/sh\nprintf '%s\\n' \"$@\" -\n");
    Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
    String tables = "my demo/tables";
    String archive = "my demo/sample/archive";
    Process shell =
        new ProcessBuilder("sh", "-e", "-c", commands("./my bin/it's trail", tables, archive))
            .directory(folder.getParent().toFile())
            .redirectErrorStream(true)
            .start();
    String output = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(shell.waitFor()).as(output).isZero();
    assertThat(output.lines())
        .startsWith("trace", "--tables", tables, "--archive", archive, "--event-id", "e-1", "-")
        .containsSequence("-", "sql", "--tables", tables)
        .anyMatch(line -> line.startsWith("SELECT ") && line.contains("actor_kind = 'root'"));
  }

  private static String commands(String program, String tables, String archive) {
    StringWriter out = new StringWriter();
    PrintWriter printer = new PrintWriter(out);
    Console console =
        new Console(
            InputStream.nullInputStream(),
            printer,
            printer,
            CliRun.NEW_YEAR,
            Set.of(),
            80,
            Map.of("LOOKOUT_TRAIL_COMMAND", program));
    new DemoGuide(console, tables, archive).printCommands("e-1");
    List<String> lines = out.toString().lines().toList();
    assertThat(lines).hasSize(4);
    return lines.get(2) + "\n" + lines.get(3);
  }
}
