package io.lookouttrail.integrity.digest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Arrays;

/** Fuzz target: files of public keys, of head-object, and a key's DER. */
public final class KeysFuzz {
  private KeysFuzz() {}

  /** The first byte chooses the reader; only its documented exceptions may leave it. */
  public static void fuzzerTestOneInput(byte[] data) {
    if (data.length == 0) {
      return;
    }
    byte[] rest = Arrays.copyOfRange(data, 1, data.length);
    try {
      switch (data[0] & 3) {
        case 0 -> assertThat(PublicKeys.none().with(AwsCliFiles.publicKeys(rest))).isNotNull();
        case 1 -> assertThat(AwsCliFiles.signature(rest)).isNotNull();
        default -> assertThat(RsaKeyParser.ofDer(rest).getAlgorithm()).isEqualTo("RSA");
      }
    } catch (IOException | IllegalArgumentException e) {
      assertThat(e.getMessage()).isNotBlank();
    }
  }
}
