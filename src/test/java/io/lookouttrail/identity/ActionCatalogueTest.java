package io.lookouttrail.identity;

import static io.lookouttrail.identity.ActionCatalogue.LOOKOUT_VISION;
import static org.assertj.core.api.Assertions.assertThat;

import io.lookouttrail.identity.ActionCatalogue.Classification;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ActionCatalogueTest {
  @ParameterizedTest
  @CsvSource({
    "CreateProject, Write, project, change",
    "DeleteProject, Write, project, change",
    "DescribeProject, Read, project, read",
    "ListProjects, List, project, read",
    "CreateDataset, Write, dataset, change",
    "DeleteDataset, Write, dataset, change",
    "DescribeDataset, Read, dataset, read",
    "ListDatasetEntries, Read, dataset, read",
    "UpdateDatasetEntries, Write, dataset, change",
    "CreateModel, Write, model, change",
    "DeleteModel, Write, model, change",
    "DescribeModel, Read, model, read",
    "ListModels, List, model, read",
    "StartModel, Write, model, change",
    "StopModel, Write, model, change",
    "DetectAnomalies, Write, inference, inference",
    "StartModelPackagingJob, Write, packaging, change",
    "DescribeModelPackagingJob, Read, packaging, read",
    "ListModelPackagingJobs, List, packaging, read",
    "TagResource, Tagging, tagging, change",
    "UntagResource, Tagging, tagging, change",
    "ListTagsForResource, Read, tagging, read",
    "StartTrialDetection, Write, trial_detection, change",
    "DescribeTrialDetection, Read, trial_detection, read",
    "ListTrialDetections, List, trial_detection, read"
  })
  void every_action_has_its_level_group_and_class(
      String name, String accessLevel, String group, String callClass) {
    Classification call = ActionCatalogue.classify(LOOKOUT_VISION, name, Optional.empty());

    assertThat(call.action()).isEqualTo(name);
    assertThat(call.accessLevel().map(AccessLevel::label)).hasValue(accessLevel);
    assertThat(call.group().map(ActionGroup::label)).hasValue(group);
    assertThat(call.callClass().label()).isEqualTo(callClass);
  }

  @Test
  void there_are_25_actions() {
    assertThat(LookoutAction.values()).hasSize(25);
    assertThat(Arrays.stream(LookoutAction.values()).map(LookoutAction::iamName))
        .doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @CsvSource({
    "StartTriallDetection, StartTrialDetection",
    "ListTriallDetection, ListTrialDetections",
    "DescribeTrialDetection, DescribeTrialDetection",
    "DescribeTriallDetection, DescribeTrialDetection",
    "StartTrailDetection, StartTrialDetection",
    "ListTrailDetection, ListTrialDetections",
    "DescribeTrailDetection, DescribeTrialDetection",
    "ListTrialDetection, ListTrialDetections"
  })
  void every_spelling_of_the_trial_events_is_iams_action(String eventName, String action) {
    Classification call = ActionCatalogue.classify(LOOKOUT_VISION, eventName, Optional.empty());

    assertThat(call.action()).isEqualTo(action);
    assertThat(call.group()).hasValue(ActionGroup.TRIAL_DETECTION);
  }

  @Test
  void the_catalogue_is_believed_before_the_record() {
    assertThat(
            ActionCatalogue.classify(LOOKOUT_VISION, "DetectAnomalies", Optional.of(true))
                .callClass())
        .isEqualTo(CallClass.INFERENCE);
  }

  @ParameterizedTest
  @CsvSource({
    "rekognition.amazonaws.com, CreateProject, false, change",
    "rekognition.amazonaws.com, ListProjects, true, read",
    "codebuild.amazonaws.com, CreateProject,, unclassified",
    "lookoutvision.amazonaws.com, CreateSomethingNew, false, change",
    "lookoutvision.amazonaws.com, createproject,, unclassified"
  })
  void without_an_entry_the_record_tells_the_class(
      String source, String name, Boolean readOnly, String callClass) {
    Classification call = ActionCatalogue.classify(source, name, Optional.ofNullable(readOnly));

    assertThat(call.action()).isEqualTo(name);
    assertThat(call.accessLevel()).isEmpty();
    assertThat(call.group()).isEmpty();
    assertThat(call.callClass().label()).isEqualTo(callClass);
  }

  @Test
  void request_fields_are_those_that_matter() {
    assertThat(LookoutAction.START_MODEL.requestFields())
        .containsExactly(
            "projectName", "modelVersion", "minInferenceUnits", "maxInferenceUnits", "clientToken");
    assertThat(LookoutAction.LIST_PROJECTS.requestFields()).isEmpty();
  }
}
