package dev.millrace.platform.storage;

import io.minio.BucketExistsArgs;
import io.minio.GetObjectArgs;
import io.minio.ListObjectsArgs;
import io.minio.MakeBucketArgs;
import io.minio.MinioClient;
import io.minio.PutObjectArgs;
import io.minio.RemoveObjectArgs;
import io.minio.Result;
import io.minio.StatObjectArgs;
import io.minio.UploadObjectArgs;
import io.minio.errors.ErrorResponseException;
import io.minio.errors.MinioException;
import io.minio.messages.Item;
import java.io.ByteArrayOutputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Objects on any server with the S3 API. */
public final class S3ObjectStore implements ObjectStore, AutoCloseable {
  private static final String SCHEME = "s3://";
  private static final Set<String> MISSING = Set.of("NoSuchKey", "NoSuchBucket", "NoSuchObject");

  private final MinioClient client;
  private final String bucket;

  public S3ObjectStore(StorageSettings settings) {
    this.bucket = settings.bucket();
    this.client =
        MinioClient.builder()
            .endpoint(settings.endpoint())
            .region(settings.region())
            .credentials(settings.accessKey(), settings.secretKey())
            .build();
  }

  @FunctionalInterface
  private interface Call<T> {
    T run() throws MinioException, IOException;
  }

  /** Makes the bucket unless it is there. */
  public void ensureBucket() throws IOException {
    boolean there =
        call(
            "bucket " + bucket,
            () -> client.bucketExists(BucketExistsArgs.builder().bucket(bucket).build()));
    if (!there) {
      call(
          "bucket " + bucket,
          () -> {
            client.makeBucket(MakeBucketArgs.builder().bucket(bucket).build());
            return true;
          });
    }
  }

  @Override
  public StoredObject put(String prefix, String suffix, byte[] bytes) throws IOException {
    StoredObject object = named(prefix, suffix, Sha256.of(bytes), bytes.length);
    if (!exists(object.uri())) {
      call(
          object.uri(),
          () ->
              client.putObject(
                  PutObjectArgs.builder()
                      .bucket(bucket)
                      .object(keyOf(object.uri()))
                      .data(bytes, bytes.length)
                      .build()));
    }
    return object;
  }

  @Override
  public StoredObject put(String prefix, String suffix, Path file) throws IOException {
    StoredObject object = named(prefix, suffix, Sha256.of(file), Files.size(file));
    if (!exists(object.uri())) {
      call(
          object.uri(),
          () ->
              client.uploadObject(
                  UploadObjectArgs.builder()
                      .bucket(bucket)
                      .object(keyOf(object.uri()))
                      .filename(file.toString())
                      .build()));
    }
    return object;
  }

  private StoredObject named(String prefix, String suffix, String sha256, long size) {
    return new StoredObject(SCHEME + bucket + "/" + prefix + "/" + sha256 + suffix, sha256, size);
  }

  @Override
  public byte[] fetch(String uri, String sha256) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    copy(uri, sha256, out);
    return out.toByteArray();
  }

  @Override
  public void fetch(String uri, String sha256, Path target) throws IOException {
    Path folder = target.toAbsolutePath().getParent();
    Files.createDirectories(folder);
    Path partial = Files.createTempFile(folder, target.getFileName().toString(), ".part");
    try {
      try (OutputStream out = Files.newOutputStream(partial)) {
        copy(uri, sha256, out);
      }
      Files.move(
          partial, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(partial);
    }
  }

  private void copy(String uri, String sha256, OutputStream out) throws IOException {
    GetObjectArgs args = GetObjectArgs.builder().bucket(bucket).object(keyOf(uri)).build();
    String actual =
        call(
            uri,
            () -> {
              try (InputStream in = client.getObject(args)) {
                return Sha256.copy(in, out);
              }
            });
    if (!actual.equals(sha256)) {
      throw new CorruptObjectException(uri, sha256, actual);
    }
  }

  @Override
  public boolean exists(String uri) throws IOException {
    try {
      call(
          uri,
          () ->
              client.statObject(
                  StatObjectArgs.builder().bucket(bucket).object(keyOf(uri)).build()));
      return true;
    } catch (FileNotFoundException e) {
      return false;
    }
  }

  @Override
  public void delete(String uri) throws IOException {
    RemoveObjectArgs args = RemoveObjectArgs.builder().bucket(bucket).object(keyOf(uri)).build();
    call(
        uri,
        () -> {
          client.removeObject(args);
          return true;
        });
  }

  @Override
  public List<Listed> list(String prefix) throws IOException {
    ListObjectsArgs args =
        ListObjectsArgs.builder().bucket(bucket).prefix(prefix + "/").recursive(true).build();
    return call(
        prefix,
        () -> {
          List<Listed> objects = new ArrayList<>();
          for (Result<Item> found : client.listObjects(args)) {
            Item item = found.get();
            String uri = SCHEME + bucket + "/" + item.objectName();
            objects.add(new Listed(uri, item.lastModified().toInstant()));
          }
          return objects;
        });
  }

  private String keyOf(String uri) throws IOException {
    String ours = SCHEME + bucket + "/";
    if (!uri.startsWith(ours)) {
      throw new IOException("%s is not in bucket %s".formatted(uri, bucket));
    }
    return uri.substring(ours.length());
  }

  private static <T> T call(String what, Call<T> call) throws IOException {
    try {
      return call.run();
    } catch (ErrorResponseException e) {
      if (MISSING.contains(e.errorResponse().code())) {
        FileNotFoundException missing = new FileNotFoundException(what);
        missing.initCause(e);
        throw missing;
      }
      throw new IOException(what + ": " + e.errorResponse().code(), e);
    } catch (MinioException e) {
      throw new IOException(what + ": " + e.getMessage(), e);
    }
  }

  @Override
  public void close() {
    try {
      client.close();
    } catch (Exception e) {
      throw new IllegalStateException("cannot close the S3 client", e);
    }
  }
}
