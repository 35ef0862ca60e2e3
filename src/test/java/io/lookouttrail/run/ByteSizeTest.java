package io.lookouttrail.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ByteSizeTest {

  @ParameterizedTest
  @CsvSource({
    "1, 1",
    "1234, 1234",
    "12b, 12",
    "1.5 kB, 1500",
    "500MB, 500000000",
    "10GB, 10000000000",
    "2TB, 2000000000000",
    "64k, 65536",
    "500M, 524288000",
    "500MiB, 524288000",
    "4g, 4294967296",
    "4Gi, 4294967296",
    "4GiB, 4294967296",
    "' 4GiB ', 4294967296",
    "1.5G, 1610612736",
    "9223372036854775807, 9223372036854775807"
  })
  void parsesNumbersWithUnits(String text, long bytes) {
    assertThat(ByteSize.parse(text)).isEqualTo(bytes);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "ten",
        "0",
        "-1",
        "0.5",
        "4 apples",
        "5i",
        "5ib",
        "1.k",
        "4GBps",
        "1,000",
        "9223372036854775808",
        "99999999999TB",
        "99999999999999999t"
      })
  void refusesAnythingElse(String text) {
    assertThatThrownBy(() -> ByteSize.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "'" + text + "' is not a size; write it as 4GiB, 500MB, 500M or a number of bytes");
  }

  @Test
  void theHelpTextShowsSizesThatParse() {
    assertThat(ByteSize.HELP).contains("500MB (1000s), 500M or 500MiB (1024s)");
    assertThat(ByteSize.parse("500M")).isEqualTo(ByteSize.parse("500MiB"));
  }
}
