package io.lookouttrail.benchmark;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;

/** Archive of tiny log files with two records each; one record in ten is of Lookout for Vision. */
final class SmallFiles {
  /** Number of days of the archive; the files are spread evenly. */
  static final int DAYS = 90;

  private static final LocalDate FIRST_DAY = LocalDate.of(2025, 7, 1);
  private static final int SECONDS_A_DAY = 86_400;

  private static final DateTimeFormatter FOLDER =
      DateTimeFormatter.ofPattern("uuuu/MM/dd", Locale.ROOT).withZone(ZoneOffset.UTC);
  private static final DateTimeFormatter NAME =
      DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmm'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

  private static final String IDENTITY =
      """
      {"type":"AssumedRole","principalId":"AROA%1$s:line-%2$d","arn":"arn:aws:sts::111122223333:\
      assumed-role/Inspector/line-%2$d","accountId":"111122223333","accessKeyId":"ASIA%1$s",\
      "sessionContext":{"sessionIssuer":{"type":"Role","principalId":"AROA%1$s","arn":"arn:aws:\
      iam::111122223333:role/Inspector","accountId":"111122223333","userName":"Inspector"},\
      "attributes":{"creationDate":"%3$s","mfaAuthenticated":"false"}}}""";

  private static final String RECORD =
      """
      {"eventVersion":"1.08","userIdentity":%s,"eventTime":"%s","eventSource":"%s",\
      "eventName":"%s","awsRegion":"us-east-1","sourceIPAddress":"198.51.100.%d","userAgent":\
      "Boto3/1.26.0 Python/3.9.2 Linux/5.10 Botocore/1.29.0","requestParameters":%s,\
      "responseElements":null,"requestID":"%s","eventID":"%s","readOnly":%b,"eventType":\
      "AwsApiCall","managementEvent":true,"recipientAccountId":"111122223333","eventCategory":\
      "Management"}""";

  private SmallFiles() {}

  /** Returns a day by its 0-based number. */
  static LocalDate day(int number) {
    return FIRST_DAY.plusDays(number);
  }

  /** Writes the files; the same number gives the same files. */
  static void make(Path root, int files) {
    int perDay = files / DAYS;
    IntStream.range(0, DAYS)
        .parallel()
        .forEach(
            number -> {
              try {
                makeDay(root, number, number < DAYS - 1 ? perDay : files - perDay * (DAYS - 1));
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            });
  }

  private static void makeDay(Path root, int number, int files) throws IOException {
    Instant midnight = day(number).atStartOfDay(ZoneOffset.UTC).toInstant();
    Path folder =
        root.resolve("AWSLogs/111122223333/CloudTrail/us-east-1").resolve(FOLDER.format(midnight));
    Files.createDirectories(folder);
    SplittableRandom random = new SplittableRandom(number);
    for (int i = 0; i < files; i++) {
      Instant at = midnight.plusSeconds((long) i * SECONDS_A_DAY / files);
      String name =
          "111122223333_CloudTrail_us-east-1_%s_%016x.json.gz"
              .formatted(NAME.format(at), random.nextLong());
      String body = "{\"Records\":[" + record(random, at) + "," + record(random, at) + "]}";
      Files.write(folder.resolve(name), gzip(body));
    }
  }

  private static String record(SplittableRandom random, Instant at) {
    boolean lookout = random.nextInt(10) == 0;
    String key = "%016X".formatted(random.nextLong());
    return RECORD.formatted(
        IDENTITY.formatted(key, random.nextInt(20), at),
        at,
        lookout ? "lookoutvision.amazonaws.com" : "s3.amazonaws.com",
        lookout ? "DetectAnomalies" : "GetBucketLocation",
        random.nextInt(254),
        lookout
            ? "{\"projectName\":\"bottles\",\"modelVersion\":\"1\",\"contentType\":\"image/jpeg\"}"
            : "{\"bucketName\":\"line-images-" + random.nextInt(100) + "\"}",
        uuid(random),
        uuid(random),
        !lookout);
  }

  private static String uuid(SplittableRandom random) {
    return new UUID(random.nextLong(), random.nextLong()).toString();
  }

  private static byte[] gzip(String text) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
      gzip.write(text.getBytes(StandardCharsets.UTF_8));
    }
    return bytes.toByteArray();
  }
}
