package io.lookouttrail.scan;

import static io.lookouttrail.scan.RecordJson.anEvent;
import static io.lookouttrail.scan.RecordJson.body;
import static io.lookouttrail.scan.RecordJson.insight;
import static io.lookouttrail.scan.RecordJson.noise;
import static org.assertj.core.api.Assertions.assertThat;

import io.lookouttrail.scan.CloudTrailRecord.LookoutFields;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SourceDecisionTest {
  private static Scanned scan(Object... records) {
    return Scanned.text(body(records));
  }

  @Test
  void theSourceCountsOnTheRecordsOwnLevelOnly() {
    String quoting = "{\"eventSource\":\"lookoutvision.amazonaws.com\"}";
    Scanned scanned =
        scan(
            noise().with("requestParameters", quoting),
            noise().with("aFirst", quoting),
            "{\"first\":[" + quoting + "]," + noise().toString().substring(1),
            anEvent().text("errorMessage", "\\\"eventSource\\\":\\\"s3.amazonaws.com\\\""),
            "{\"a\\\"eventSource\":\"lookoutvision.amazonaws.com\","
                + noise().toString().substring(1),
            "{\"key\":\"eventSource\"," + anEvent().toString().substring(1));

    assertThat(scanned.indices()).containsExactly(3, 5);
    assertThat(scanned.counts()).containsExactly(2L, 4L, 0L);
  }

  @Test
  void aSourceFarFromTheBeginningOfItsRecordIsRead() {
    String quoting = "{\"eventSource\":\"s3.amazonaws.com\"}";
    String padding = "x".repeat(JsonStructureScanner.NESTING_BYTES);
    String beforeIt = "{\"padding\":\"" + padding + "\",\"first\":" + quoting + ",";

    Scanned scanned =
        scan(
            beforeIt + anEvent().toString().substring(1),
            beforeIt + noise().toString().substring(1));

    assertThat(scanned.indices()).containsExactly(0);
    assertThat(scanned.counts()).containsExactly(1L, 1L, 0L);
  }

  @Test
  void onlyTheExactNameIsWanted() {
    Scanned scanned =
        scan(
            anEvent().source("lookoutvision.amazonaws.com.cn"),
            anEvent().source("lookoutvision.amazonaws.co"),
            anEvent().source("LookoutVision.amazonaws.com"));

    assertThat(scanned.counts()).containsExactly(0L, 3L, 0L);
  }

  @Test
  void severalSourcesCanBeWanted() {
    ScanOptions both =
        new ScanOptions(Set.of("s3.amazonaws.com", "a\"odd\u00e9.name"), 1 << 20, false);
    byte[] text =
        body(anEvent(), noise(), noise().source("a\\\"odd\u00e9.name"))
            .getBytes(StandardCharsets.UTF_8);

    Scanned scanned = Scanned.with(both, text, false);

    assertThat(scanned.indices()).containsExactly(1, 2);
    assertThat(scanned.found().get(0).record().lookout()).isEqualTo(LookoutFields.NONE);
  }

  @Test
  void escapesThatSpellTheKeyOrTheNameAreRead() {
    String escapedName = anEvent().source("lookoutvi\\u0073ion.amazonaws.com").toString();
    String escapedKey = anEvent().toString().replace("eventSource", "event\\u0053ource");
    String hidden =
        "{\"event\\u0053ource\":\"lookoutvision.amazonaws.com\"," + noise().toString().substring(1);
    String harmless = noise().toString().replace("1.08", "\\u003c\\/");

    Scanned scanned = scan(escapedName, escapedKey, hidden, harmless, anEvent());

    assertThat(scanned.indices()).containsExactly(0, 1, 2, 4);
    assertThat(scanned.found().get(0).record().eventSource())
        .isEqualTo("lookoutvision.amazonaws.com");
  }

  @Test
  void ofAFieldThatComesTwiceTheFirstCounts() {
    String twice =
        noise().toString().replaceFirst("}$", ",\"eventSource\":\"lookoutvision.amazonaws.com\"}");
    String other =
        anEvent()
            .toString()
            .replaceFirst("}$", ",\"eventName\":\"Second\",\"eventSource\":\"s3.amazonaws.com\"}");

    Scanned scanned = scan(twice, other);

    assertThat(scanned.indices()).containsExactly(1);
    assertThat(scanned.onlyRecord().eventName()).isEqualTo("DetectAnomalies");
  }

  @Test
  void recordsOfManyCallsAreNone() {
    Scanned scanned =
        scan(
            insight(),
            insight().without("insightDetails").without("eventType"),
            insight().without("eventCategory").without("eventType"),
            insight().without("eventCategory").without("insightDetails"),
            insight().without("insightDetails").text("eventCategory", "Aggregated"),
            anEvent().text("eventCategory", "Aggregated"));

    assertThat(scanned.counts()).containsExactly(0L, 6L, 0L);
    assertThat(scanned.problems()).isEmpty();
  }

  @Test
  void recordsOfOtherSourcesAreNotChecked() {
    assertThat(scan(noise().without("eventTime").text("eventName", "/")).counts())
        .containsExactly(0L, 1L, 0L);
  }

  @Test
  void aRecordOfManyNestedObjectsIsDecidedByItsOwnLevel() {
    String many = "{},".repeat(100) + "{}";
    Scanned scanned =
        scan(
            "{\"a\":[" + many + "]," + anEvent().toString().substring(1),
            "{\"a\":["
                + many
                + ",{\"eventSource\":\"lookoutvision.amazonaws.com\"}],"
                + noise().toString().substring(1));

    assertThat(scanned.indices()).containsExactly(0);
    assertThat(scanned.counts()).containsExactly(1L, 1L, 0L);
  }
}
