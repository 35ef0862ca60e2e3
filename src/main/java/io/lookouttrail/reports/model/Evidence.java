package io.lookouttrail.reports.model;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The evidence of a report: which files it is based on, and how much of them is proven.
 *
 * @param statements sentences for people: how the records add up, what is proven and what is not
 * @param facts values by dotted name, such as {@code files.read}, {@code records.kept} or {@code
 *     proof.signed.files}; {@code evidence.json} holds them with the tables
 * @param tables reconciliation, coverage, accounts in scope, proof, contradicted files, quarantine,
 *     table versions, options, and the queries behind the figures
 */
public record Evidence(
    List<String> statements, SortedMap<String, Value> facts, List<Table> tables) {
  public Evidence {
    statements = List.copyOf(statements);
    facts = new TreeMap<>(facts);
    tables = List.copyOf(tables);
  }
}
