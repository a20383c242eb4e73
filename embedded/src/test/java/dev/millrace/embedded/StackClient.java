package dev.millrace.embedded;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.minio.GetObjectArgs;
import io.minio.MinioClient;
import io.minio.PutObjectArgs;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * Writes one thing into every part of a stack, and reads all such things back, knowing only the
 * variables that services get.
 */
final class StackClient {
  static final String TOPIC = "things";

  private final Map<String, String> environment;

  StackClient(Map<String, String> environment) {
    this.environment = environment;
  }

  void createTopicAndTable() throws Exception {
    try (Admin admin = Admin.create(kafka())) {
      admin.createTopics(List.of(new NewTopic(TOPIC, 1, (short) 1))).all().get();
    }
    sql("CREATE TABLE thing (name text PRIMARY KEY)");
  }

  /** Gives the id of a schema that carries the thing's name. */
  int write(String name) throws Exception {
    try (var producer =
        new KafkaProducer<>(kafka(), new StringSerializer(), new StringSerializer())) {
      producer.send(new ProducerRecord<>(TOPIC, name, name)).get();
    }
    sql("INSERT INTO thing VALUES ('%s')".formatted(name));
    byte[] bytes = name.getBytes(UTF_8);
    s3().putObject(
            PutObjectArgs.builder().bucket(bucket()).object(name).stream(
                    new ByteArrayInputStream(bytes), (long) bytes.length, -1L)
                .build());
    return register(name);
  }

  int register(String name) throws Exception {
    String body =
        """
        {"schema": "{\\"type\\":\\"record\\",\\"name\\":\\"%s\\",\\"fields\\":[]}"}
        """
            .formatted(name);
    HttpRequest request =
        HttpRequest.newBuilder(registry("/subjects/" + name + "-value/versions"))
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
    return Integer.parseInt(send(request).replaceAll("\\D", ""));
  }

  String schema(int id) throws Exception {
    return send(HttpRequest.newBuilder(registry("/schemas/ids/" + id)).build());
  }

  List<String> records() {
    TopicPartition partition = new TopicPartition(TOPIC, 0);
    try (var consumer =
        new KafkaConsumer<>(kafka(), new StringDeserializer(), new StringDeserializer())) {
      consumer.assign(List.of(partition));
      consumer.seekToBeginning(List.of(partition));
      long end = consumer.endOffsets(List.of(partition)).getOrDefault(partition, 0L);
      List<String> values = new ArrayList<>();
      while (consumer.position(partition) < end) {
        consumer.poll(Duration.ofMillis(200)).forEach(found -> values.add(found.value()));
      }
      return values;
    }
  }

  List<String> rows() throws SQLException {
    try (Connection connection = connect();
        Statement statement = connection.createStatement();
        ResultSet found = statement.executeQuery("SELECT name FROM thing ORDER BY name")) {
      List<String> names = new ArrayList<>();
      while (found.next()) {
        names.add(found.getString(1));
      }
      return names;
    }
  }

  String object(String name) throws Exception {
    var request = GetObjectArgs.builder().bucket(bucket()).object(name).build();
    try (var object = s3().getObject(request)) {
      return new String(object.readAllBytes(), UTF_8);
    }
  }

  String clusterId() throws Exception {
    try (Admin admin = Admin.create(kafka())) {
      return admin.describeCluster().clusterId().get();
    }
  }

  String setting(String name) throws SQLException {
    try (Connection connection = connect();
        Statement statement = connection.createStatement();
        ResultSet found = statement.executeQuery("SHOW " + name)) {
      found.next();
      return found.getString(1);
    }
  }

  private void sql(String command) throws SQLException {
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      statement.execute(command);
    }
  }

  private Connection connect() throws SQLException {
    return DriverManager.getConnection(
        variable("DATABASE_URL"), variable("DATABASE_USER"), variable("DATABASE_PASSWORD"));
  }

  private MinioClient s3() {
    return MinioClient.builder()
        .endpoint(variable("STORAGE_ENDPOINT"))
        .region(variable("STORAGE_REGION"))
        .credentials(variable("STORAGE_ACCESS_KEY"), variable("STORAGE_SECRET_KEY"))
        .build();
  }

  private String bucket() {
    return variable("STORAGE_BUCKET");
  }

  private Map<String, Object> kafka() {
    return Map.of("bootstrap.servers", variable("KAFKA_BOOTSTRAP_SERVERS"));
  }

  private URI registry(String path) {
    return URI.create(variable("REGISTRY_URL") + path);
  }

  private static String send(HttpRequest request) throws Exception {
    try (HttpClient client = HttpClient.newHttpClient()) {
      HttpResponse<String> response = client.send(request, HttpResponse.BodyHandlers.ofString());
      if (response.statusCode() != 200) {
        throw new IllegalStateException(response.statusCode() + ": " + response.body());
      }
      return response.body();
    }
  }

  private String variable(String name) {
    String value = environment.get("MILLRACE_" + name);
    if (value == null) {
      throw new IllegalStateException("MILLRACE_%s is not in %s".formatted(name, environment));
    }
    return value;
  }
}
