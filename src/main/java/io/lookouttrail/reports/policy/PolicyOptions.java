package io.lookouttrail.reports.policy;

import io.lookouttrail.grants.AuthorizationDetails;
import io.lookouttrail.reports.policy.usage.CallSelection;
import java.util.List;
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
 * @param authorization what is granted, one file for each account; empty where the user gave none
 */
public record PolicyOptions(
    CallSelection selection,
    boolean includeDenied,
    int maxModels,
    int maxProjects,
    Map<String, Long> versions,
    String productVersion,
    List<AuthorizationDetails> authorization) {
  /** The default of {@code maxModels}. */
  public static final int DEFAULT_MAX_MODELS = 20;

  /** The default of {@code maxProjects}. */
  public static final int DEFAULT_MAX_PROJECTS = 50;

  public PolicyOptions {
    versions = Map.copyOf(new TreeMap<>(versions));
    authorization = List.copyOf(authorization);
    if (maxModels < 1 || maxProjects < 1) {
      throw new IllegalArgumentException("the limits of folding begin at 1");
    }
  }

  /** Options without authorization details. */
  public PolicyOptions(
      CallSelection selection,
      boolean includeDenied,
      int maxModels,
      int maxProjects,
      Map<String, Long> versions,
      String productVersion) {
    this(selection, includeDenied, maxModels, maxProjects, versions, productVersion, List.of());
  }

  /** Returns these options with authorization details. */
  public PolicyOptions withAuthorization(List<AuthorizationDetails> details) {
    return new PolicyOptions(
        selection, includeDenied, maxModels, maxProjects, versions, productVersion, details);
  }
}
