package dev.millrace.embedded.schemas;

/** A refusal, with the HTTP status and the error code that Confluent's clients know. */
final class RegistryException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int status;
  private final int code;

  private RegistryException(int status, int code, String message) {
    super(message);
    this.status = status;
    this.code = code;
  }

  int status() {
    return status;
  }

  int code() {
    return code;
  }

  static RegistryException noSuchSubject(String subject) {
    return new RegistryException(404, 40401, "Subject '%s' not found.".formatted(subject));
  }

  static RegistryException noSuchVersion(int version) {
    return new RegistryException(404, 40402, "Version %d not found.".formatted(version));
  }

  static RegistryException noSuchSchema() {
    return new RegistryException(404, 40403, "Schema not found");
  }

  static RegistryException noSuchId(int id) {
    return new RegistryException(404, 40403, "Schema %d not found".formatted(id));
  }

  static RegistryException subjectNotDeletedYet(String subject) {
    return new RegistryException(
        404,
        40405,
        "Subject '%s' was not deleted first before being permanently deleted".formatted(subject));
  }

  static RegistryException versionNotDeletedYet(String subject, int version) {
    return new RegistryException(
        404,
        40407,
        "Subject '%s' Version %d was not deleted first before being permanently deleted"
            .formatted(subject, version));
  }

  static RegistryException noOwnCompatibility(String subject) {
    return new RegistryException(
        404,
        40408,
        "Subject '%s' does not have subject-level compatibility configured".formatted(subject));
  }

  static RegistryException incompatible(String subject, Object problems) {
    return new RegistryException(
        409,
        409,
        "Schema being registered is incompatible with an earlier schema for subject \"%s\": %s"
            .formatted(subject, problems));
  }

  static RegistryException invalidSchema(String reason) {
    return new RegistryException(422, 42201, "Invalid schema: " + reason);
  }

  static RegistryException invalidVersion(String version) {
    return new RegistryException(
        422,
        42202,
        "The specified version '%s' is not a valid version id; allowed are whole numbers from 1 and \"latest\""
            .formatted(version));
  }

  static RegistryException invalidCompatibility(String level) {
    return new RegistryException(422, 42203, "Invalid compatibility level '%s'".formatted(level));
  }

  static RegistryException badRequest(String reason) {
    return new RegistryException(400, 400, reason);
  }

  static RegistryException noSuchPath() {
    return new RegistryException(404, 404, "HTTP 404 Not Found");
  }

  static RegistryException methodNotAllowed() {
    return new RegistryException(405, 405, "HTTP 405 Method Not Allowed");
  }

  static RegistryException tooLarge(int limit) {
    return new RegistryException(413, 413, "a body may have at most %d bytes".formatted(limit));
  }
}
