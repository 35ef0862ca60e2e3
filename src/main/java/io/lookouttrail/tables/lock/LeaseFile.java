package io.lookouttrail.tables.lock;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/** The file of a lease, on a file system without locks. */
interface LeaseFile {
  /** How far the clocks of two machines may differ, where the store's own time is not known. */
  Duration CLOCKS_DIFFER = Duration.ofMinutes(1);

  /**
   * A lease file that is there.
   *
   * @param lease empty where the file is empty or torn
   * @param version names exactly this content
   * @param expired whether its holder has lost the right to commit, whatever its clock says
   */
  record Found(Optional<Lease> lease, String version, boolean expired) {}

  Optional<Found> read() throws IOException;

  /** Makes the file; empty where there is one already. Returns its version. */
  Optional<String> create(Lease lease) throws IOException;

  /** Replaces the file of this version; empty where it is another one. Returns the new version. */
  Optional<String> replace(Lease lease, String version) throws IOException;

  void delete() throws IOException;

  /** Whether {@link #create} and {@link #replace} exclude each other between two runs. */
  boolean isAtomic();

  /** The file in words. */
  String location();
}
