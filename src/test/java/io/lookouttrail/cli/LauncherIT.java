package io.lookouttrail.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.lookouttrail.cli.product.ProductVersion;
import io.lookouttrail.fixtures.TestSpark;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The program as users start it: bin/lookout-trail in a separate process. */
class LauncherIT {
  @TempDir static Path shared;
  @TempDir Path temp;
  private static Path tables;

  @BeforeAll
  static void makeThings() {
    tables = shared.resolve("my tables");
    TestSpark.session().range(3).write().format("delta").save(tables.resolve("things").toString());
  }

  @Test
  void reportsItsVersionsAndHelpWithoutASession() {
    assertThat(new Launcher().run("--version"))
        .satisfies(ended -> assertThat(ended.code()).isZero())
        .satisfies(ended -> assertThat(ended.err()).isEmpty())
        .satisfies(
            ended ->
                assertThat(ended.out())
                    .matches("Lookout Trail [0-9.]+\\S*\nSpark [0-9.]+\nDelta [0-9.]+\n"));
    assertThat(new Launcher().run("sql", "--help"))
        .satisfies(ended -> assertThat(ended.code()).isZero())
        .satisfies(ended -> assertThat(ended.err()).isEmpty())
        .satisfies(ended -> assertThat(ended.out()).startsWith("Usage: lookout-trail sql"));
  }

  @Test
  void endsWrongUsageWithTwoAndNothingButItsLine() {
    assertThat(new Launcher().run("sql", "--tabels", "x"))
        .isEqualTo(
            new Launcher.Ended(
                2,
                "",
                "Cannot run sql: there is no option --tabels. Did you mean --tables?"
                    + " Try 'lookout-trail sql --help'.\n"));
    assertThat(new Launcher().run("sql", "--conf"))
        .isEqualTo(
            new Launcher.Ended(
                2, "", "Cannot start: --conf needs a value. Try 'lookout-trail --help'.\n"));
  }

  @Test
  void answersFromAnyFolderThroughALinkAndLeavesNothingBehind() throws IOException {
    Path link = Files.createDirectories(temp.resolve("my bin")).resolve("trail");
    Files.createSymbolicLink(link, Launcher.HOME.resolve("bin").resolve("lookout-trail"));
    Path empty = Files.createDirectories(temp.resolve("some where"));
    assertThat(
            new Launcher()
                .program(link)
                .in(empty)
                // Not installed anywhere, so that it is as if it were C.
                .with("LC_ALL", "zz_ZZ.UTF-8")
                .withInput(
                    "SELECT count(*) AS n, 'it\\'s ß' AS text FROM things",
                    "sql",
                    "--tables=" + tables,
                    "--format",
                    "json"))
        .isEqualTo(new Launcher.Ended(0, "{\"n\":3,\"text\":\"it's ß\"}\n", ""));
    assertThat(empty).isEmptyDirectory();
  }

  @Test
  void startsWhereItsOwnPathHasBlanks() throws IOException {
    Path home = installedAt(temp.resolve("a home"));
    assertThat(new Launcher().program(home.resolve("bin/lookout-trail")).run("sql"))
        .satisfies(ended -> assertThat(ended.code()).isEqualTo(2))
        .satisfies(
            ended ->
                assertThat(ended.err())
                    .isEqualTo(
                        "Cannot run sql: --tables URI is missing."
                            + " Try 'lookout-trail sql --help'.\n"));
  }

  @Test
  @Tag("slow")
  void loadsItsClassesFromTheArchiveThatShareClassesMakes() throws IOException {
    Path home = installedAt(temp.resolve("a home"));
    assertThat(new Launcher().program(home.resolve("bin/share-classes")).run())
        .isEqualTo(new Launcher.Ended(0, "", ""));
    Path loaded = temp.resolve("loaded");
    new Launcher()
        .program(home.resolve("bin/lookout-trail"))
        .with("LOOKOUT_TRAIL_OPTS", "-Xlog:class+load:file=" + loaded)
        // By Delta, whose classes a query over a small table does not load.
        .run(
            "sql",
            "--conf",
            "spark.lookouttrail.directRows=0",
            "--tables",
            tables.toString(),
            "SELECT count(*) FROM things");
    assertThat(Files.readString(loaded))
        .contains("io.lookouttrail.cli.Main source: shared objects file (top)")
        .contains("org.apache.spark.SparkContext source: shared objects file (top)")
        .contains("org.apache.spark.sql.delta.DeltaLog source: shared objects file (top)");
  }

