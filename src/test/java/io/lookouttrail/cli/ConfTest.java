package io.lookouttrail.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lookouttrail.cli.product.ProductVersion;
import io.lookouttrail.cli.terminal.Console;
import io.lookouttrail.run.Window;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.apache.hadoop.fs.s3a.Constants;
import org.apache.spark.deploy.SparkSubmitArguments;
import org.apache.spark.internal.config.ConfigEntry;
import org.apache.spark.internal.config.UI$;
import org.apache.spark.sql.internal.SQLConf$;
import org.apache.spark.sql.internal.StaticSQLConf$;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import scala.collection.Iterator;
import scala.collection.immutable.List$;
import scala.collection.immutable.Map$;
import scala.collection.mutable.Builder;

/** What {@code conf/} hands to Spark and to AWS is what the program takes. */
class ConfTest {
  private static final Path CONF = Path.of("conf");
  private static final ObjectMapper JSON = new ObjectMapper();

  private static JsonNode json(String file) throws IOException {
    return JSON.readTree(CONF.resolve(file).toFile());
  }

  private static List<String> texts(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false).map(JsonNode::textValue).toList();
  }

  /** A command line of spark-submit, read by Spark's own parser. */
  private static SparkSubmitArguments submitted(List<String> arguments) {
    Builder<String, scala.collection.immutable.List<String>> list =
        List$.MODULE$.<String>newBuilder();
    arguments.forEach(list::$plus$eq);
    return new SparkSubmitArguments(list.result(), Map$.MODULE$.<String, String>empty());
  }

  private static SparkSubmitArguments step() throws IOException {
    List<String> words = texts(json("emr/steps.json").get(0).get("Args"));
    assertThat(words.get(0)).isEqualTo("spark-submit");
    return submitted(words.subList(1, words.size()));
  }

  /** EMR Serverless puts the three together as it calls spark-submit. */
  private static SparkSubmitArguments serverless() throws IOException {
    JsonNode spark = json("emr-serverless/start-job-run.json").at("/jobDriver/sparkSubmit");
    List<String> words = new ArrayList<>();
    words.addAll(Arrays.asList(spark.get("sparkSubmitParameters").textValue().split(" ")));
    words.add(spark.get("entryPoint").textValue());
    words.addAll(texts(spark.get("entryPointArguments")));
    return submitted(words);
  }

  private static List<String> arguments(SparkSubmitArguments submitted) {
    List<String> arguments = new ArrayList<>();
    Iterator<String> iterator = submitted.childArgs().iterator();
    while (iterator.hasNext()) {
      arguments.add(iterator.next());
    }
    return arguments;
  }

  /** Options and values of the program, read by its own parser. */
  private static Map<String, Object> parsed(List<String> arguments) {
    PrintWriter nowhere = new PrintWriter(Writer.nullWriter());
    CommandLine.ParseResult command =
        CommandTree.of(Console.captured(nowhere, nowhere, CliRun.NEW_YEAR))
            .parseArgs(arguments.toArray(String[]::new))
            .subcommand();
    Map<String, Object> options = new TreeMap<>();
    options.put("", command.commandSpec().name());
    command
        .matchedOptions()
        .forEach(option -> options.put(option.longestName(), option.getValue()));
    return options;
  }

  @Test
  void theStepAndTheServerlessJobAreTheMonthlyJob() throws IOException {
    Map<String, Object> options = parsed(arguments(step()));
    assertThat(options)
        .containsEntry("", "monthly")
        .containsEntry("--month", "last")
        .containsEntry("--lateness", Window.DEFAULT_LATENESS_DAYS)
        .containsEntry("--database", "lookout_trail")
        .containsKeys("--archive", "--tables", "--out", "--public-keys", "--lock-wait");
    assertThat(parsed(arguments(serverless()))).isEqualTo(options);
  }

  @Test
  void bothStartTheProgramsOwnJarByItsOwnClass() throws IOException {
    String jar = "s3://my-code/lookout-trail-" + ProductVersion.product() + ".jar";
    for (SparkSubmitArguments submitted : List.of(step(), serverless())) {
      assertThat(submitted.primaryResource()).isEqualTo(jar);
      assertThat(submitted.mainClass()).isEqualTo(Main.class.getName());
    }
    assertThat(step().deployMode()).isEqualTo("cluster");
    assertThat(Files.readString(CONF.resolve("README.md"))).contains(jar.replaceAll(".*/", ""));
  }

  @Test
  void theScheduleStartsThatJobOnceAllItsLateFilesAreThere() throws IOException {
    JsonNode schedule = json("emr-serverless/schedule.json");
    ObjectNode input = (ObjectNode) JSON.readTree(schedule.at("/Target/Input").textValue());
    assertThat(input.remove("ClientToken").textValue()).isEqualTo("<aws.scheduler.execution-id>");
    assertThat(input).isEqualTo(capitals(json("emr-serverless/start-job-run.json"), ""));
    String[] cron = schedule.get("ScheduleExpression").textValue().split("[() ]");
    assertThat(cron).hasSize(7).startsWith("cron").endsWith("*", "?", "*");
    assertThat(Integer.parseInt(cron[3])).isGreaterThan(Window.DEFAULT_LATENESS_DAYS + 1);
    assertThat(schedule.get("ScheduleExpressionTimezone").textValue()).isEqualTo("UTC");
  }

  /** The names of the AWS API; a classification's own are left as they are. */
  private static JsonNode capitals(JsonNode node, String under) {
    if (node instanceof ObjectNode object && !under.equals("properties")) {
      ObjectNode capital = JSON.createObjectNode();
      object
          .fields()
          .forEachRemaining(
              field -> {
                String name = field.getKey();
                capital.set(
                    Character.toUpperCase(name.charAt(0)) + name.substring(1),
                    capitals(field.getValue(), name));
              });
      return capital;
    }
    if (node instanceof ArrayNode array) {
      ArrayNode capital = JSON.createArrayNode();
      array.forEach(element -> capital.add(capitals(element, under)));
      return capital;
    }
    return node;
  }

  @Test
  void sparkKnowsEverySetting() throws IOException {
    Properties defaults = new Properties();
    try (var reader = Files.newBufferedReader(CONF.resolve("spark-defaults.conf"))) {
      defaults.load(reader);
    }
    List<String> keys = new ArrayList<>(defaults.stringPropertyNames());
    JsonNode serverless =
        json("emr-serverless/start-job-run.json")
            .at("/configurationOverrides/applicationConfiguration/0/properties");
    JsonNode cluster = json("emr/configurations.json").get(1);
    assertThat(cluster.get("Classification").textValue()).isEqualTo("spark-defaults");
    serverless.fieldNames().forEachRemaining(keys::add);
    cluster.get("Properties").fieldNames().forEachRemaining(keys::add);
    step().sparkProperties().keysIterator().foreach(keys::add);
    assertThat(keys).hasSizeGreaterThan(25).allMatch(ConfTest::isKnown);
  }

  private static final List<String> OF_OTHERS =
      List.of(
          // A catalog's name is part of its key.
          "spark.sql.catalog.spark_catalog",
          // YARN's part of Spark is the cluster's own.
          "spark.yarn.maxAppAttempts",
          "spark.delta.logStore.file.impl",
          "spark.hadoop.fs.s3.impl",
          "spark.hadoop.hive.metastore.client.factory.class",
          "spark.hadoop." + Constants.MAXIMUM_CONNECTIONS,
          "spark.hadoop." + Constants.MAX_THREADS);

  private static boolean isKnown(String key) {
    // The objects that hold Spark's own settings register them when they are made.
    assertThat(
            List.of(
                org.apache.spark.internal.config.package$.MODULE$,
                UI$.MODULE$,
                SQLConf$.MODULE$,
                StaticSQLConf$.MODULE$))
        .hasSize(4);
    return ConfigEntry.findEntry(key) != null || OF_OTHERS.contains(key);
  }

  @Test
  void theReadmeNamesEveryFileAndNoOther() throws IOException {
    String readme = Files.readString(CONF.resolve("README.md"));
    try (Stream<Path> walked = Files.walk(CONF)) {
      List<String> files =
          walked.filter(Files::isRegularFile).map(CONF::relativize).map(Path::toString).toList();
      assertThat(files)
          .filteredOn(file -> !file.equals("README.md"))
          .filteredOn(file -> !readme.contains("conf/" + file) && !readme.contains("`" + file))
          .filteredOn(file -> !readme.contains("conf/" + file.replaceAll("/[^/]+$", "/$policy")))
          .isEmpty();
    }
    assertThat(
            Pattern.compile("`?(?:conf/)?((?:emr|emr-serverless|iam|s3)/[\\w-]+\\.json)")
                .matcher(readme)
                .results()
                .map(named -> CONF.resolve(named.group(1))))
        .isNotEmpty()
        .allMatch(Files::isRegularFile);
  }
}
