package io.lookouttrail.storage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocalFileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.apache.hadoop.fs.permission.FsPermission;

/**
 * Hadoop's local file system, except that the JVM sets the permissions and no checksums are kept.
 *
 * <p>Without its native library, Hadoop starts a {@code chmod} process for every file and folder
 * that it creates: hundreds of processes a run. It also writes a hidden {@code .crc} file for each
 * file, and looks for one when it opens a file. Set as {@code fs.file.impl} where the driver's JVM
 * does the work.
 */
public final class JvmLocalFileSystem extends LocalFileSystem {
  /** File systems that add nothing to the disk. */
  private static final Set<Class<?>> PLAIN =
      Set.of(JvmLocalFileSystem.class, LocalFileSystem.class, RawLocalFileSystem.class);

  public JvmLocalFileSystem() {
    super(new InProcess());
    setWriteChecksum(false);
    setVerifyChecksum(false);
  }

  /**
   * Whether {@code file:} is only the disk, so that the JVM's own calls may replace Hadoop's: no
   * file system of another kind is set for it.
   */
  public static boolean isPlain(Configuration configuration) throws IOException {
    return PLAIN.contains(FileSystem.getFileSystemClass("file", configuration));
  }

  private static final class InProcess extends RawLocalFileSystem {
    /** In the order of the mode's nine bits, the highest first. */
    private static final PosixFilePermission[] BITS = PosixFilePermission.values();

    @Override
    public void setPermission(Path path, FsPermission permission) throws IOException {
      PosixFileAttributeView view =
          Files.getFileAttributeView(pathToFile(path).toPath(), PosixFileAttributeView.class);
      if (view == null || permission.getStickyBit()) {
        super.setPermission(path, permission);
      } else {
        view.setPermissions(permissions(permission.toShort()));
      }
    }

    private static Set<PosixFilePermission> permissions(int mode) {
      Set<PosixFilePermission> permissions = EnumSet.noneOf(PosixFilePermission.class);
      for (int i = 0; i < BITS.length; i++) {
        if ((mode & (1 << (BITS.length - 1 - i))) != 0) {
          permissions.add(BITS[i]);
        }
      }
      return permissions;
    }
  }
}
