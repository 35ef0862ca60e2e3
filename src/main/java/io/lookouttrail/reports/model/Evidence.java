package io.lookouttrail.reports.model;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a report stands on.
 *
 * @param statements in words, for people: how the books balance, what is proven, what is not
 * @param facts by dotted name ({@code files.read}, {@code records.kept}, {@code proof.signed}),
 *     what {@code evidence.json} holds beside its tables
 * @param tables coverage, accounts in scope, proof, quarantine, table versions, options, and the
 *     queries behind the figures
 */
public record Evidence(
    List<String> statements, SortedMap<String, Value> facts, List<Table> tables) {
  public Evidence {
    statements = List.copyOf(statements);
    facts = new TreeMap<>(facts);
    tables = List.copyOf(tables);
  }
}
