package io.lookouttrail.scan;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ParsedValueCacheTest {
  private final ParsedValueCache seen = new ParsedValueCache();

  private @Nullable Object find(RecordField field, String text) {
    byte[] bytes = (text + ",\"more\":1}").getBytes(StandardCharsets.UTF_8);
    Object value = seen.find(field, bytes, 0, bytes.length);
    if (value == null) {
      seen.keep(field, bytes, 0, bytes.length - 10, "value of " + text);
    } else {
      assertThat(seen.length()).isEqualTo(bytes.length - 10);
    }
    return value;
  }

  @Test
  void aTextIsKnownUntilAnotherComes() {
    assertThat(find(RecordField.AWS_REGION, "\"eu\"")).isNull();
    assertThat(find(RecordField.AWS_REGION, "\"eu\"")).isEqualTo("value of \"eu\"");
    assertThat(find(RecordField.AWS_REGION, "\"eu-west-1\"")).isNull();
    assertThat(find(RecordField.AWS_REGION, "\"eu\"")).isNull();
  }

  @Test
  void anObjectIsKnownOnceItCameTwice() {
    String one = "{\"type\":\"AssumedRole\",\"sessionContext\":{\"attributes\":{}},\"x\":1}";
    String other = one.replace("x", "y");

    assertThat(find(RecordField.USER_IDENTITY, one)).isNull();
    assertThat(find(RecordField.USER_IDENTITY, one)).isNull();
    assertThat(find(RecordField.USER_IDENTITY, other)).isNull();
    assertThat(find(RecordField.USER_IDENTITY, one)).isEqualTo("value of " + one);
  }

  @Test
  void eachFieldHasItsOwnReading() {
    for (int i = 0; i < 2; i++) {
      assertThat(find(RecordField.USER_IDENTITY, "{}")).isNull();
      assertThat(find(RecordField.AWS_REGION, "\"true\""))
          .isEqualTo(i == 0 ? null : "value of \"true\"");
    }

    assertThat(find(RecordField.USER_IDENTITY, "{}")).isEqualTo("value of {}");
    assertThat(find(RecordField.TLS_DETAILS, "{}")).isNull();
    assertThat(find(RecordField.READ_ONLY, "\"true\"")).isNull();
  }

  @Test
  void whatIsLongIsNotKept() {
    for (int i = 0; i < 3; i++) {
      assertThat(find(RecordField.USER_AGENT, "\"" + "x".repeat(255) + "\"")).isNull();
      assertThat(find(RecordField.ADDENDUM, "{\"a\":\"" + "x".repeat(2_048) + "\"}")).isNull();
    }
  }
}
