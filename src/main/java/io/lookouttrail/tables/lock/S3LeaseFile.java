package io.lookouttrail.tables.lock;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.apache.hadoop.fs.Path;

/**
 * A lease in an object store with conditional writes. Its age is the difference of two times of the
 * store's clock, so no other clock matters.
 */
record S3LeaseFile(ConditionalStore store, Path file, Clock clock) implements LeaseFile {
  /** Both times are cut to seconds. */
  private static final Duration CUT = Duration.ofSeconds(2);

  @Override
  public Optional<Found> read() throws IOException {
    return store.get(file).map(this::found);
  }

  private Found found(ConditionalStore.StoredObject object) {
    Optional<Lease> lease = Lease.parse(object.text());
    Duration term = lease.map(Lease::term).orElse(Lease.TERM);
    boolean expired =
        object
            .age()
            .map(age -> age.compareTo(term.plus(CUT)) > 0)
            .orElseGet(
                () -> clock.instant().isAfter(object.modified().plus(term).plus(CLOCKS_DIFFER)));
    return new Found(lease, object.version(), expired);
  }

  @Override
  public Optional<String> create(Lease lease) throws IOException {
    return store.putIfAbsent(file, lease.content());
  }

  @Override
  public Optional<String> replace(Lease lease, String version) throws IOException {
    return store.putIfUnchanged(file, lease.content(), version);
  }

  @Override
  public void delete() throws IOException {
    store.delete(file);
  }

  @Override
  public boolean isAtomic() {
    return true;
  }

  @Override
  public String location() {
    return file.getParent().toString();
  }
}
