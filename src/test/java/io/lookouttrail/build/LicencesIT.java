package io.lookouttrail.build;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The jar contains the licence and the notices of each library that is shaded into it. */
class LicencesIT {
  private static final Path JAR = Path.of(System.getProperty("lookouttrail.jar"));
  private static final Path HOME = Path.of(System.getProperty("lookouttrail.home"));
  private static final String LIST = "META-INF/licenses/THIRD-PARTY.txt";

  /** A line of the list: coordinates, SPDX identifier, files. */
  private static final Pattern ENTRY =
      Pattern.compile("([\\w.-]+:[\\w.-]+):(\\S+)  (\\S+)  (\\S+(?: \\S+)*)");

  /** A line of what {@code dependency:list} prints, without {@link #COLOUR}. */
  private static final Pattern ARTIFACT =
      Pattern.compile(" *([\\w.-]+:[\\w.-]+):jar:([^:]+):compile:(\\S+)( -- .*)?");

  /** Maven colours the list where it colours its log, as on a terminal. */
  private static final Pattern COLOUR = Pattern.compile("\u001B\\[[\\d;]*m");

  private static final Pattern BLANK = Pattern.compile(" ");

  private record Artifact(String version, Path file) {}

  private record Entry(String version, List<String> files) {}

  private static Map<String, Artifact> shaded() throws IOException {
    Map<String, Artifact> artifacts = new TreeMap<>();
    Path list = Path.of(System.getProperty("lookouttrail.shaded"));
    for (String line : Files.readAllLines(list)) {
      Matcher artifact = ARTIFACT.matcher(COLOUR.matcher(line).replaceAll(""));
      if (artifact.matches()) {
        artifacts.put(
            artifact.group(1), new Artifact(artifact.group(2), Path.of(artifact.group(3))));
      }
    }
    return artifacts;
  }

  private static Map<String, Entry> listed() throws IOException {
    Map<String, Entry> entries = new TreeMap<>();
    for (String line : text(JAR, LIST).lines().toList()) {
      Matcher entry = ENTRY.matcher(line);
      if (entry.matches()) {
        List<String> files =
            BLANK
                .splitAsStream(entry.group(4))
                .map(file -> Path.of(LIST).resolveSibling(file).normalize().toString())
                .toList();
        entries.put(entry.group(1), new Entry(entry.group(2), files));
      }
    }
    return entries;
  }

  private static String text(Path jar, String name) throws IOException {
    try (JarFile open = new JarFile(jar.toFile())) {
      JarEntry entry = open.getJarEntry(name);
      assertThat(entry).as("%s in %s", name, jar).isNotNull();
      try (InputStream in = open.getInputStream(entry)) {
        return new String(in.readAllBytes(), StandardCharsets.UTF_8);
      }
    }
  }

  /** The licences and notices that a library's own jar has. */
  private static List<String> ownTexts(Path jar) throws IOException {
    List<String> names;
    try (JarFile open = new JarFile(jar.toFile())) {
      names =
          open.stream()
              .map(JarEntry::getName)
              .filter(name -> name.matches("(?i)(.*/)?(LICEN[CS]E|NOTICE|COPYING)[^/]*"))
              .toList();
    }
    List<String> texts = new ArrayList<>();
    for (String name : names) {
      texts.add(words(text(jar, name)));
    }
    return texts;
  }

  private static String words(String text) {
    return text.strip().replaceAll("\\s+", " ");
  }

  @Test
  void listsEachShadedLibraryWithItsVersion() throws IOException {
    Map<String, String> shaded = new TreeMap<>();
    shaded().forEach((name, artifact) -> shaded.put(name, artifact.version()));
    Map<String, String> listed = new TreeMap<>();
    listed().forEach((name, entry) -> listed.put(name, entry.version()));
    assertThat(shaded).isNotEmpty();
    assertThat(listed).isEqualTo(shaded);
  }

  @Test
  void containsEachFileThatTheListNames() throws IOException {
    for (var entry : listed().entrySet()) {
      for (String file : entry.getValue().files()) {
        assertThat(text(JAR, file)).as("%s of %s", file, entry.getKey()).isNotBlank();
      }
    }
  }

  /** A newer version may have changed its licence or notice. */
  @Test
  void repeatsTheTextsOfTheLibrariesOwnJars() throws IOException {
    for (var artifact : shaded().entrySet()) {
      List<String> ours = new ArrayList<>();
      for (String file : listed().get(artifact.getKey()).files()) {
        ours.add(words(text(JAR, file)));
      }
      assertThat(ours).as(artifact.getKey()).containsAll(ownTexts(artifact.getValue().file()));
    }
  }

  @Test
  void saysWhereTheSourceOfTheLgplLibraryIs() throws IOException {
    String version = listed().get("io.github.openhtmltopdf:openhtmltopdf-core").version();
    assertThat(text(JAR, LIST))
        .contains("openhtmltopdf-core-" + version + "-sources.jar")
        .contains("openhtmltopdf-pdfbox-" + version + "-sources.jar");
  }

  @Test
  void beginsWithOurOwnLicenceAndNotice() throws IOException {
    for (String name : List.of("LICENSE", "NOTICE")) {
      String ours = Files.readString(Path.of(name));
      assertThat(text(JAR, "META-INF/" + name)).isEqualTo(ours);
      assertThat(HOME.resolve(name)).hasContent(ours);
    }
    assertThat(HOME.resolve("licenses/THIRD-PARTY.txt")).hasContent(text(JAR, LIST));
  }
}
