package io.lookouttrail.integrity;

import io.lookouttrail.integrity.chain.ListedNames;
import io.lookouttrail.integrity.chain.ValidationContext;
import io.lookouttrail.run.Window;
import java.io.Serializable;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The objects that a run listed, and the selection by which it listed them. */
final class ListedSelection implements Serializable {
  private static final long serialVersionUID = 1L;

  private final ListedNames listed;
  private final ValidationContext context;
  private final TreeSet<String> accounts;
  private final TreeSet<String> regions;

  private ListedSelection(
      ListedNames listed, ValidationContext context, Set<String> accounts, Set<String> regions) {
    this.listed = listed;
    this.context = context;
    this.accounts = new TreeSet<>(accounts);
    this.regions = new TreeSet<>(regions);
  }

  static ListedSelection of(VerifyListing listing, ValidationContext context, Window window) {
    return new ListedSelection(
        ListedNames.of(List.of(listing.logs(), listing.digests()), listing.fileCount()),
        context,
        window.accounts(),
        window.regions());
  }

  /** Whether the run would have listed an object if it were there, and has not. */
  boolean lacks(String object, @Nullable String account, @Nullable String region) {
    return !listed.contains(object)
        && context.isInWindow(object)
        && includes(accounts, account)
        && includes(regions, region);
  }

  private static boolean includes(Set<String> selected, @Nullable String value) {
    return selected.isEmpty() || (value != null && selected.contains(value));
  }
}
