package io.lookouttrail.reports.check;

import io.lookouttrail.attest.timestamp.Timestamp;
import io.lookouttrail.attest.timestamp.TimestampRequest;
import io.lookouttrail.reports.attestation.AttestationFiles;
import io.lookouttrail.run.UserError;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Checks the timestamp of a report's signature.
 *
 * @param trusted certificates of authorities that the user trusts; empty if the user gave none
 */
public record TimestampCheck(PublishedReport report, Optional<List<X509Certificate>> trusted) {

  /** One line. */
  public CheckLine line() {
    Optional<byte[]> envelope = report.content(AttestationFiles.ENVELOPE);
    Optional<byte[]> request = report.content(AttestationFiles.TIMESTAMP_REQUEST);
    Optional<byte[]> answer = report.content(AttestationFiles.TIMESTAMP);
    if (request.isEmpty() && answer.isEmpty()) {
      return without("timestamp: the report has none");
    }
    if (envelope.isEmpty()) {
      return CheckLine.wrong("timestamp: there is one, and no signature that it is of");
    }
    if (request.isPresent() && !Arrays.equals(request.get(), TimestampRequest.of(envelope.get()))) {
      return CheckLine.wrong(
          "timestamp: %s is not the request for this signature"
              .formatted(AttestationFiles.TIMESTAMP_REQUEST));
    }
    return answer
        .map(bytes -> ofAnswer(bytes, envelope.get()))
        .orElseGet(() -> without("timestamp: it was requested, and its answer is not added yet"));
  }

  private CheckLine without(String text) {
    return trusted.isPresent() ? CheckLine.wrong(text) : CheckLine.notChecked(text);
  }

  private CheckLine ofAnswer(byte[] answer, byte[] envelope) {
    try {
      Timestamp timestamp = Timestamp.read(answer, envelope);
      return trusted
          .map(
              certificates ->
                  CheckLine.ok(
                      "timestamp: signed before %s, by %s"
                          .formatted(timestamp.time(), timestamp.verify(certificates))))
          .orElseGet(
              () ->
                  CheckLine.notChecked(
                      "timestamp: give --timestamp-ca; it names the time " + timestamp.time()));
    } catch (IllegalArgumentException e) {
      return CheckLine.wrong("timestamp: " + e.getMessage());
    }
  }

  /**
   * Adds the answer of an authority to the report, in the place of an earlier one.
   *
   * @param name the file of the answer, for error messages
   * @throws UserError if it is no timestamp of this report's signature, or not of a trusted
   *     authority
   */
  public void add(byte[] answer, String name) {
    byte[] envelope =
        report
            .content(AttestationFiles.ENVELOPE)
            .orElseThrow(
                () -> cannot(name, "the report is not signed", "Sign it with report --sign."));
    try {
      Timestamp timestamp = Timestamp.accept(answer, envelope);
      trusted.ifPresent(timestamp::verify);
      report.add(AttestationFiles.TIMESTAMP, timestamp.encoded());
    } catch (IllegalArgumentException e) {
      throw cannot(
          name,
          String.valueOf(e.getMessage()),
          "Send " + AttestationFiles.TIMESTAMP_REQUEST + " to the authority, and give its answer.");
    }
  }

  private static UserError cannot(String name, String why, String remedy) {
    return UserError.cannot("add the timestamp " + name, why, remedy);
  }
}
