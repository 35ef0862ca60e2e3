package io.lookouttrail.sample.calls;

import static io.lookouttrail.sample.calls.OtherServiceCaller.ADMINISTRATOR;
import static io.lookouttrail.sample.calls.OtherServiceCaller.AWS_INTERNAL;
import static io.lookouttrail.sample.calls.OtherServiceCaller.CLOUDTRAIL_SERVICE;
import static io.lookouttrail.sample.calls.OtherServiceCaller.CONSOLE_USER;
import static io.lookouttrail.sample.calls.OtherServiceCaller.EC2_SERVICE;
import static io.lookouttrail.sample.calls.OtherServiceCaller.INSPECTION_FUNCTION;
import static io.lookouttrail.sample.calls.OtherServiceCaller.MONITORING_USER;
import static io.lookouttrail.sample.calls.OtherServiceCaller.ROOT_USER;
import static io.lookouttrail.sample.calls.OtherServiceEvent.api;

import java.util.List;

/**
 * List of the events of other services, some of which mention Lookout for Vision in their texts.
 */
final class OtherServiceEvents {
  private static final String DATA = ",\"managementEvent\":false,\"eventCategory\":\"Data\"";
  private static final String MANAGED =
      ",\"managementEvent\":true,\"eventCategory\":\"Management\"";
  private static final String SIGN_IN =
      ",\"eventType\":\"AwsConsoleSignIn\",\"additionalEventData\":{\"LoginTo\":\"https://console.aws.amazon.com/lookoutvision/home?region=$R\\u0026isauthcode=true\",\"MobileVersion\":\"No\",\"MFAUsed\":\"No\"}";

