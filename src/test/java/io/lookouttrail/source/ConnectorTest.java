package io.lookouttrail.source;

import static io.lookouttrail.fixtures.TestRecord.anEvent;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lookouttrail.fixtures.TestArchive;
import io.lookouttrail.fixtures.TestRecord;
import io.lookouttrail.fixtures.TestSpark;
import io.lookouttrail.run.UserError;
import io.lookouttrail.scan.ScanOptions;
import io.lookouttrail.scan.Scanned;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Connector over a small archive of two accounts, two Regions and two months. */
class ConnectorTest {
  private static final String ONE = "111122223333";
  private static final String TWO = "444455556666";
  private static final SparkSession SPARK = TestSpark.session();

  @TempDir private static Path folder;
  private static String archive;

  @BeforeAll
  static void makeAnArchive() {
    Path good = folder.resolve("good");
    TestArchive files = new TestArchive(good);
    files.deliver(
        ONE, "us-east-1", "2025-08-03T10:05:00Z", "aug", event("a1", "2025-08-03T10:00:00Z"));
    files.deliver(
        ONE,
        "us-east-1",
        "2025-09-03T10:05:00Z",
        "sep",
        event("s1", "2025-09-03T10:00:00Z").withJson("apiVersion", "\"2020-11-20\""),
        event("s2", "2025-09-03T10:01:00Z").source("s3.amazonaws.com").action("GetObject"),
        event("s3", "2025-09-03T10:02:00Z").action("StartModel"));
    files.deliver(
        ONE,
        "eu-central-1",
        "2025-09-04T10:05:00Z",
        "eu",
        event("e1", "2025-09-04T10:00:00Z").in(ONE, "eu-central-1"),
        event("g1", "2025-09-04T10:00:00Z").source("iam.amazonaws.com").action("CreateRole"));
    files.deliver(
        TWO,
        "us-east-1",
        "2025-09-05T10:05:00Z",
        "two",
        event("t1", "2025-09-05T10:00:00Z").in(TWO, "us-east-1"));
    SPARK
        .sparkContext()
        .hadoopConfiguration()
        .setClass(
            "fs." + CountingDisk.SCHEME + ".impl",
            CountingDisk.class,
            org.apache.hadoop.fs.FileSystem.class);
    SPARK.conf().set("spark.sql.catalog.cloudtrail", CloudTrailCatalog.class.getName());
    archive = CountingDisk.SCHEME + "://" + good;
  }

  @BeforeEach
  void clearOpenedFiles() {
    CountingDisk.OPENED.clear();
    CountingDisk.LISTED.clear();
  }

  @Test
  void readsEveryRecordByItsDeclaredFields() {
    Row row =
        read()
            .where("eventID = 's1'")
            .selectExpr("*", "_file", "_index", "_region", "unix_seconds(eventTime) AS seconds")
            .collectAsList()
            .get(0);

    assertThat(row.<String>getAs("eventSource")).isEqualTo("lookoutvision.amazonaws.com");
    assertThat(row.<String>getAs("apiVersion")).isEqualTo("2020-11-20");
    assertThat(row.<Boolean>getAs("managementEvent")).isTrue();
    assertThat(row.<Row>getAs("userIdentity").<String>getAs("type")).isEqualTo("AssumedRole");
    assertThat(row.<Long>getAs("seconds"))
        .isEqualTo(Instant.parse("2025-09-03T10:00:00Z").getEpochSecond());
    assertThat(row.<String>getAs("requestParameters")).contains("bottles");
    assertThat(row.<String>getAs("record")).startsWith("{").contains("\"s1\"");
    assertThat(row.<String>getAs("_file")).endsWith("_sep.json.gz");
    assertThat(row.<Integer>getAs("_index")).isZero();
    assertThat(row.<String>getAs("_region")).isEqualTo("us-east-1");
    assertThat(ids(read())).containsExactly("a1", "e1", "g1", "s1", "s2", "s3", "t1");
  }

  @Test
  void isATableOfSqlNamedByItsPath() {
    List<Row> counts =
        SPARK
            .sql(
                "SELECT eventName, count(*) AS calls FROM cloudtrail.`%s` WHERE eventSource ="
                        .formatted(archive)
                    + " 'lookoutvision.amazonaws.com' GROUP BY eventName ORDER BY eventName")
            .collectAsList();

    assertThat(counts).map(Row::toString).containsExactly("[DetectAnomalies,4]", "[StartModel,1]");
  }

  @Test
  void refusesToWrite() {
    assertThatThrownBy(() -> SPARK.sql("ALTER TABLE cloudtrail.`" + archive + "` ADD COLUMN a INT"))
        .hasMessageContaining("never written");
  }

