package io.lookouttrail.sample.calls;

import io.lookouttrail.sample.calls.Addendum.DeliveryDelay;
import io.lookouttrail.sample.calls.Addendum.UpdatedData;
import io.lookouttrail.sample.output.JsonBuffer;
import io.lookouttrail.sample.plan.AccountRegion;
import io.lookouttrail.sample.plan.Caller;

/** Writes calls to Lookout for Vision as CloudTrail records. */
public final class LookoutRecordWriter {
  public static final String SOURCE = "lookoutvision.amazonaws.com";

  private final AccountRegion accountRegion;

  public LookoutRecordWriter(AccountRegion accountRegion) {
    this.accountRegion = accountRegion;
  }

  /** Appends the record of a call, one JSON object. */
  public void write(JsonBuffer json, Call call) {
    write(json, call, SOURCE);
  }

  /**
   * Appends the record of a call with another spelling of its source.
   *
   * @param sourceText what stands between the quotes of {@code eventSource}; it can have JSON
   *     escapes
   */
  public void write(JsonBuffer json, Call call, String sourceText) {
    Caller caller = call.caller();
    int version = caller.version();
    json.open()
        .field("eventVersion", version == 0 ? "1.0" : "1." + (version < 10 ? "0" : "") + version);
    caller.writeIdentity(json, call.second());
    json.timeField("eventTime", call.second());
    json.json("eventSource", '"' + sourceText + '"').field("eventName", call.eventName());
    json.field("awsRegion", accountRegion.region()).field("sourceIPAddress", caller.sourceIp());
    json.field("userAgent", caller.userAgent());
    call.failure()
        .ifPresent(
            failure ->
                json.field("errorCode", failure.code()).field("errorMessage", failure.message()));
    requestParameters(json, call);
    responseElements(json, call);
    if (version >= 9 && call.action() == SampleAction.DETECT_ANOMALIES) {
      json.object("additionalEventData").field("contentType", "image/jpeg").end();
    }
    json.uuidField("requestID", ~call.idLow(), call.idHigh() * 31);
    if (version > 0) {
      json.uuidField("eventID", call.idHigh(), call.idLow());
    }
    json.field("readOnly", call.action().readOnly());
    resources(json, call);
    fieldsOfLaterVersions(json, call);
    json.end();
  }

  private void fieldsOfLaterVersions(JsonBuffer json, Call call) {
    Caller caller = call.caller();
    int version = caller.version();
    json.field("eventType", "AwsApiCall").field("apiVersion", "2020-11-20");
    if (version >= 6) {
      json.field("managementEvent", true);
    }
    if (version > 0) {
      json.field("recipientAccountId", accountRegion.account());
    }
    if (!caller.vpcEndpoint().isEmpty()) {
      json.field("vpcEndpointId", caller.vpcEndpoint());
      json.field("vpcEndpointAccountId", accountRegion.account());
    }
    if (version >= 7) {
      json.field("eventCategory", "Management");
    }
    if (version >= 8) {
      addendum(json, call);
      connection(json, caller);
    }
    if (version >= 11) {
      json.object("eventContext").object("requestContext").object("conditionKeys");
      json.field("aws:SecureTransport", "true").end().end().object("tagContext").end().end();
    }
  }

  private void addendum(JsonBuffer json, Call call) {
    if (call.addendum() instanceof DeliveryDelay) {
      json.object("addendum").field("reason", "DELIVERY_DELAY").end();
    } else if (call.addendum() instanceof UpdatedData corrected) {
      json.object("addendum").field("reason", "UPDATED_DATA");
      json.field("updatedFields", "userIdentity.sessionContext,resources");
      json.uuidField("originalRequestID", ~corrected.idLow(), corrected.idHigh() * 31);
      json.uuidField("originalEventID", corrected.idHigh(), corrected.idLow()).end();
    }
  }

  private void connection(JsonBuffer json, Caller caller) {
    if (caller.console()) {
      json.field("sessionCredentialFromConsole", "true");
    } else if (!caller.sourceIp().endsWith(".com")) {
      json.object("tlsDetails").field("tlsVersion", "TLSv1.3");
      json.field("cipherSuite", "TLS_AES_128_GCM_SHA256");
      json.field(
          "clientProvidedHostHeader", "lookoutvision." + accountRegion.region() + ".amazonaws.com");
      json.end();
    }
  }

