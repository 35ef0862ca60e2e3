package io.lookouttrail.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The action of IAM behind an event's name. */
class IamActionTest {
  @ParameterizedTest
  @CsvSource({
    "lookoutvision.amazonaws.com, ListTriallDetection, lookoutvision:ListTrialDetections",
    "s3.amazonaws.com, HeadObject, s3:GetObject",
    "s3.amazonaws.com, ListObjects, s3:ListBucket",
    "s3.amazonaws.com, ListBuckets, s3:ListAllMyBuckets",
    "s3.amazonaws.com, GetBucketCors, s3:GetBucketCORS",
    "lambda.amazonaws.com, Invoke20150331, lambda:InvokeFunction",
    "lambda.amazonaws.com, GetFunction20150331v2, lambda:GetFunction",
    "lambda.amazonaws.com, CreateFunction20150331, lambda:CreateFunction",
    "cloudfront.amazonaws.com, CreateDistribution2020_05_31, cloudfront:CreateDistribution",
    "monitoring.amazonaws.com, PutMetricAlarm, cloudwatch:PutMetricAlarm",
    "codebuild.amazonaws.com, CreateProject, codebuild:CreateProject",
  })
  void knowsAwssExceptions(String source, String event, String action) {
    assertThat(IamAction.of(source, event, Optional.of("AwsApiCall")))
        .map(IamAction::toString)
        .contains(action);
  }

  @ParameterizedTest
  @CsvSource({
    "signin.amazonaws.com, ConsoleLogin, AwsApiCall",
    "kms.amazonaws.com, RotateKey, AwsServiceEvent",
    "lookoutvision.amazonaws.com, InventTheWheel, AwsApiCall",
    "s3.amazonaws.com, REST.GET.OBJECT, AwsApiCall",
    "Bad Source, GetObject, AwsApiCall",
  })
  void knowsWhatIsNoAction(String source, String event, String type) {
    assertThat(IamAction.of(source, event, Optional.of(type))).isEmpty();
  }

  @Test
  void everyActionOfTheCatalogueHasAResourceType() {
    assertThat(LookoutAction.values())
        .hasSize(25)
        .filteredOn(action -> action.resource() == ActionResource.NONE)
        .extracting(LookoutAction::iamName)
        .containsExactlyInAnyOrder(
            "CreateDataset",
            "DeleteDataset",
            "DescribeDataset",
            "ListDatasetEntries",
            "UpdateDatasetEntries",
            "ListModels",
            "ListProjects",
            "DescribeModelPackagingJob",
            "ListModelPackagingJobs",
            "StartTrialDetection",
            "DescribeTrialDetection",
            "ListTrialDetections");
  }
}