  static final List<OtherServiceEvent> ALL =
      List.of(
          api(
              14,
              INSPECTION_FUNCTION,
              "s3",
              "GetObject",
              true,
              "{\"bucketName\":\"lookoutvision-$R-$A\",\"Host\":\"lookoutvision-$R-$A.s3.$R.amazonaws.com\",\"key\":\"images/line-3/2025/part-~N.jpg\"}",
              "null",
              ",\"additionalEventData\":{\"SignatureVersion\":\"SigV4\",\"CipherSuite\":\"ECDHE-RSA-AES128-GCM-SHA256\",\"bytesTransferredIn\":0,\"AuthenticationMethod\":\"AuthHeader\",\"x-amz-id-2\":\"~H~H~H+w=\",\"bytesTransferredOut\":~N},\"resources\":[{\"type\":\"AWS::S3::Object\",\"ARN\":\"arn:aws:s3:::lookoutvision-$R-$A/images/line-3/2025/part-~N.jpg\"},{\"accountId\":\"$A\",\"type\":\"AWS::S3::Bucket\",\"ARN\":\"arn:aws:s3:::lookoutvision-$R-$A\"}]",
              DATA),
          api(
              9,
              INSPECTION_FUNCTION,
              "s3",
              "PutObject",
              false,
              "{\"bucketName\":\"factory-images-$A\",\"Host\":\"factory-images-$A.s3.$R.amazonaws.com\",\"key\":\"raw/camera-07/~N.jpg\",\"x-amz-server-side-encryption\":\"aws:kms\"}",
              "{\"x-amz-server-side-encryption\":\"aws:kms\",\"x-amz-version-id\":\"~H.~H\"}",
              ",\"additionalEventData\":{\"SignatureVersion\":\"SigV4\",\"bytesTransferredIn\":~N,\"SSEApplied\":\"SSE_KMS\",\"x-amz-id-2\":\"~H~H\"}",
              DATA),
          api(
              2,
              ADMINISTRATOR,
              "s3",
              "PutBucketPolicy",
              false,
              "{\"bucketName\":\"lookoutvision-$R-$A\",\"bucketPolicy\":{\"Version\":\"2012-10-17\",\"Statement\":[{\"Sid\":\"vision-~N\",\"Effect\":\"Allow\",\"Principal\":{\"Service\":\"lookoutvision.amazonaws.com\"},\"Action\":[\"s3:GetObject\",\"s3:GetBucketLocation\"],\"Resource\":\"arn:aws:s3:::lookoutvision-$R-$A/*\"}]},\"policy\":\"\"}",
              "null",
              "",
              MANAGED),
          api(
              13,
              EC2_SERVICE,
              "sts",
              "AssumeRole",
              true,
              "{\"roleArn\":\"arn:aws:iam::$A:role/EdgeGateway\",\"roleSessionName\":\"i-0~H\",\"durationSeconds\":3600}",
              "{\"credentials\":{\"accessKeyId\":\"ASIA~N~N\",\"sessionToken\":\"IQoJb3JpZ2luX2VjE~H~H~H~H~H//////////wEa~H==\",\"expiration\":\"Oct"
                  + " 31, 2025, 3:04:05"
                  + " PM\"},\"assumedRoleUser\":{\"assumedRoleId\":\"AROAEXAMPLE:i-0~H\",\"arn\":\"arn:aws:sts::$A:assumed-role/EdgeGateway/i-0~H\"}}",
              ",\"sharedEventID\":\"~R\",\"resources\":[{\"accountId\":\"$A\",\"type\":\"AWS::IAM::Role\",\"ARN\":\"arn:aws:iam::$A:role/EdgeGateway\"}]",
              MANAGED),
          api(5, MONITORING_USER, "sts", "GetCallerIdentity", true, "null", "null", "", MANAGED),
          api(
              12,
              MONITORING_USER,
              "ec2",
              "DescribeInstances",
              true,
              "{\"maxResults\":1000,\"instancesSet\":{},\"filterSet\":{\"items\":[{\"name\":\"instance-state-name\",\"valueSet\":{\"items\":[{\"value\":\"running\"},{\"value\":\"pending\"}]}},{\"name\":\"tag:line\",\"valueSet\":{\"items\":[{\"value\":\"~N\"}]}}]}}",
              "null",
              "",
              MANAGED),
          api(
              3,
              ADMINISTRATOR,
              "ec2",
              "RunInstances",
              false,
              "{\"instancesSet\":{\"items\":[{\"imageId\":\"ami-0~H\",\"minCount\":1,\"maxCount\":1}]},\"userData\":\"<sensitiveDataRemoved>\",\"instanceType\":\"m5.large\",\"blockDeviceMapping\":{},\"monitoring\":{\"enabled\":false},\"clientToken\":\"~R\"}"
                  .replace("<", "\\u003c")
                  .replace(">", "\\u003e"),
              "{\"requestId\":\"~R\",\"reservationId\":\"r-0~H\",\"ownerId\":\"$A\",\"groupSet\":{},\"instancesSet\":{\"items\":[{\"instanceId\":\"i-0~H\",\"imageId\":\"ami-0~H\",\"instanceState\":{\"code\":0,\"name\":\"pending\"},\"privateDnsName\":\"ip-10-20-4-17.$R.compute.internal\",\"keyName\":\"line\",\"amiLaunchIndex\":0,\"instanceType\":\"m5.large\",\"launchTime\":~N000,\"placement\":{\"availabilityZone\":\"$Ra\",\"tenancy\":\"default\"},\"subnetId\":\"subnet-0~H\",\"vpcId\":\"vpc-0~H\",\"architecture\":\"x86_64\",\"rootDeviceType\":\"ebs\",\"rootDeviceName\":\"/dev/xvda\"}]}}",
              "",
              MANAGED),
          api(
              2,
              MONITORING_USER,
              "ec2",
              "StopInstances",
              false,
              "{\"instancesSet\":{\"items\":[{\"instanceId\":\"i-0~H\"}]},\"force\":false}",
              "null",
              ",\"errorCode\":\"Client.UnauthorizedOperation\",\"errorMessage\":\"You are not"
                  + " authorized to perform this operation. Encoded authorization failure message:"
                  + " ~H~H~H~H~H~H~H~H\"",
              MANAGED),
          api(
              14,
              INSPECTION_FUNCTION,
              "kms",
              "Decrypt",
              true,
              "{\"encryptionAlgorithm\":\"SYMMETRIC_DEFAULT\",\"encryptionContext\":{\"aws:s3:arn\":\"arn:aws:s3:::lookoutvision-$R-$A\",\"note\":\"for"
                  + " lookoutvision.amazonaws.com\"}}",
              "null",
              ",\"resources\":[{\"accountId\":\"$A\",\"type\":\"AWS::KMS::Key\",\"ARN\":\"arn:aws:kms:$R:$A:key/0f3c7a11-5d2e-4b6a-9c3f-2b7e64d0a1f5\"}]",
              MANAGED),
          api(
              9,
              CLOUDTRAIL_SERVICE,
              "kms",
              "GenerateDataKey",
              true,
              "{\"keySpec\":\"AES_256\",\"encryptionContext\":{\"aws:cloudtrail:arn\":\"arn:aws:cloudtrail:$R:$A:trail/management-events\",\"aws:s3:arn\":\"arn:aws:s3:::trail-logs/AWSLogs/$A/CloudTrail/$R/~N.json.gz\"},\"keyId\":\"arn:aws:kms:$R:$A:key/7944f0ec\"}",
              "null",
              "",
              MANAGED),
          api(
                  1,
                  AWS_INTERNAL,
                  "kms",
                  "RotateKey",
                  false,
                  "null",
                  "null",
                  ",\"serviceEventDetails\":{\"keyId\":\"7944f0ec-~H\"}",
                  MANAGED)
              .withEventType("AwsServiceEvent"),
          api(
              7,
              INSPECTION_FUNCTION,
              "logs",
              "CreateLogStream",
              false,
              "{\"logGroupName\":\"/aws/lambda/inspect-part\",\"logStreamName\":\"2025/10/31/[$LATEST]~H~H\"}",
              "null",
              ",\"apiVersion\":\"20140328\"",
              MANAGED),
          api(
              6,
              CLOUDTRAIL_SERVICE,
              "lambda",
              "Invoke",
              false,
              "{\"functionName\":\"arn:aws:lambda:$R:$A:function:inspect-part\",\"invocationType\":\"Event\",\"sourceArn\":\"arn:aws:s3:::factory-images-$A\"}",
              "null",
              ",\"sharedEventID\":\"~R\"",
              DATA),
          api(
              2,
              ADMINISTRATOR,
              "lambda",
              "UpdateFunctionConfiguration20150331v2",
              false,
              "{\"functionName\":\"inspect-part\",\"environment\":{},\"description\":\"calls \\\"lookoutvision.amazonaws.com\\\" \\u0026 writes <defects>\",\"timeout\":~N}"
                  .replace("<", "\\u003c")
                  .replace(">", "\\u003e"),
              "{\"functionName\":\"inspect-part\",\"runtime\":\"python3.12\",\"codeSize\":~N,\"lastModified\":\"2025-10-01T10:00:00.000+0000\",\"codeSha256\":\"~H~H=\",\"version\":\"$LATEST\",\"tracingConfig\":{\"mode\":\"PassThrough\"},\"revisionId\":\"~R\"}",
              "",
              MANAGED),
          api(
              3,
              MONITORING_USER,
              "rekognition",
              "DetectLabels",
              true,
              "{\"image\":{\"s3Object\":{\"bucket\":\"factory-images-$A\",\"name\":\"raw/~N.jpg\"}},\"maxLabels\":10}",
              "null",
              "",
              MANAGED),
          api(
              2,
              ADMINISTRATOR,
              "rekognition",
              "CreateProject",
              false,
              "{\"projectName\":\"labels-~N\"}",
              "{\"projectArn\":\"arn:aws:rekognition:$R:$A:project/labels-~N/1700000000000\"}",
              "",
              MANAGED),
          api(
              1,
              MONITORING_USER,
              "rekognition",
              "StartProjectVersion",
              false,
              "{\"projectVersionArn\":\"arn:aws:rekognition:$R:$A:project/labels-~N\",\"minInferenceUnits\":1}",
              "null",
              ",\"errorCode\":\"AccessDeniedException\",\"errorMessage\":\"User is not"
                  + " authorized\"",
              MANAGED),
          api(
              2,
              ADMINISTRATOR,
              "codebuild",
              "CreateProject",
              false,
              "{\"name\":\"vision-build-~N\",\"source\":{\"type\":\"GITHUB\",\"location\":\"https://github.com/example/vision.git\"},\"artifacts\":{\"type\":\"NO_ARTIFACTS\"},\"environment\":{\"type\":\"LINUX_CONTAINER\",\"image\":\"aws/codebuild/standard:7.0\",\"computeType\":\"BUILD_GENERAL1_SMALL\",\"environmentVariables\":[{\"name\":\"ENDPOINT\",\"value\":\"lookoutvision.amazonaws.com\"}]},\"serviceRole\":\"arn:aws:iam::$A:role/Build\"}",
              "{\"project\":{\"name\":\"vision-build-~N\",\"arn\":\"arn:aws:codebuild:$R:$A:project/vision-build-~N\",\"encryptionKey\":\"arn:aws:kms:$R:$A:alias/aws/s3\",\"badge\":{\"badgeEnabled\":false},\"timeoutInMinutes\":60}}",
              "",
              MANAGED),
          api(
              7,
              INSPECTION_FUNCTION,
              "dynamodb",
              "PutItem",
              false,
              "{\"tableName\":\"inspections\",\"key\":{\"partId\":\"~N\"},\"items\":[\"partId\",\"verdict\",\"Größe\"]}",
              "null",
              ",\"apiVersion\":\"2012-08-10\",\"resources\":[{\"accountId\":\"$A\",\"type\":\"AWS::DynamoDB::Table\",\"ARN\":\"arn:aws:dynamodb:$R:$A:table/inspections\"}]",
              DATA),
          api(
              3,
              MONITORING_USER,
              "dynamodb",
              "DescribeTable",
              true,
              "{\"tableName\":\"inspections\"}",
              "null",
              ",\"errorCode\":\"ThrottlingException\",\"errorMessage\":\"Rate exceeded\"",
              MANAGED),
          api(
              2,
              ADMINISTRATOR,
              "iam",
              "CreateRole",
              false,
              "{\"roleName\":\"Vision~N\",\"path\":\"/service-role/\",\"assumeRolePolicyDocument\":\"{\\\"Version\\\":\\\"2012-10-17\\\",\\\"Statement\\\":[{\\\"Effect\\\":\\\"Allow\\\",\\\"Principal\\\":{\\\"Service\\\":\\\"lookoutvision.amazonaws.com\\\"},\\\"Action\\\":\\\"sts:AssumeRole\\\"}]}\",\"description\":\"r\\u00f4le"
                  + " for 検査\"}",
              "{\"role\":{\"path\":\"/service-role/\",\"roleName\":\"Vision~N\",\"roleId\":\"AROA~N~N\",\"arn\":\"arn:aws:iam::$A:role/service-role/Vision~N\",\"createDate\":\"Oct"
                  + " 1, 2025 10:00:00 AM\"}}",
              "",
              MANAGED),
          api(3, MONITORING_USER, "iam", "ListRoles", true, "null", "null", "", MANAGED),
          api(
              1,
              ADMINISTRATOR,
              "cloudtrail",
              "LookupEvents",
              true,
              "{\"lookupAttributes\":[{\"attributeKey\":\"EventSource\",\"attributeValue\":\"lookoutvision.amazonaws.com\"}],\"maxResults\":50}",
              "null",
              "",
              MANAGED),
          api(
              1,
              ADMINISTRATOR,
              "events",
              "PutRule",
              false,
              "{\"name\":\"vision-~N\",\"eventPattern\":\"{\\\"detail\\\":{\\\"eventSource\\\":[\\\"lookoutvision.amazonaws.com\\\"],\\\"eventName\\\":[\\\"StartModel\\\"]}}\"}",
              "{\"ruleArn\":\"arn:aws:events:$R:$A:rule/vision-~N\"}",
              "",
              MANAGED),
          new OtherServiceEvent(
              2,
              CONSOLE_USER,
              "signin.amazonaws.com",
              "ConsoleLogin",
              false,
              "null",
              "{\"ConsoleLogin\":\"Success\"}",
              SIGN_IN + MANAGED),
          new OtherServiceEvent(
              1,
              CONSOLE_USER,
              "signin.amazonaws.com",
              "ConsoleLogin",
              false,
              "null",
              "{\"ConsoleLogin\":\"Failure\"}",
              ",\"errorMessage\":\"Failed authentication\"" + SIGN_IN + MANAGED),
          new OtherServiceEvent(
              1,
              ROOT_USER,
              "signin.amazonaws.com",
              "ConsoleLogin",
              false,
              "null",
              "{\"ConsoleLogin\":\"Success\"}",
              SIGN_IN + MANAGED));

  private OtherServiceEvents() {}
}
