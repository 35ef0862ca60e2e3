package io.lookouttrail.cli.session;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;

class S3aDefaultsTest {
  private static final String PROVIDERS = "fs.s3a.aws.credentials.provider";

  @Test
  void saysWhatNobodyHasSaid() {
    Configuration hadoop = new Configuration();
    S3aDefaults.fill(hadoop);
    assertThat(hadoop.getTrimmedStrings(PROVIDERS))
        .endsWith("software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider");
    assertThat(hadoop.getInt("fs.s3a.retry.limit", 0)).isEqualTo(3);
    assertThat(hadoop.get("fs.s3.impl")).isEqualTo("org.apache.hadoop.fs.s3a.S3AFileSystem");
  }

  @Test
  void leavesWhatTheUserOrTheClusterHasSaid() {
    Configuration hadoop = new Configuration();
    hadoop.set(PROVIDERS, "of.the.Cluster");
    hadoop.set("fs.s3a.retry.limit", "7");
    hadoop.set("fs.s3.impl", "com.amazon.ws.emr.hadoop.fs.EmrFileSystem");
    S3aDefaults.fill(hadoop);
    assertThat(hadoop.get(PROVIDERS)).isEqualTo("of.the.Cluster");
    assertThat(hadoop.get("fs.s3a.retry.limit")).isEqualTo("7");
    assertThat(hadoop.get("fs.s3.impl")).isEqualTo("com.amazon.ws.emr.hadoop.fs.EmrFileSystem");
  }

  @Test
  void saysTheSameTwice() {
    Configuration hadoop = new Configuration();
    S3aDefaults.fill(hadoop);
    String once = hadoop.get(PROVIDERS);
    S3aDefaults.fill(hadoop);
    assertThat(hadoop.get(PROVIDERS)).isEqualTo(once);
  }
}
