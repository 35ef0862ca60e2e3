package io.lookouttrail.identity;

import static io.lookouttrail.identity.AccessLevel.LIST;
import static io.lookouttrail.identity.AccessLevel.READ;
import static io.lookouttrail.identity.AccessLevel.WRITE;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Catalogue of the 25 actions of Amazon Lookout for Vision, with their properties in IAM and
 * CloudTrail.
 *
 * <p>Sources: service authorization reference, "Actions, resources, and condition keys for Amazon
 * Lookout for Vision"; the API reference of version 2020-11-20 for the request fields; the
 * developer guide's "Logging Amazon Lookout for Vision calls with AWS CloudTrail" for the spellings
 * of the trial events, which differ between its copies and from IAM.
 */
public enum LookoutAction {
  CREATE_PROJECT("CreateProject", WRITE, ActionGroup.PROJECT, "projectName", "clientToken"),
  DELETE_PROJECT("DeleteProject", WRITE, ActionGroup.PROJECT, "projectName", "clientToken"),
  DESCRIBE_PROJECT("DescribeProject", READ, ActionGroup.PROJECT, "projectName"),
  LIST_PROJECTS("ListProjects", LIST, ActionGroup.PROJECT),

  CREATE_DATASET(
      "CreateDataset",
      WRITE,
      ActionGroup.DATASET,
      "projectName",
      "datasetType",
      "datasetSource.groundTruthManifest.s3Object",
      "clientToken"),
  DELETE_DATASET(
      "DeleteDataset", WRITE, ActionGroup.DATASET, "projectName", "datasetType", "clientToken"),
  DESCRIBE_DATASET("DescribeDataset", READ, ActionGroup.DATASET, "projectName", "datasetType"),
  LIST_DATASET_ENTRIES(
      "ListDatasetEntries", READ, ActionGroup.DATASET, "projectName", "datasetType"),
  UPDATE_DATASET_ENTRIES(
      "UpdateDatasetEntries",
      WRITE,
      ActionGroup.DATASET,
      "projectName",
      "datasetType",
      "clientToken"),

  CREATE_MODEL(
      "CreateModel",
      WRITE,
      ActionGroup.MODEL,
      "projectName",
      "outputConfig.s3Location",
      "kmsKeyId",
      "clientToken"),
  DELETE_MODEL(
      "DeleteModel", WRITE, ActionGroup.MODEL, "projectName", "modelVersion", "clientToken"),
  DESCRIBE_MODEL("DescribeModel", READ, ActionGroup.MODEL, "projectName", "modelVersion"),
  LIST_MODELS("ListModels", LIST, ActionGroup.MODEL, "projectName"),
  START_MODEL(
      "StartModel",
      WRITE,
      ActionGroup.MODEL,
      "projectName",
      "modelVersion",
      "minInferenceUnits",
      "maxInferenceUnits",
      "clientToken"),
  STOP_MODEL("StopModel", WRITE, ActionGroup.MODEL, "projectName", "modelVersion", "clientToken"),

  /** IAM lists it as Write although it changes nothing, so it has a call class of its own. */
  DETECT_ANOMALIES("DetectAnomalies", WRITE, ActionGroup.INFERENCE, "projectName", "modelVersion"),

  START_MODEL_PACKAGING_JOB(
      "StartModelPackagingJob",
      WRITE,
      ActionGroup.PACKAGING,
      "projectName",
      "modelVersion",
      "jobName",
      "clientToken"),
  DESCRIBE_MODEL_PACKAGING_JOB(
      "DescribeModelPackagingJob", READ, ActionGroup.PACKAGING, "projectName", "jobName"),
  LIST_MODEL_PACKAGING_JOBS("ListModelPackagingJobs", LIST, ActionGroup.PACKAGING, "projectName"),