  @Test
  void appliesSourceAndNameItself() {
    Dataset<Row> some =
        read().where("eventSource = 's3.amazonaws.com' AND eventName IN ('GetObject')");

    assertThat(plan(some))
        .contains("EqualTo(eventSource,s3.amazonaws.com)", "EqualTo(eventName,GetObject)");
    assertThat(plan(some)).doesNotContain("+- Filter");
    assertThat(ids(some)).containsExactly("s2");
    assertThat(ids(read().where("eventName = 'StartModel' AND eventName = 'GetObject'"))).isEmpty();
  }

  @Test
  void opensTheFilesThatTheTimeNeeds() {
    Dataset<Row> august =
        reader().option("lateness", "3").load(archive).where("eventTime < '2025-08-04'");

    assertThat(ids(august)).containsExactly("a1");
    assertThat(opened()).containsExactly("aug");
    assertThat(CountingDisk.LISTED).doesNotContain("09");
    clearOpenedFiles();
    assertThat(ids(read().where("eventTime >= '2025-09-05' AND eventTime < '2025-09-06'")))
        .containsExactly("t1");
    assertThat(opened()).containsExactly("eu", "two");
  }

  @Test
  void readsThirtyDaysMoreForLateDeliveries() {
    assertThat(ids(read().where("eventTime < '2025-08-04'"))).containsExactly("a1");
    assertThat(opened()).containsExactly("aug", "sep");
  }

  @Test
  void opensTheFilesOfTheAccountAndTheRegion() {
    assertThat(ids(read().where("recipientAccountId = '" + TWO + "'"))).containsExactly("t1");
    assertThat(opened()).containsExactly("two");
    clearOpenedFiles();
    assertThat(ids(read().where("awsRegion IN ('eu-central-1')"))).containsExactly("e1");
    assertThat(opened()).containsExactly("eu");
  }

  @Test
  void readsAllRegionsForCallsOfGlobalServices() {
    assertThat(ids(read().where("awsRegion = 'us-east-1' AND eventTime > '2025-09-04'")))
        .containsExactly("g1", "t1");
    clearOpenedFiles();
    assertThat(ids(read().where("_region = 'us-east-1'")))
        .containsExactly("a1", "s1", "s2", "s3", "t1");
    assertThat(opened()).containsExactly("aug", "sep", "two");
  }

  @Test
  void doesNotTrustKeysIfTheOptionIsFalse() {
    Dataset<Row> all = reader().option("trustKeys", "false").load(archive);

    assertThat(ids(all.where("recipientAccountId = '" + TWO + "'"))).containsExactly("t1");
    assertThat(opened()).containsExactly("aug", "eu", "sep", "two");
  }

  @Test
  void opensNoFileForAnImpossibleFilter() {
    assertThat(ids(read().where("eventTime > '2025-09-02' AND _delivered_at < '2025-08-01'")))
        .isEmpty();
    assertThat(opened()).isEmpty();
  }

  @Test
  void readsTheRequiredColumnsAtAnyDepth() {
    Dataset<Row> some = read().select("userIdentity.sessionContext.sessionIssuer.userName");

    assertThat(plan(some))
        .contains(
            "ReadSchema: struct<userIdentity:struct<sessionContext:struct<sessionIssuer:struct<userName:string>>>>");
    assertThat(some.distinct().collectAsList()).map(Row::toString).containsExactly("[Inspector]");
    assertThat(read().count()).isEqualTo(7);
  }

  @Test
  void failsAtABadFileAndNamesIt() {
    Path bad = folder.resolve("bad");
    new TestArchive(bad)
        .deliver("2025-09-03T10:05:00Z", "bad", anEvent().id("ok"), anEvent().without("eventTime"));

    assertThatThrownBy(() -> reader().load(bad.toString()).collectAsList())
        .rootCause()
        .isInstanceOf(UserError.class)
        .hasMessageContaining("Cannot read record 1 of file:///")
        .hasMessageContaining("_bad.json.gz: bad_record: eventTime is missing.")
        .hasMessageContaining("mode=PERMISSIVE");
  }

  @Test
  void reportsBadFilesInModePermissive() throws Exception {
    Path bad = folder.resolve("worse");
    TestArchive files = new TestArchive(bad);
    files.deliver(
        "2025-09-03T10:05:00Z", "one", anEvent().without("eventTime"), anEvent().id("ok"));
    files.deliverBytes(
        ONE, "us-east-1", "2025-09-03T10:10:00Z", "two", "none".getBytes(StandardCharsets.UTF_8));
    Dataset<Row> all = reader().option("mode", "permissive").load(bad.toString());

    assertThat(
            all.select("eventID", "_index", "_problem").orderBy("_file", "_index").collectAsList())
        .map(Row::toString)
        .containsExactly(
            "[null,0,bad_record: eventTime is missing]",
            "[ok,1,null]",
            "[null,null,not_gzip: named .gz, but is neither gzip nor JSON]");
    assertThat(ids(all.where("eventSource = 'lookoutvision.amazonaws.com'"))).containsExactly("ok");
  }

