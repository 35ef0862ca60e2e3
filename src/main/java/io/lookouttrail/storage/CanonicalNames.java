package io.lookouttrail.storage;

import io.lookouttrail.run.UserError;
import java.net.URI;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.hadoop.fs.Path;

/**
 * Canonical names of files. A file has one name, however it was addressed: {@code s3://bucket/key}
 * for all of Hadoop's spellings of S3, {@code file:///absolute/path} for local files, the address
 * itself in any other store.
 *
 * <p>Names contain no escapes: {@code %20} in a name is three characters, as in Hadoop's paths and
 * in S3's keys. Links are not followed, so that the key stays readable in the name.
 */
public final class CanonicalNames {

  private static final Set<String> S3 = Set.of("s3", "s3a", "s3n");
  private static final Pattern WITH_SCHEME = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]*:/.*");

  private CanonicalNames() {}

  /**
   * The path that an option of the command line addresses: a local path, relative or absolute, or a
   * URI.
   *
   * @throws UserError if the text is not a path
   */
  public static Path path(String argument) {
    try {
      return WITH_SCHEME.matcher(argument).matches() ? withScheme(argument) : local(argument);
    } catch (IllegalArgumentException e) {
      throw UserError.cannot(
          "use the path '" + argument + "'",
          e.getMessage() == null ? "it is not a path" : e.getMessage(),
          "Give a local path or a URI such as s3://bucket/prefix.",
          e);
    }
  }

  /**
   * The path that the text addresses; a path without a scheme is one of the default file system,
   * which on a cluster may be HDFS.
   *
   * @throws IllegalArgumentException if the text is not a path
   */
  public static Path pathOnDefaultStore(String argument) {
    // From parts, because a colon in a folder's name is not a scheme.
    return WITH_SCHEME.matcher(argument).matches()
        ? new Path(argument)
        : new Path(null, null, argument);
  }

  /** The canonical name of an absolute Hadoop path. */
  public static String of(Path path) {
    URI uri = path.toUri();
    String scheme = uri.getScheme() == null ? "file" : uri.getScheme().toLowerCase(Locale.ROOT);
    if (scheme.equals("file")) {
      return "file://" + uri.getPath();
    }
    String authority = uri.getAuthority() == null ? "" : uri.getAuthority();
    if (S3.contains(scheme)) {
      return "s3://" + withoutCredentials(authority) + uri.getPath();
    }
    return scheme + "://" + authority + uri.getPath();
  }

  /** The canonical name of an address that may have a key that is not a path. */
  public static String of(String location) {
    return S3Location.of(location)
        .map(
            s3 ->
                "s3://"
                    + withoutCredentials(s3.bucket().replaceFirst(".*://", ""))
                    + "/"
                    + s3.key())
        .orElseGet(() -> of(new Path(location)));
  }

  /** Whether the path is in S3, where a listing returns pages of keys instead of folders. */
  public static boolean isS3(Path path) {
    String scheme = path.toUri().getScheme();
    return scheme != null && S3.contains(scheme.toLowerCase(Locale.ROOT));
  }

  public static boolean isLocal(Path path) {
    return "file".equals(path.toUri().getScheme());
  }

  private static Path withScheme(String argument) {
    Path path = new Path(argument);
    URI uri = path.toUri();
    if (isLocal(path) && uri.getAuthority() != null) {
      throw new IllegalArgumentException(
          "after file:// it names a host, '"
              + uri.getAuthority()
              + "'; a path begins with file:///");
    }
    // Without a path, Hadoop would use the user's home folder in the bucket.
    return uri.getPath().isEmpty() ? new Path(uri.getScheme(), uri.getAuthority(), "/") : path;
  }

  private static Path local(String argument) {
    if (argument.isBlank()) {
      throw new IllegalArgumentException("it is empty");
    }
    java.nio.file.Path absolute = java.nio.file.Path.of(argument).toAbsolutePath().normalize();
    return new Path("file", null, absolute.toString());
  }

  private static String withoutCredentials(String authority) {
    return authority.substring(authority.lastIndexOf('@') + 1);
  }
}
