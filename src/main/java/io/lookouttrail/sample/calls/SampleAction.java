package io.lookouttrail.sample.calls;

import java.util.List;

/** Actions of Lookout for Vision, with their names in CloudTrail records. */
public enum SampleAction {
  CREATE_PROJECT("CreateProject", false),
  DELETE_PROJECT("DeleteProject", false),
  DESCRIBE_PROJECT("DescribeProject", true),
  LIST_PROJECTS("ListProjects", true),
  CREATE_DATASET("CreateDataset", false),
  DELETE_DATASET("DeleteDataset", false),
  DESCRIBE_DATASET("DescribeDataset", true),
  LIST_DATASET_ENTRIES("ListDatasetEntries", true),
  UPDATE_DATASET_ENTRIES("UpdateDatasetEntries", false),
  CREATE_MODEL("CreateModel", false),
  DELETE_MODEL("DeleteModel", false),
  DESCRIBE_MODEL("DescribeModel", true),
  LIST_MODELS("ListModels", true),
  START_MODEL("StartModel", false),
  STOP_MODEL("StopModel", false),
  DETECT_ANOMALIES("DetectAnomalies", false),
  START_MODEL_PACKAGING_JOB("StartModelPackagingJob", false),
  DESCRIBE_MODEL_PACKAGING_JOB("DescribeModelPackagingJob", true),
  LIST_MODEL_PACKAGING_JOBS("ListModelPackagingJobs", true),
  TAG_RESOURCE("TagResource", false),
  UNTAG_RESOURCE("UntagResource", false),
  LIST_TAGS_FOR_RESOURCE("ListTagsForResource", true),
  START_TRIAL_DETECTION(
      "StartTrialDetection", false, "StartTriallDetection", "StartTrailDetection"),
  DESCRIBE_TRIAL_DETECTION("DescribeTrialDetection", true, "DescribeTrailDetection"),
  LIST_TRIAL_DETECTIONS("ListTrialDetections", true, "ListTriallDetection", "ListTrailDetection");

  private final String iamName;
  private final boolean readOnly;
  private final String spellings;

  /**
   * An action.
   *
   * @param otherSpellings names that the developer guide's example records have for a trial action;
   *     real logs may have them too
   */
  SampleAction(String iamName, boolean readOnly, String... otherSpellings) {
    this.iamName = iamName;
    this.readOnly = readOnly;
    this.spellings = String.join(" ", otherSpellings);
  }

  public String iamName() {
    return iamName;
  }

  boolean readOnly() {
    return readOnly;
  }

  public List<String> otherSpellings() {
    return spellings.isEmpty() ? List.of() : List.of(spellings.split(" ", -1));
  }

  /** Whether the request names a model version. */
  boolean namesModel() {
    return switch (this) {
      case DELETE_MODEL,
          DESCRIBE_MODEL,
          START_MODEL,
          STOP_MODEL,
          DETECT_ANOMALIES,
          START_MODEL_PACKAGING_JOB ->
          true;
      default -> false;
    };
  }

  /** Whether the request names a dataset. */
  boolean namesDataset() {
    return switch (this) {
      case CREATE_DATASET,
          DELETE_DATASET,
          DESCRIBE_DATASET,
          LIST_DATASET_ENTRIES,
          UPDATE_DATASET_ENTRIES ->
          true;
      default -> false;
    };
  }

  /** Whether the request names a resource by its ARN. */
  boolean namesResource() {
    return this == TAG_RESOURCE || this == UNTAG_RESOURCE || this == LIST_TAGS_FOR_RESOURCE;
  }
}