  /** Whatever the query needs of a record, it is a row, or a problem for the same reason. */
  @Test
  void countsTheRecordsThatIngestCounts() throws Exception {
    Path odd = folder.resolve("odd");
    String records =
        TestArchive.body(
            anEvent().id("ok"),
            anEvent().without("eventTime"),
            anEvent().withJson("eventName", "\"not a name\""),
            anEvent().withJson("userIdentity", "{\"a\":" + "7".repeat(2_000) + "}"),
            anEvent().withJson("requestParameters", "{\"a\":" + "7".repeat(2_000) + "}"),
            anEvent().withJson("resources", "[" + "[".repeat(1_100) + "]".repeat(1_101)),
            anEvent().withJson("tlsDetails", "{\"a\":-.5}"),
            anEvent().withJson("serviceEventDetails", "\"a\tb\""),
            anEvent().withJson("userAgent", "\"\\x\""));
    String body = records.substring(0, records.length() - "]}".length()) + ",7,null,[]]}";
    Path file =
        new TestArchive(odd)
            .deliverBytes(ONE, "us-east-1", "2025-09-03T10:05:00Z", "odd", TestArchive.gzip(body));
    ScanOptions ofIngest = new ScanOptions(Set.of(ScanOptions.LOOKOUT_FOR_VISION), 1 << 30, false);
    Scanned scanned = Scanned.with(ofIngest, Files.readAllBytes(file), true);
    Dataset<Row> all = reader().option("mode", "permissive").load(odd.toString());

    assertThat(scanned.summary().records()).isGreaterThan(9);
    assertThat(all.count()).isEqualTo(scanned.found().size() + scanned.problems().size());
    assertThat(all.where("_index IS NOT NULL").count()).isEqualTo(scanned.summary().records());
    for (String column : List.of("_problem", "record", "userIdentity", "resources", "userAgent")) {
      assertThat(all.where("_problem IS NOT NULL").select("_index", "_problem", column).count())
          .as(column)
          .isEqualTo(scanned.problems().size());
    }
    assertThatThrownBy(() -> reader().load(odd.toString()).count())
        .rootCause()
        .hasMessageContaining("Cannot read record 1 of file:///");
  }

  @Test
  void reportsAnInvalidOption() throws Exception {
    Files.createDirectories(folder.resolve("empty"));
    assertThatThrownBy(() -> SPARK.read().format("cloudtrail").load())
        .hasMessageStartingWith("Cannot read CloudTrail logs with option path: none is given.");
    assertThatThrownBy(() -> reader().option("lateness", "31").load(archive))
        .hasMessageContaining("31 is not 0 to 30");
    assertThatThrownBy(() -> reader().option("maxFileBytes", "big").load(archive))
        .hasMessageContaining("'big' is not a size");
    assertThat(reader().option("maxFileBytes", "500M").load(archive).columns()).isNotEmpty();
    assertThatThrownBy(() -> reader().option("mode", "drop").load(archive))
        .hasMessageContaining("\"drop\" is not known");
    assertThatThrownBy(() -> reader().load(folder.resolve("empty").toString()).count())
        .hasMessageContaining("Cannot");
  }

  @Test
  void countsInSparksOwnMetrics() {
    Dataset<Row> some = read().where("eventName = 'StartModel'").select("eventID");
    some.collectAsList();
    String metrics =
        some.queryExecution().executedPlan().collectLeaves().head().metrics().toString();

    assertThat(metrics)
        .contains("logFiles", "logRecords", "takenRecords", "logBytes", "logProblems");
  }

  private static TestRecord event(String id, String time) {
    return anEvent().id(id).at(time);
  }

  private static org.apache.spark.sql.DataFrameReader reader() {
    return SPARK.read().format("cloudtrail");
  }

  private static Dataset<Row> read() {
    return reader().load(archive);
  }

  private static List<String> ids(Dataset<Row> rows) {
    return rows.select("eventID").collectAsList().stream()
        .map(row -> row.getString(0))
        .sorted()
        .toList();
  }

  /** Returns the opened files, by the last part of their names. */
  private static List<String> opened() {
    return new TreeSet<>(CountingDisk.OPENED)
        .stream()
            .map(name -> name.substring(name.lastIndexOf('_') + 1).replace(".json.gz", ""))
            .sorted()
            .toList();
  }

  private static String plan(Dataset<Row> rows) {
    return rows.queryExecution()
        .explainString(org.apache.spark.sql.execution.ExplainMode.fromString("formatted"));
  }
}
