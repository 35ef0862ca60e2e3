package io.lookouttrail.integrity.chain;

import java.io.Serializable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Times at which CloudTrail wrote digests for an account and Region, wherever they are in the
 * archive. A log beside which there is no digest is planted, or its digests were deleted, if
 *
 * <ul>
 *   <li>another folder has digests of the same account and Region,
 *   <li>a trail of the account has digests of a Region in which it was not created: it records all
 *       Regions, and CloudTrail writes a digest for each,
 *   <li>or the log is in the folder of an organization whose trail has digests of other accounts.
 * </ul>
 *
 * <p>Source: AWS CloudTrail User Guide, "CloudTrail digest file structure": a digest is delivered
 * for each Region, also for an hour without log files.
 */
final class DigestWitnesses implements Serializable {
  private static final long serialVersionUID = 1L;

  private static final Pattern ORGANIZATION =
      Pattern.compile("^(.*/AWSLogs/o-[a-z0-9]+)/[0-9]{12}$");

  private static final String ANY_REGION = "*";

  private final HashMap<Scope, List<Span>> spans = new HashMap<>();

  private DigestWitnesses() {}

  /**
   * What digests are about.
   *
   * @param owner an account, or the folder of an organization
   * @param region a Region, or {@link #ANY_REGION} for the digests of a multi-Region trail
   */
  private record Scope(String owner, String region) implements Serializable {}

  private record Span(Instant start, Instant end) implements Serializable {}

  static DigestWitnesses of(Collection<DigestPeriod> periods) {
    Map<Scope, List<Span>> byScope = new HashMap<>();
    for (DigestPeriod period : periods) {
      if (period.credible() && period.chain().isChain()) {
        Span span = new Span(period.start(), period.end());
        for (Scope scope : scopes(period.chain())) {
          byScope.computeIfAbsent(scope, s -> new ArrayList<>()).add(span);
        }
      }
    }
    DigestWitnesses witnesses = new DigestWitnesses();
    byScope.forEach((scope, some) -> witnesses.spans.put(scope, union(some)));
    return witnesses;
  }

  private static List<Scope> scopes(ChainId chain) {
    DeliveryGroup group = chain.group();
    List<String> owners = new ArrayList<>(List.of(group.account()));
    organization(group).ifPresent(owners::add);
    boolean multiRegion = !chain.homeRegion().equals(group.region());
    List<Scope> scopes = new ArrayList<>();
    for (String owner : owners) {
      scopes.add(new Scope(owner, group.region()));
      if (multiRegion) {
        scopes.add(new Scope(owner, ANY_REGION));
      }
    }
    return scopes;
  }

  private static Optional<String> organization(DeliveryGroup group) {
    Matcher matcher = ORGANIZATION.matcher(group.root());
    return matcher.matches() ? Optional.of(matcher.group(1)) : Optional.empty();
  }

  private static List<Span> union(List<Span> some) {
    List<Span> joined = new ArrayList<>();
    for (Span span : some.stream().sorted(Comparator.comparing(Span::start)).toList()) {
      int last = joined.size() - 1;
      if (last < 0 || span.start().isAfter(joined.get(last).end())) {
        joined.add(span);
      } else if (span.end().isAfter(joined.get(last).end())) {
        joined.set(last, new Span(joined.get(last).start(), span.end()));
      }
    }
    return joined;
  }

  /** Whether there is no credible digest at all. */
  boolean isEmpty() {
    return spans.isEmpty();
  }

  /** Whether digests of a whole period were written that could list a log of this group. */
  boolean cover(DeliveryGroup group, Instant from, Instant to) {
    List<String> owners = new ArrayList<>(List.of(group.account()));
    organization(group).ifPresent(owners::add);
    return owners.stream()
        .flatMap(
            owner ->
                List.of(new Scope(owner, group.region()), new Scope(owner, ANY_REGION)).stream())
        .flatMap(scope -> spans.getOrDefault(scope, List.of()).stream())
        .anyMatch(span -> !span.start().isAfter(from) && !span.end().isBefore(to));
  }
}
