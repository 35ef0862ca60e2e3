package io.lookouttrail.storage;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;

/** An object in S3 whose key Hadoop's paths cannot express. */
public final class OddKeyObject {
  private final S3Objects objects;
  private final String key;

  private OddKeyObject(S3Objects objects, String key) {
    this.objects = objects;
    this.key = key;
  }

  /**
   * The object at an address; empty if a Hadoop path can be made of the address.
   *
   * @throws FileNotFoundException if the file system of the bucket cannot open such keys
   */
  public static Optional<OddKeyObject> of(Configuration configuration, String location)
      throws IOException {
    Optional<S3Location> odd = S3Location.of(location).filter(it -> !it.isHadoopPath());
    if (odd.isEmpty()) {
      return Optional.empty();
    }
    S3Objects objects =
        S3Objects.of(new Path(odd.get().at("")).getFileSystem(configuration))
            .orElseThrow(
                () ->
                    new FileNotFoundException(
                        location + " (only S3A of Hadoop 3.4 or newer can open such a key)"));
    return Optional.of(new OddKeyObject(objects, odd.get().key()));
  }

  /** Opens it at a position. */
  public InputStream open(long position) throws IOException {
    return objects.open(key, position);
  }

  /** Size and time; empty if it does not exist. */
  public Optional<S3Objects.Found> find() throws IOException {
    return objects.find(key);
  }

  /** The metadata that users gave it, by lower-case name. */
  public Map<String, String> metadata() throws IOException {
    return objects.metadata(key);
  }
}
