package io.lookouttrail.benchmark;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

/** S3Proxy in a separate process, with objects in memory and a configured latency. */
final class SlowStore implements AutoCloseable {
  private static final String KEY_ID = "benchmark";
  private static final String SECRET = "benchmark-secret";

  private static final int UPLOADS = 32;

  private final Process process;
  private final String endpoint;

  private SlowStore(Process process, String endpoint) {
    this.process = process;
    this.endpoint = endpoint;
  }

  /**
   * Starts S3Proxy.
   *
   * @param jar S3Proxy's JAR file
   * @param folder folder for its settings and its log
   */
  static SlowStore start(Path jar, Path folder, int latencyMillis)
      throws IOException, InterruptedException {
    int port = freePort();
    String endpoint = "http://127.0.0.1:" + port;
    Path properties =
        Files.writeString(
            folder.resolve("s3proxy.properties"),
            String.format(
                Locale.ROOT,
                """
                s3proxy.endpoint=%s
                s3proxy.authorization=aws-v2-or-v4
                s3proxy.identity=%s
                s3proxy.credential=%s
                s3proxy.latency-blobstore.*.latency=%d
                jclouds.provider=transient-nio2
                """,
                endpoint,
                KEY_ID,
                SECRET,
                latencyMillis));
    Path log = folder.resolve("s3proxy.log");
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx1g",
                "-DLOG_LEVEL=warn",
                "-jar",
                jar.toString(),
                "--properties",
                properties.toString())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    awaitAnswer(process, port, log);
    return new SlowStore(process, endpoint);
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private static void awaitAnswer(Process process, int port, Path log)
      throws IOException, InterruptedException {
    while (true) {
      try {
        new Socket(InetAddress.getLoopbackAddress(), port).close();
        return;
      } catch (IOException e) {
        if (process.waitFor(50, TimeUnit.MILLISECONDS)) {
          throw new IOException("S3Proxy ended: " + Files.readString(log), e);
        }
      }
    }
  }

  /** Uploads all files below a folder to a new bucket; keys are the relative paths. */
  void upload(String bucket, Path root) throws IOException {
    try (S3Client client = client();
        Stream<Path> found = Files.walk(root)) {
      client.createBucket(request -> request.bucket(bucket));
      List<Path> files = found.filter(Files::isRegularFile).toList();
      ExecutorService threads = Executors.newFixedThreadPool(UPLOADS);
      try {
        List<Future<?>> uploads = new ArrayList<>();
        for (Path file : files) {
          String key = root.relativize(file).toString();
          uploads.add(
              threads.submit(
                  () -> client.putObject(request -> request.bucket(bucket).key(key), file)));
        }
        for (Future<?> upload : uploads) {
          upload.get();
        }
      } catch (ExecutionException | InterruptedException e) {
        throw new IOException("an upload failed", e);
      } finally {
        threads.shutdownNow();
      }
    }
  }

  private S3Client client() {
    return S3Client.builder()
        .endpointOverride(URI.create(endpoint))
        .region(Region.US_EAST_1)
        .forcePathStyle(true)
        .credentialsProvider(
            StaticCredentialsProvider.create(AwsBasicCredentials.create(KEY_ID, SECRET)))
        .httpClient(UrlConnectionHttpClient.create())
        .build();
  }

  /** Returns the program's options to use this store as S3. */
  List<String> options() {
    return Stream.of(
            "endpoint=" + endpoint,
            "endpoint.region=us-east-1",
            "path.style.access=true",
            "connection.ssl.enabled=false",
            "aws.credentials.provider=org.apache.hadoop.fs.s3a.SimpleAWSCredentialsProvider",
            "access.key=" + KEY_ID,
            "secret.key=" + SECRET)
        .flatMap(setting -> Stream.of("--conf", "spark.hadoop.fs.s3a." + setting))
        .toList();
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