  TAG_RESOURCE("TagResource", AccessLevel.TAGGING, ActionGroup.TAGGING, "resourceArn", "tags"),
  UNTAG_RESOURCE(
      "UntagResource", AccessLevel.TAGGING, ActionGroup.TAGGING, "resourceArn", "tagKeys"),
  LIST_TAGS_FOR_RESOURCE("ListTagsForResource", READ, ActionGroup.TAGGING, "resourceArn"),

  START_TRIAL_DETECTION("StartTrialDetection", WRITE, ActionGroup.TRIAL_DETECTION, "projectName"),
  DESCRIBE_TRIAL_DETECTION(
      "DescribeTrialDetection", READ, ActionGroup.TRIAL_DETECTION, "projectName"),
  LIST_TRIAL_DETECTIONS("ListTrialDetections", LIST, ActionGroup.TRIAL_DETECTION, "projectName");

  private static final Map<String, LookoutAction> BY_EVENT_NAME = byEventName();

  private final String iamName;
  private final AccessLevel accessLevel;
  private final ActionGroup group;

  @SuppressWarnings("ImmutableEnumChecker") // made by List.of
  private final List<String> requestFields;

  LookoutAction(
      String iamName, AccessLevel accessLevel, ActionGroup group, String... requestFields) {
    this.iamName = iamName;
    this.accessLevel = accessLevel;
    this.group = group;
    this.requestFields = List.of(requestFields);
  }

  /** The action of a CloudTrail event name in any known spelling; empty for an unknown one. */
  public static Optional<LookoutAction> of(String eventName) {
    return Optional.ofNullable(BY_EVENT_NAME.get(eventName));
  }

  /** The name in IAM's spelling. */
  public String iamName() {
    return iamName;
  }

  public AccessLevel accessLevel() {
    return accessLevel;
  }

  public ActionGroup group() {
    return group;
  }

  /** The type of resource that a policy names for this action. */
  public ActionResource resource() {
    return switch (this) {
      case CREATE_PROJECT, DELETE_PROJECT, DESCRIBE_PROJECT -> ActionResource.PROJECT;
      case CREATE_MODEL,
          DELETE_MODEL,
          DESCRIBE_MODEL,
          START_MODEL,
          STOP_MODEL,
          DETECT_ANOMALIES,
          START_MODEL_PACKAGING_JOB,
          TAG_RESOURCE,
          UNTAG_RESOURCE,
          LIST_TAGS_FOR_RESOURCE ->
          ActionResource.MODEL;
      case LIST_PROJECTS,
          CREATE_DATASET,
          DELETE_DATASET,
          DESCRIBE_DATASET,
          LIST_DATASET_ENTRIES,
          UPDATE_DATASET_ENTRIES,
          LIST_MODELS,
          DESCRIBE_MODEL_PACKAGING_JOB,
          LIST_MODEL_PACKAGING_JOBS,
          START_TRIAL_DETECTION,
          DESCRIBE_TRIAL_DETECTION,
          LIST_TRIAL_DETECTIONS ->
          ActionResource.NONE;
    };
  }

  /** The relevant fields of requestParameters, in CloudTrail's spelling. */
  public List<String> requestFields() {
    return requestFields;
  }

  /** Read and List actions read, Write and Tagging actions change; DetectAnomalies is inference. */
  public CallClass callClass() {
    if (this == DETECT_ANOMALIES) {
      return CallClass.INFERENCE;
    }
    return accessLevel == READ || accessLevel == LIST ? CallClass.READ : CallClass.CHANGE;
  }

  private static Map<String, LookoutAction> byEventName() {
    Map<String, LookoutAction> byName = new HashMap<>();
    for (LookoutAction action : values()) {
      byName.put(action.iamName, action);
    }
    for (String trial : List.of("Trial", "Triall", "Trail")) {
      for (String detection : List.of("Detection", "Detections")) {
        byName.put("Start" + trial + detection, START_TRIAL_DETECTION);
        byName.put("Describe" + trial + detection, DESCRIBE_TRIAL_DETECTION);
        byName.put("List" + trial + detection, LIST_TRIAL_DETECTIONS);
      }
    }
    return Map.copyOf(byName);
  }
}
