package io.lookouttrail.sample.calls;

/** Callers of other services; {@link OtherServiceRecords} has an identity for each. */
enum OtherServiceCaller {
  INSPECTION_FUNCTION,
  EC2_SERVICE,
  MONITORING_USER,
  ADMINISTRATOR,
  CLOUDTRAIL_SERVICE,
  AWS_INTERNAL,
  CONSOLE_USER,
  ROOT_USER
}
