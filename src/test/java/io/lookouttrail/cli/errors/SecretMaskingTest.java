package io.lookouttrail.cli.errors;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SecretMaskingTest {

  @Test
  void hidesAccessKeysButShowsTheirKind() {
    assertThat(SecretMasking.mask("of AKIAIOSFODNN7EXAMPLE and ASIAIOSFODNN7EXAMPLE"))
        .isEqualTo("of AKIA*** and ASIA***");
  }

  @Test
  void hidesWhatIsNamedASecret() {
    assertThat(SecretMasking.mask("fs.s3a.secret.key=wJalrXUtnFEMI/K7MDENG, next"))
        .isEqualTo("fs.s3a.secret.key=***, next");
    assertThat(SecretMasking.mask("\"SessionToken\": \"FwoGZXIvYXdz//\" end"))
        .isEqualTo("\"SessionToken\": \"***\" end");
    assertThat(SecretMasking.mask("aws_secret_access_key = abc"))
        .isEqualTo("aws_secret_access_key = ***");
    assertThat(SecretMasking.mask("https://b/k?X-Amz-Signature=0a1b2c&x=1"))
        .isEqualTo("https://b/k?X-Amz-Signature=***&x=1");
  }

  @Test
  void hidesCredentialsInAnAddress() {
    assertThat(SecretMasking.mask("no s3a://KEY:se/cret@bucket/p")).doesNotContain("se/cret");
    assertThat(SecretMasking.mask("s3a://KEY:secret@bucket/p")).isEqualTo("s3a://***@bucket/p");
  }

  @Test
  void leavesOtherTextAlone() {
    String text =
        "the key s3a://bucket/AWSLogs/111122223333 of actor ann@example.com, abfss://logs@account.dfs.core.windows.net";
    assertThat(SecretMasking.mask(text)).isEqualTo(text);
  }
}
