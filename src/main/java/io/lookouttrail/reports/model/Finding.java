package io.lookouttrail.reports.model;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Something that a person should look at.
 *
 * @param id stable over runs and months: made of rule, account and subject
 * @param rule the rule's name, snake_case
 * @param title the rule in a few words
 * @param controls what it may support, such as {@code SOC 2 CC6.1}
 * @param accountId empty where it is of no single account
 * @param subject what it is about: an actor, a role, a model, a file
 * @param count how many calls, hours or things stand behind it
 * @param explanation a plain sentence or two
 * @param acceptance who accepted it and why, where someone did
 */
public record Finding(
    String id,
    Severity severity,
    String rule,
    String title,
    Status status,
    List<String> controls,
    Optional<String> accountId,
    String subject,
    long count,
    Optional<Instant> firstSeen,
    Optional<Instant> lastSeen,
    String explanation,
    Optional<Acceptance> acceptance) {
  public Finding {
    controls = List.copyOf(controls);
  }

  /** How much it matters, most first. */
  public enum Severity {
    HIGH,
    MEDIUM,
    LOW,
    INFO;

    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** How it stands against the month before. */
  public enum Status {
    NEW,
    KNOWN,
    ACCEPTED,
    GONE;

    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** Somebody's word that this is known and all right. */
  public record Acceptance(String reason, String approvedBy, Optional<LocalDate> until) {}
}
