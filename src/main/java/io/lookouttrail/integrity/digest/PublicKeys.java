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
 * CloudTrail's public keys, by their fingerprints.
 *
 * <p>Each Region has its own keys and rotates them. A digest names the key that signed it.
 *
 * @param derByFingerprint base64 of each key's DER by its lower-case hex MD5
 */
public record PublicKeys(Map<String, String> derByFingerprint) implements Serializable {

  public PublicKeys {
    // Not Map.copyOf: any serializer of Spark must be able to send it to tasks.
    derByFingerprint = new HashMap<>(derByFingerprint);
    derByFingerprint.forEach(PublicKeys::check);
  }

  public static PublicKeys none() {
    return new PublicKeys(Map.of());
  }

  /**
   * Reads files of ListPublicKeys responses.
   *
   * @param uris local paths or Hadoop URIs, of files or of folders of {@code .json} files
   * @throws UserError if a file cannot be read, or a key does not match its fingerprint
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
   * These keys and more.
   *
   * @throws IllegalArgumentException if a key does not match its fingerprint
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

  /** The key with a fingerprint, in lower-case hex. */
  public Optional<PublicKey> find(String fingerprint) {
    return Optional.ofNullable(derByFingerprint.get(fingerprint))
        .map(der -> RsaKeyParser.ofDer(Base64.getDecoder().decode(der)));
  }

  private static void check(String fingerprint, String value) {
    byte[] der = Base64.getDecoder().decode(value);
    if (!RsaKeyParser.fingerprint(der).equals(fingerprint)) {
      throw new IllegalArgumentException("the key does not match its fingerprint " + fingerprint);
    }
    RsaKeyParser.ofDer(der);
  }

  private static UserError cannotUse(String uri, String why, Exception cause) {
    return UserError.cannot(
        "use the public keys in " + uri,
        why,
        "Give files with the output of 'aws cloudtrail list-public-keys'; 'lookout-trail verify"
            + " --help' shows how to create them.",
        cause);
  }

  private static String firstLine(Exception failure) {
    String message = String.valueOf(failure.getMessage());
    return message.lines().findFirst().orElse("it is not the output of list-public-keys");
  }
}
