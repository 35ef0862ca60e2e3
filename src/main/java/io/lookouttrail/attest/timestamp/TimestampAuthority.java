package io.lookouttrail.attest.timestamp;

import io.lookouttrail.run.UserError;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/**
 * A timestamp authority that answers over HTTP (RFC 3161, 3.4).
 *
 * @param url its address, {@code http} or {@code https}
 */
public record TimestampAuthority(URI url) {
  private static final Duration CONNECT = Duration.ofSeconds(10);
  private static final Duration ANSWER = Duration.ofSeconds(30);
  private static final int ATTEMPTS = 2;
  private static final int MAX_BYTES = 1 << 20;
  private static final int OK = 200;

  private static final String REMEDY =
      "Run it again, or use --timestamp-request and add the answer later.";

  /**
   * Gets the timestamp of some content.
   *
   * @throws UserError where the authority cannot be reached or gives no timestamp of the content
   */
  public Timestamp of(byte[] content) {
    byte[] answer = ask(TimestampRequest.of(content));
    try {
      return Timestamp.accept(answer, content);
    } catch (IllegalArgumentException e) {
      throw cannot(String.valueOf(e.getMessage()), e);
    }
  }

  private byte[] ask(byte[] request) {
    for (int attempt = 1; ; attempt++) {
      try {
        return askOnce(request);
      } catch (IOException e) {
        if (attempt == ATTEMPTS) {
          String message = e.getMessage();
          throw cannot(message == null ? "it cannot be reached" : message, e);
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw cannot("the run was interrupted", e);
      }
    }
  }

  private byte[] askOnce(byte[] request) throws IOException, InterruptedException {
    HttpClient client =
        HttpClient.newBuilder()
            .connectTimeout(CONNECT)
            .followRedirects(HttpClient.Redirect.NORMAL)
            .build();
    HttpResponse<InputStream> response =
        client.send(
            HttpRequest.newBuilder(url)
                .timeout(ANSWER)
                .header("Content-Type", "application/timestamp-query")
                .POST(HttpRequest.BodyPublishers.ofByteArray(request))
                .build(),
            HttpResponse.BodyHandlers.ofInputStream());
    try (InputStream body = response.body()) {
      if (response.statusCode() != OK) {
        throw new IOException("it answered with HTTP status " + response.statusCode());
      }
      return body.readNBytes(MAX_BYTES);
    }
  }

  private UserError cannot(String why, Exception cause) {
    return UserError.cannot("get a timestamp from " + url, why, REMEDY, cause);
  }
}
