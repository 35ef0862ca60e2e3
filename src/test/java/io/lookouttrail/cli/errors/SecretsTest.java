package io.lookouttrail.cli.errors;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SecretsTest {

  @Test
  void hidesAccessKeysButTellsTheirKind() {
    assertThat(Secrets.mask("of AKIAIOSFODNN7EXAMPLE and ASIAIOSFODNN7EXAMPLE"))
        .isEqualTo("of AKIA*** and ASIA***");
  }

  @Test
  void hidesWhatIsNamedASecret() {
    assertThat(Secrets.mask("fs.s3a.secret.key=wJalrXUtnFEMI/K7MDENG, next"))
        .isEqualTo("fs.s3a.secret.key=***, next");
    assertThat(Secrets.mask("\"SessionToken\": \"FwoGZXIvYXdz//\" end"))
        .isEqualTo("\"SessionToken\": \"***\" end");
    assertThat(Secrets.mask("aws_secret_access_key = abc"))
        .isEqualTo("aws_secret_access_key = ***");
    assertThat(Secrets.mask("https://b/k?X-Amz-Signature=0a1b2c&x=1"))
        .isEqualTo("https://b/k?X-Amz-Signature=***&x=1");
  }

  @Test
  void hidesCredentialsInAnAddress() {
    assertThat(Secrets.mask("no s3a://KEY:se/cret@bucket/p")).doesNotContain("se/cret");
    assertThat(Secrets.mask("s3a://KEY:secret@bucket/p")).isEqualTo("s3a://***@bucket/p");
  }

  @Test
  void leavesOtherTextAlone() {
    String text =
        "the key s3a://bucket/AWSLogs/111122223333 of actor ann@example.com, abfss://logs@account.dfs.core.windows.net";
    assertThat(Secrets.mask(text)).isEqualTo(text);
  }
}
