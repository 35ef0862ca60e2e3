package io.lookouttrail.scan;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Fields that CloudTrail declares for a record, with the way each is read. This is the only
 * declaration of that schema.
 *
 * <p>Source: CloudTrail user guide, "CloudTrail record contents", eventVersion up to 1.11.
 */
enum RecordField {
  EVENT_VERSION("eventVersion", Form.TEXT),
  EVENT_TIME("eventTime", Form.EXACT_TEXT, Use.ALWAYS),
  EVENT_SOURCE("eventSource", Form.EXACT_TEXT, Use.ALWAYS),
  EVENT_NAME("eventName", Form.EXACT_TEXT, Use.ALWAYS),
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
  EVENT_TYPE("eventType", Form.TEXT, Use.ALWAYS),
  API_VERSION("apiVersion", Form.TEXT, Use.ON_DEMAND),
  RECIPIENT_ACCOUNT_ID("recipientAccountId", Form.TEXT),
  SHARED_EVENT_ID("sharedEventID", Form.TEXT),
  VPC_ENDPOINT_ID("vpcEndpointId", Form.TEXT),
  SERVICE_EVENT_DETAILS("serviceEventDetails", Form.OBJECT_JSON, Use.ON_DEMAND),
  MANAGEMENT_EVENT("managementEvent", Form.FLAG, Use.ON_DEMAND),
  EVENT_CATEGORY("eventCategory", Form.TEXT, Use.ALWAYS),
  INSIGHT_DETAILS("insightDetails", Form.OBJECT, Use.ALWAYS),
  ADDENDUM("addendum", Form.OBJECT),
  SESSION_CREDENTIAL_FROM_CONSOLE("sessionCredentialFromConsole", Form.FLAG),
  EDGE_DEVICE_DETAILS("edgeDeviceDetails", Form.OBJECT_JSON, Use.ON_DEMAND),
  TLS_DETAILS("tlsDetails", Form.OBJECT),
  VPC_ENDPOINT_ACCOUNT_ID("vpcEndpointAccountId", Form.TEXT, Use.ON_DEMAND),
  EVENT_CONTEXT("eventContext", Form.OBJECT_JSON, Use.ON_DEMAND);

  /** Java form in which a field is read. */
  enum Form {
    /** A string; empty text and the word "null", which some exports write, count as missing. */
    TEXT,
    /** A string, unchanged. */
    EXACT_TEXT,
    /** A boolean, or a string "true" or "false". */
    FLAG,
    /** An object, as a UserIdentity. */
    IDENTITY,
    /** The JSON text of an object, with the request fields of Lookout for Vision. */
    REQUEST,
    /** An object, as a Map. */
    OBJECT,
    /** The JSON text of an object. */
    OBJECT_JSON,
    /** An array, as a List. */
    LIST
  }

  /** When a field is read. */
  private enum Use {
    /** In each scan: the field identifies the call. */
    ALWAYS,
    /** In scans for events, and if the selection names it. */
    FOR_EVENTS,
    /** Only if the selection names it; events have it in the record's text. */
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
    this(jsonName, form, Use.FOR_EVENTS);
  }

  RecordField(String jsonName, Form form, Use use) {
    this.jsonName = jsonName;
    this.form = form;
    this.use = use;
  }

  /** Returns the field of a name; null if CloudTrail declares none. */
  static @Nullable RecordField named(String jsonName) {
    return BY_NAME.get(jsonName);
  }

  /** Returns the name in the JSON. */
  String jsonName() {
    return jsonName;
  }

  Form form() {
    return form;
  }

  /** Returns whether each scan reads the field. */
  boolean isAlwaysRead() {
    return use == Use.ALWAYS;
  }

  /** Returns whether a scan for events reads the field. */
  boolean isReadForEvents() {
    return use != Use.ON_DEMAND;
  }
}
