package io.lookouttrail.integrity.digest;

import io.lookouttrail.integrity.digest.AwsCliFiles.ListedKey;
import io.lookouttrail.run.UserError;
import io.lookouttrail.storage.CanonicalNames;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;
import java.nio.file.NoSuchFileException;
import java.security.PublicKey;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * The public keys that were given, by their fingerprints.
 *
 * <p>Each Region has its own keys and changes them; a digest names the one that it was signed with.
 *
 * @param derByFingerprint base64 of each key's DER by its lower-case hex MD5
 */
public record PublicKeys(Map<String, String> derByFingerprint) implements Serializable {

  public PublicKeys {
    // Not Map.copyOf: it must travel to tasks as it is.
    derByFingerprint = new HashMap<>(derByFingerprint);
    derByFingerprint.forEach(PublicKeys::check);
  }

  public static PublicKeys none() {
    return new PublicKeys(Map.of());
  }

  /**
   * Reads files of ListPublicKeys answers.
   *
   * @param uris local paths or Hadoop URIs, of files or of folders of {@code .json} files
   * @throws UserError where one cannot be read, or a key is not what its fingerprint says
   */
  public static PublicKeys load(Collection<String> uris, Configuration hadoop) {
    PublicKeys keys = none();
    for (String uri : uris) {
      try {
        for (Path file : files(CanonicalNames.path(uri), hadoop)) {
          keys = keys.withFile(file, hadoop);
        }
      } catch (FileNotFoundException | NoSuchFileException e) {
        throw cannotUse(uri, "there is no such file", e);
      } catch (IOException e) {
        throw cannotUse(uri, firstLine(e), e);
      }
    }
    return keys;
  }

  private static List<Path> files(Path path, Configuration hadoop) throws IOException {
    FileSystem fileSystem = path.getFileSystem(hadoop);
    if (!fileSystem.getFileStatus(path).isDirectory()) {
      return List.of(path);
    }
    return Arrays.stream(fileSystem.listStatus(path))
        .filter(status -> status.isFile() && status.getPath().getName().endsWith(".json"))
        .map(FileStatus::getPath)
        .sorted()
        .toList();
  }

  private PublicKeys withFile(Path file, Configuration hadoop) throws IOException {
    try (InputStream in = file.getFileSystem(hadoop).open(file)) {
      return with(AwsCliFiles.publicKeys(in.readAllBytes()));
    } catch (IOException | IllegalArgumentException e) {
      throw new IOException(file.getName() + ": " + firstLine(e), e);
    }
  }

  /**
   * These keys and some more.
   *
   * @throws IllegalArgumentException where a key is not what its fingerprint says
   */
  public PublicKeys with(Collection<ListedKey> more) {
    Map<String, String> all = new HashMap<>(derByFingerprint);
    for (ListedKey key : more) {
      all.put(key.fingerprint().toLowerCase(Locale.ROOT), key.value().replaceAll("\\s", ""));
    }
    return new PublicKeys(all);
  }

  public boolean isEmpty() {
    return derByFingerprint.isEmpty();
  }

  /** The key of this fingerprint, in lower-case hex. */
  public Optional<PublicKey> find(String fingerprint) {
    return Optional.ofNullable(derByFingerprint.get(fingerprint))
        .map(der -> RsaKeyParser.ofDer(Base64.getDecoder().decode(der)));
  }

  private static void check(String fingerprint, String value) {
    byte[] der = Base64.getDecoder().decode(value);
    if (!RsaKeyParser.fingerprint(der).equals(fingerprint)) {
      throw new IllegalArgumentException(
          "the key with the fingerprint " + fingerprint + " has another one when it is computed");
    }
    RsaKeyParser.ofDer(der);
  }

  private static UserError cannotUse(String uri, String why, Exception cause) {
    return UserError.cannot(
        "use the public keys in " + uri,
        why,
        "Give what 'aws cloudtrail list-public-keys' prints; 'lookout-trail verify --help' shows"
            + " how to make such files.",
        cause);
  }

  private static String firstLine(Exception failure) {
    String message = String.valueOf(failure.getMessage());
    return message.lines().findFirst().orElse("it is no answer of list-public-keys");
  }
}