  private void requestParameters(JsonBuffer json, Call call) {
    SampleAction action = call.action();
    if (action == SampleAction.LIST_PROJECTS) {
      json.field("requestParameters", (String) null);
      return;
    }
    json.object("requestParameters");
    if (action.namesResource()) {
      tagging(json, call);
    } else {
      json.field("projectName", call.project());
    }
    if (action.namesModel()) {
      json.field("modelVersion", call.modelVersion());
    }
    if (action.namesDataset()) {
      dataset(json, action);
    }
    parametersOfAction(json, call);
    if (!call.clientToken().isEmpty()) {
      json.field("clientToken", call.clientToken());
    }
    json.end();
  }

  /** Appends parameters that only requests for one action have. */
  private void parametersOfAction(JsonBuffer json, Call call) {
    switch (call.action()) {
      case START_MODEL -> {
        json.field("minInferenceUnits", call.minUnits());
        if (call.maxUnits() > 0) {
          json.field("maxInferenceUnits", call.maxUnits());
        }
      }
      case CREATE_MODEL -> {
        json.object("outputConfig").object("s3Location").field("bucket", bucket());
        json.field("prefix", "models/" + call.project() + "/").end().end();
        json.field("kmsKeyId", arn("kms", "key/0f3c7a11-5d2e-4b6a-9c3f-2b7e64d0a1f5"));
        json.field("description", "Größe M, \"Linie 3\" <Prüfplatz>");
      }
      case START_MODEL_PACKAGING_JOB, DESCRIBE_MODEL_PACKAGING_JOB ->
          json.field("jobName", "edge-" + call.project());
      default -> {}
    }
  }

  private void tagging(JsonBuffer json, Call call) {
    json.field("resourceArn", modelArn(call));
    if (call.action() == SampleAction.TAG_RESOURCE) {
      json.array("tags").open().field("key", "cost-center").field("value", "4711");
      json.end().endArray();
    } else if (call.action() == SampleAction.UNTAG_RESOURCE) {
      json.array("tagKeys").element("cost-center").endArray();
    }
  }

  private void dataset(JsonBuffer json, SampleAction action) {
    json.field("datasetType", action == SampleAction.UPDATE_DATASET_ENTRIES ? "test" : "train");
    if (action == SampleAction.CREATE_DATASET) {
      json.object("datasetSource").object("groundTruthManifest").object("s3Object");
      json.field("bucket", bucket()).field("key", "manifests/training.manifest");
      json.end().end().end();
    }
  }

  private void responseElements(JsonBuffer json, Call call) {
    if (call.failure().isEmpty() && call.action() == SampleAction.CREATE_PROJECT) {
      json.object("responseElements").object("projectMetadata");
      json.field("projectArn", arn("lookoutvision", "project/" + call.project()));
      json.field("projectName", call.project()).timeField("creationTimestamp", call.second());
      json.end().end();
      return;
    }
    String status =
        switch (call.action()) {
          case START_MODEL -> "STARTING_HOSTING";
          case STOP_MODEL -> "STOPPING_HOSTING";
          case CREATE_DATASET -> "CREATE_IN_PROGRESS";
          case CREATE_MODEL -> "TRAINING";
          case DELETE_DATASET, UPDATE_DATASET_ENTRIES -> "UPDATE_IN_PROGRESS";
          default -> "";
        };
    if (status.isEmpty() || call.failure().isPresent()) {
      json.field("responseElements", (String) null);
      return;
    }
    json.object("responseElements");
    if (call.action() == SampleAction.CREATE_MODEL) {
      json.object("modelMetadata").timeField("creationTimestamp", call.second());
      json.field("modelVersion", call.modelVersion()).field("modelArn", modelArn(call));
      json.field("status", status).end();
    } else if (call.action() == SampleAction.CREATE_DATASET && (call.idLow() & 1) == 0) {
      json.object("datasetMetadata").timeField("creationTimestamp", call.second());
      json.field("datasetType", "train").field("status", status).end();
    } else {
      json.field("status", status);
    }
    json.end();
  }

  private void resources(JsonBuffer json, Call call) {
    if (call.action().namesModel()
        && call.caller().version() >= 9
        && !"latest".equals(call.modelVersion())) {
      json.array("resources").open().field("accountId", accountRegion.account());
      json.field("type", "AWS::LookoutVision::Model").field("ARN", modelArn(call));
      json.end().endArray();
    }
  }

  private String modelArn(Call call) {
    return arn("lookoutvision", "model/" + call.project() + "/" + call.modelVersion());
  }

  private String arn(String service, String resource) {
    return "arn:aws:"
        + service
        + ":"
        + accountRegion.region()
        + ":"
        + accountRegion.account()
        + ":"
        + resource;
  }

  private String bucket() {
    return "lookoutvision-" + accountRegion.region() + "-" + accountRegion.account();
  }
}