  @Test
  void handsSparksOptionsToSparkAndTheRestToTheProgram() {
    Launcher.Ended ended =
        new Launcher()
            .run(
                "sql",
                "--conf",
                "spark.sql.variable.substitute=true",
                "--tables",
                tables.toString(),
                "--conf=spark.app.greeting=it's me",
                "--driver-memory",
                "1g",
                "--master=local[1]",
                "--format=csv",
                "--",
                "SELECT \"${spark.app.greeting}\" AS greeting, '${spark.master}' AS master,"
                    + " '${spark.driver.memory}' AS memory");
    assertThat(ended)
        .isEqualTo(new Launcher.Ended(0, "greeting,master,memory\nit's me,local[1],1g\n", ""));
  }

  @Test
  void letsAPropertiesFileWinOverOurDefaultsAndKeepsTheOthers() throws IOException {
    Path properties = temp.resolve("my.conf");
    Files.writeString(
        properties, "spark.sql.parquet.compression.codec gzip\nspark.master   local[1]\n");
    Launcher.Ended ended =
        new Launcher()
            .run(
                "sql",
                "--properties-file",
                properties.toString(),
                "--tables",
                tables.toString(),
                "--format=csv",
                "SELECT '${spark.sql.parquet.compression.codec}' AS codec, '${spark.master}' AS m,"
                    + " '${spark.hadoop.fs.s3a.threads.max}' AS threads");
    // Only our defaults set the threads; the program does not.
    assertThat(ended).isEqualTo(new Launcher.Ended(0, "codec,m,threads\ngzip,local[1],64\n", ""));
  }

  @Test
  void reportsAFailureInOneLine() {
    assertThat(new Launcher().run("sql", "--master", "lokal", "--tables", "x", "SELECT 1"))
        .isEqualTo(
            new Launcher.Ended(
                2,
                "",
                "Cannot start: Spark knows no master lokal. Give local[N], yarn, spark://HOST:PORT"
                    + " or k8s://HOST:PORT, or leave it out.\n"));
    assertThat(
            new Launcher()
                .run("sql", "--master", "local[x]", "--tables", tables.toString(), "SELECT 1"))
        .satisfies(ended -> assertThat(ended.code()).isEqualTo(1))
        .satisfies(
            ended ->
                assertThat(ended.err())
                    .startsWith("Cannot run sql: Spark does not know this master. ")
                    .hasLineCount(1));
    assertThat(
            new Launcher()
                .run("sql", "--tables", tables.toString(), "SELECT 1 / (id - 1) FROM things"))
        .satisfies(ended -> assertThat(ended.code()).isEqualTo(1))
        .satisfies(
            ended ->
                assertThat(ended.err())
                    .startsWith("Cannot finish the query: line 1, column 8: Division by zero")
                    .hasLineCount(1));
  }

  @Test
  void refusesAJavaThatSparkDoesNotSupport() throws IOException {
    for (String version : new String[] {"25.0.1", "1.8.0_402", "11.0.22"}) {
      assertThat(new Launcher().with("JAVA_HOME", java(version, true).toString()).run("--version"))
          .satisfies(ended -> assertThat(ended.code()).isEqualTo(1))
          .satisfies(
              ended ->
                  assertThat(ended.err())
                      .startsWith("Cannot start: Java " + version + " at ")
                      .contains("is not supported by Spark " + ProductVersion.spark() + ".")
                      .endsWith("Set JAVA_HOME to a JDK 17 or 21.\n")
                      .hasLineCount(1));
    }
  }

  @Test
  void asksAJavaWithoutAReleaseFileForItsVersion() throws IOException {
    assertThat(
            new Launcher()
                .with("JAVA_HOME", java("23.0.2", false).toString())
                .run("--version")
                .err())
        .startsWith("Cannot start: Java 23.0.2 at ");
    assertThat(
            new Launcher()
                .with("JAVA_HOME", java("21.0.2", false).toString())
                .run("--version")
                .out())
        .isEqualTo("a Java that does nothing\n");
  }

