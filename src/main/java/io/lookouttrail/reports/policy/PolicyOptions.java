package io.lookouttrail.reports.policy;

import io.lookouttrail.reports.policy.usage.CallSelection;
import java.util.Map;
import java.util.TreeMap;

/**
 * The options of policies. The same table versions and options give the same policies.
 *
 * @param includeDenied whether the policies also allow what was tried and denied
 * @param maxModels the most models of one project that a statement's action names one by one; more
 *     are named by {@code model/PROJECT/*}; at least 1
 * @param maxProjects the most projects of one account and Region, likewise
 * @param versions the table versions by name
 * @param productVersion the version of Lookout Trail
 */
public record PolicyOptions(
    CallSelection selection,
    boolean includeDenied,
    int maxModels,
    int maxProjects,
    Map<String, Long> versions,
    String productVersion) {
  /** The default of {@code maxModels}. */
  public static final int DEFAULT_MAX_MODELS = 20;

  /** The default of {@code maxProjects}. */
  public static final int DEFAULT_MAX_PROJECTS = 50;

  public PolicyOptions {
    versions = Map.copyOf(new TreeMap<>(versions));
    if (maxModels < 1 || maxProjects < 1) {
      throw new IllegalArgumentException("the limits of folding begin at 1");
    }
  }
}
