package io.lookouttrail.integrity.digest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lookouttrail.integrity.chain.TestDigestChain;
import io.lookouttrail.integrity.digest.AwsCliFiles.ListedKey;
import io.lookouttrail.integrity.digest.PublicKeyDownload.Times;
import io.lookouttrail.run.UserError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PublicKeysTest {
  @TempDir Path folder;

  private static String md5(byte[] bytes) throws Exception {
    return HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(bytes));
  }

  private String file(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text, UTF_8).toString();
  }

  private static PublicKeys load(String... uris) {
    return PublicKeys.load(List.of(uris), new Configuration());
  }

  @Test
  void readsBothFormsOfAKey() throws Exception {
    byte[] info = TestDigestChain.KEY.getPublic().getEncoded();
    ListedKey pkcs1 = TestDigestChain.listed(TestDigestChain.KEY);
    PublicKeys keys =
        PublicKeys.none()
            .with(
                List.of(pkcs1, new ListedKey(md5(info), Base64.getEncoder().encodeToString(info))));

    assertThat(keys.find(pkcs1.fingerprint())).contains(TestDigestChain.KEY.getPublic());
    assertThat(keys.find(md5(info))).contains(TestDigestChain.KEY.getPublic());
    assertThat(keys.find("00")).isEmpty();
  }

  @Test
  void readsFilesOfSeveralRegionsAndAFolderOfThem() throws Exception {
    String one = file("us-east-1.json", TestDigestChain.keysFile(TestDigestChain.KEY));
    String other =
        file(
            "eu-west-1.json",
            // The form of older tools.
            TestDigestChain.keysFile(TestDigestChain.OTHER_KEY)
                .replace("PublicKeyList", "publicKeyList"));
    file("notes.txt", "not a key");

    assertThat(load(one, other))
        .isEqualTo(TestDigestChain.keys(TestDigestChain.KEY, TestDigestChain.OTHER_KEY));
    assertThat(load(folder.toString())).isEqualTo(load(one, other));
  }

  @Test
  void refusesAKeyThatIsNotWhatItsFingerprintSays() throws Exception {
    String other = TestDigestChain.fingerprint(TestDigestChain.OTHER_KEY);
    String wrong =
        TestDigestChain.keysFile(TestDigestChain.KEY)
            .replace(TestDigestChain.fingerprint(TestDigestChain.KEY), other);

    assertThatThrownBy(() -> load(file("k.json", wrong)))
        .isInstanceOf(UserError.class)
        .hasMessageStartingWith("Cannot use the public keys in " + folder + "/k.json: ")
        .hasMessageContaining("the key does not match its fingerprint " + other);
  }

  @Test
  void refusesWhatIsNoKeyAndWhatIsNotThere() throws Exception {
    String noKey = Base64.getEncoder().encodeToString("no key".getBytes(UTF_8));
    String text =
        "{\"PublicKeyList\":[{\"Fingerprint\":\"%s\",\"Value\":\"%s\"}]}"
            .formatted(md5("no key".getBytes(UTF_8)), noKey);

    assertThatThrownBy(() -> load(file("k.json", text)))
        .hasMessageContaining("not an RSA public key");
    assertThatThrownBy(() -> load(file("l.json", "[]")))
        .hasMessageContaining("it has no PublicKeyList");
    assertThatThrownBy(() -> load(file("m.json", "Unable to locate credentials")))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("aws cloudtrail list-public-keys");
    assertThatThrownBy(() -> load(folder + "/nowhere.json"))
        .hasMessageContaining("there is no such file");
  }

  @Test
  void asksEachRegionOnceForItsOwnTimes() {
    List<String> asked = new ArrayList<>();
    Map<String, Times> regions = new TreeMap<>();
    Instant start = Instant.parse("2025-09-01T00:00:00Z");
    Times september = new Times(start, start).with(Instant.parse("2025-09-30T00:00:00Z"));
    regions.put("us-east-1", september);
    regions.put("eu-west-1", new Times(start, start));

    List<ListedKey> keys =
        PublicKeyDownload.keys(
            regions,
            (region, times) -> {
              asked.add(region + " " + times.start() + " " + times.end());
              return List.of(TestDigestChain.listed(TestDigestChain.KEY));
            });

    assertThat(asked)
        .containsExactly(
            "eu-west-1 2025-09-01T00:00:00Z 2025-09-01T00:00:00Z",
            "us-east-1 2025-09-01T00:00:00Z 2025-09-30T00:00:00Z");
    assertThat(keys).hasSize(2);
  }
}
