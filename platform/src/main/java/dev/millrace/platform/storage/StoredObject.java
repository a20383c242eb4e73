package dev.millrace.platform.storage;

/**
 * An object that lies in object storage under the hash of its bytes.
 *
 * @param uri {@code s3://bucket/prefix/sha256.suffix}
 * @param sha256 64 lower-case hexadecimal digits
 * @param sizeBytes its size
 */
public record StoredObject(String uri, String sha256, long sizeBytes) {}