  @Test
  void passesOnTheProgramAsTheUserTypedIt() throws IOException {
    Path java = java("17.0.2", true);
    Files.writeString(
        java.resolve("bin").resolve("java"), "#!/bin/sh\necho \"$LOOKOUT_TRAIL_COMMAND\"\n");
    Path home = Files.createDirectories(temp.resolve("my trail"));
    Files.createSymbolicLink(home.resolve("trail"), Launcher.HOME.resolve("bin/lookout-trail"));
    Launcher launcher = new Launcher().with("JAVA_HOME", java.toString()).in(home);
    assertThat(launcher.program(Path.of("./trail")).run("--version"))
        .isEqualTo(new Launcher.Ended(0, "./trail\n", ""));
    assertThat(launcher.program(home.resolve("trail")).run("--version"))
        .isEqualTo(new Launcher.Ended(0, home.resolve("trail") + "\n", ""));
  }

  @Test
  void looksForAJdkWhereThePathHasAnUnsupportedOne() throws IOException {
    Path unsupported = java("25.0.1", true).resolve("bin");
    Launcher.Ended ended =
        new Launcher()
            .with("JAVA_HOME", "")
            .with("PATH", unsupported + ":" + System.getenv("PATH"))
            .run("--version");
    if (hasSupportedJdkInAUsualPlace()) {
      assertThat(ended.err()).isEmpty();
      assertThat(ended.out()).startsWith("Lookout Trail ");
    } else {
      assertThat(ended.err())
          .startsWith("Cannot start: Java 25.0.1 at " + unsupported)
          .hasLineCount(1);
    }
  }

  @Test
  void takesThePathsJavaBeforeOneInAUsualPlace() throws IOException {
    Path supported = java("21.0.2", true).resolve("bin");
    assertThat(
            new Launcher()
                .with("JAVA_HOME", "")
                .with("PATH", supported + ":" + System.getenv("PATH"))
                .run("--version"))
        .isEqualTo(new Launcher.Ended(0, "a Java that does nothing\n", ""));
  }

  private static boolean hasSupportedJdkInAUsualPlace() throws IOException {
    Path usual = Path.of("/usr/lib/jvm");
    if (!Files.isDirectory(usual)) {
      return false;
    }
    try (DirectoryStream<Path> homes = Files.newDirectoryStream(usual)) {
      for (Path home : homes) {
        Path release = home.resolve("release");
        if (Files.isExecutable(home.resolve("bin/java"))
            && Files.isReadable(release)
            && Files.readString(release).matches("(?s).*JAVA_VERSION=\"(17|21)[.\"].*")) {
          return true;
        }
      }
    }
    return false;
  }

  @Test
  void saysThatJavaIsMissing() {
    assertThat(new Launcher().with("JAVA_HOME", temp.toString()).run("--version"))
        .isEqualTo(
            new Launcher.Ended(
                1,
                "",
                "Cannot start: JAVA_HOME is "
                    + temp
                    + ", which has no bin/java. Set it to a JDK 17 or 21, or unset it.\n"));
  }

  /** The program in another folder, without a class archive. */
  private static Path installedAt(Path home) throws IOException {
    Files.createDirectories(home.resolve("bin"));
    for (String program : new String[] {"lookout-trail", "share-classes"}) {
      Files.copy(
          Launcher.HOME.resolve("bin").resolve(program), home.resolve("bin").resolve(program));
    }
    for (String part : new String[] {"conf", "jars", "lookout-trail.jar"}) {
      Files.createSymbolicLink(home.resolve(part), Launcher.HOME.resolve(part));
    }
    return home;
  }

  /** A folder that looks like a JDK of a version. */
  private Path java(String version, boolean withReleaseFile) throws IOException {
    Path home = temp.resolve("jdk " + version + withReleaseFile);
    Path java = Files.createDirectories(home.resolve("bin")).resolve("java");
    Files.writeString(
        java,
        """
        #!/bin/sh
        case $1 in
          -version) echo 'openjdk version "%s" 2025-01-21' >&2 ;;
          *) echo 'a Java that does nothing' ;;
        esac
        """
            .formatted(version));
    Files.setPosixFilePermissions(java, PosixFilePermissions.fromString("rwxr-xr-x"));
    if (withReleaseFile) {
      Files.writeString(
          home.resolve("release"),
          "IMPLEMENTOR=\"Test\"\nJAVA_VERSION=\"" + version + "\"\nOS_NAME=\"Linux\"\n");
    }
    return home;
  }
}
