package io.lookouttrail.scan;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The fields that CloudTrail declares for a record, and how each is read: the one place where the
 * declared schema stands.
 *
 * <p>Source: CloudTrail user guide, "CloudTrail record contents", eventVersion up to 1.11.
 */
enum RecordField {
  EVENT_VERSION("eventVersion", Form.TEXT),
  EVENT_TIME("eventTime", Form.EXACT_TEXT, Use.KEY),
  EVENT_SOURCE("eventSource", Form.EXACT_TEXT, Use.KEY),
  EVENT_NAME("eventName", Form.EXACT_TEXT, Use.KEY),
  USER_IDENTITY("userIdentity", Form.IDENTITY),
  AWS_REGION("awsRegion", Form.TEXT),
  SOURCE_IP_ADDRESS("sourceIPAddress", Form.TEXT),
  USER_AGENT("userAgent", Form.TEXT),
  ERROR_CODE("errorCode", Form.TEXT),
  ERROR_MESSAGE("errorMessage", Form.TEXT),
  REQUEST_PARAMETERS("requestParameters", Form.REQUEST),
  RESPONSE_ELEMENTS("responseElements", Form.OBJECT_JSON),
  ADDITIONAL_EVENT_DATA("additionalEventData", Form.OBJECT_JSON),
  REQUEST_ID("requestID", Form.TEXT),
  EVENT_ID("eventID", Form.TEXT),
  READ_ONLY("readOnly", Form.FLAG),
  RESOURCES("resources", Form.LIST),
  EVENT_TYPE("eventType", Form.TEXT, Use.KEY),
  API_VERSION("apiVersion", Form.TEXT, Use.ON_DEMAND),
  RECIPIENT_ACCOUNT_ID("recipientAccountId", Form.TEXT),
  SHARED_EVENT_ID("sharedEventID", Form.TEXT),
  VPC_ENDPOINT_ID("vpcEndpointId", Form.TEXT),
  SERVICE_EVENT_DETAILS("serviceEventDetails", Form.OBJECT_JSON, Use.ON_DEMAND),
  MANAGEMENT_EVENT("managementEvent", Form.FLAG, Use.ON_DEMAND),
  EVENT_CATEGORY("eventCategory", Form.TEXT, Use.KEY),
  INSIGHT_DETAILS("insightDetails", Form.OBJECT, Use.KEY),
  ADDENDUM("addendum", Form.OBJECT),
  SESSION_CREDENTIAL_FROM_CONSOLE("sessionCredentialFromConsole", Form.FLAG),
  EDGE_DEVICE_DETAILS("edgeDeviceDetails", Form.OBJECT_JSON, Use.ON_DEMAND),
  TLS_DETAILS("tlsDetails", Form.OBJECT),
  VPC_ENDPOINT_ACCOUNT_ID("vpcEndpointAccountId", Form.TEXT, Use.ON_DEMAND),
  EVENT_CONTEXT("eventContext", Form.OBJECT_JSON, Use.ON_DEMAND);

  /** How a field is read. */
  enum Form {
    /** A string that says something: neither empty nor the word null, as some exports write it. */
    TEXT,
    /** A string as it is. */
    EXACT_TEXT,
    /** A boolean, or its word. */
    FLAG,
    /** An object, as the identity that it tells of. */
    IDENTITY,
    /** An object's own text, with what a request for Lookout for Vision says in it. */
    REQUEST,
    /** An object, as plain Java. */
    OBJECT,
    /** An object's own text. */
    OBJECT_JSON,
    /** An array, as plain Java. */
    LIST
  }

  /** When a field is read. */
  private enum Use {
    /** Always: it tells whether the record is a call, and of what. */
    KEY,
    /** Where events are made, and where it is asked for. */
    EVENTS,
    /** Where it is asked for; events have it in the record's text. */
    ON_DEMAND
  }

  private static final Map<String, RecordField> BY_NAME = new HashMap<>();

  static {
    for (RecordField field : values()) {
      BY_NAME.put(field.jsonName, field);
    }
  }

  private final String jsonName;
  private final Form form;
  private final Use use;

  RecordField(String jsonName, Form form) {
    this(jsonName, form, Use.EVENTS);
  }

  RecordField(String jsonName, Form form, Use use) {
    this.jsonName = jsonName;
    this.form = form;
    this.use = use;
  }

  /** The field of that name, null if CloudTrail declares none. */
  static @Nullable RecordField named(String jsonName) {
    return BY_NAME.get(jsonName);
  }

  /** As records spell it. */
  String jsonName() {
    return jsonName;
  }

  Form form() {
    return form;
  }

  /** Whether every scan reads it. */
  boolean isOfKey() {
    return use == Use.KEY;
  }

  /** Whether a scan for events reads it. */
  boolean isOfEvents() {
    return use != Use.ON_DEMAND;
  }
}
