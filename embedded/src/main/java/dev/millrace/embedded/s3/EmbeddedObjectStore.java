package dev.millrace.embedded.s3;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.s3proxy.blobstore.BlobStore;
import org.gaul.s3proxy.nio2blob.FilesystemNio2BlobStore;

/** An S3 server with one bucket; objects are plain files, so the folder can be read without it. */
public final class EmbeddedObjectStore implements AutoCloseable {
  /** S3 signs requests for a region; this server has only this one. */
  public static final String REGION = "us-east-1";

  public static final String BUCKET = "millrace";

  private static final long STOP_TIMEOUT_MILLIS = 5_000;

  private final S3Proxy server;
  private final String accessKey;
  private final String secretKey;

  private EmbeddedObjectStore(S3Proxy server, String accessKey, String secretKey) {
    this.server = server;
    this.accessKey = accessKey;
    this.secretKey = secretKey;
  }

  /**
   * Starts the server and makes the bucket where it is missing.
   *
   * @param port 0 for any free one
   */
  public static EmbeddedObjectStore start(
      Path directory, int port, String accessKey, String secretKey) throws Exception {
    // To a store of plain files, a bucket is a folder.
    Files.createDirectories(directory.resolve(BUCKET));
    BlobStore files = new FilesystemNio2BlobStore(directory.toString());
    S3Proxy server =
        S3Proxy.builder()
            .blobStore(files)
            .endpoint(URI.create("http://127.0.0.1:" + port))
            .awsAuthentication(AuthenticationType.AWS_V4, accessKey, secretKey)
            .stopTimeout(STOP_TIMEOUT_MILLIS)
            .build();
    try {
      server.start();
    } catch (Exception e) {
      server.stop();
      throw e;
    }
    return new EmbeddedObjectStore(server, accessKey, secretKey);
  }

  public String endpoint() {
    return "http://127.0.0.1:" + server.getPort();
  }

  public String accessKey() {
    return accessKey;
  }

  public String secretKey() {
    return secretKey;
  }

  @Override
  public void close() throws IOException {
    try {
      server.stop();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while stopping the S3 server");
    } catch (Exception e) {
      throw new IOException("cannot stop the S3 server", e);
    }
  }
}
