package io.lookouttrail.sample.calls;

/**
 * Event of another service: what all its records have in common.
 *
 * <p>{@code $A} stands for the account and {@code $R} for the Region. The values that differ
 * between records have the placeholders of {@code RecordTemplate}.
 *
 * @param weight relative frequency
 * @param request JSON text of {@code requestParameters}
 * @param response JSON text of {@code responseElements}
 * @param extraFields more fields: JSON text that begins with a comma
 */
record OtherServiceEvent(
    int weight,
    OtherServiceCaller caller,
    String source,
    String event,
    boolean readOnly,
    String request,
    String response,
    String extraFields) {
  private static final String API = ",\"eventType\":\"AwsApiCall\"";

  /**
   * Returns an API call.
   *
   * @param service the event source without {@code .amazonaws.com}
   * @param category the fields of the event's category: JSON text that begins with a comma
   */
  static OtherServiceEvent api(
      int weight,
      OtherServiceCaller caller,
      String service,
      String event,
      boolean readOnly,
      String request,
      String response,
      String extraFields,
      String category) {
    return new OtherServiceEvent(
        weight,
        caller,
        service + ".amazonaws.com",
        event,
        readOnly,
        request,
        response,
        extraFields + API + category);
  }

  /** Returns this event with another type than {@code AwsApiCall}. */
  OtherServiceEvent withEventType(String type) {
    return new OtherServiceEvent(
        weight,
        caller,
        source,
        event,
        readOnly,
        request,
        response,
        extraFields.replace("AwsApiCall", type));
  }
}
