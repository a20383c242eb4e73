package dev.millrace.trainer.worker;

import dev.millrace.platform.kafka.KafkaClients;
import dev.millrace.topics.Topics;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigResource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The share group through which the workers of a pool divide the proposals between them. */
public final class ShareGroup {
  /** By default a group begins at the end and reads what may yet be rolled back. */
  private static final Map<String, String> SETTINGS =
      Map.of(
          "share.auto.offset.reset", "earliest",
          "share.isolation.level", "read_committed");

  private static final Logger LOG = LoggerFactory.getLogger(ShareGroup.class);

  private ShareGroup() {}

  /** Sets the group up; to be called before the first worker joins, and harmless after. */
  public static void configure(KafkaClients clients, String group) {
    List<AlterConfigOp> changes =
        SETTINGS.entrySet().stream()
            .map(
                setting ->
                    new AlterConfigOp(
                        new ConfigEntry(setting.getKey(), setting.getValue()),
                        AlterConfigOp.OpType.SET))
            .toList();
    var resource = new ConfigResource(ConfigResource.Type.GROUP, group);
    try (Admin admin = clients.admin()) {
      admin.incrementalAlterConfigs(Map.of(resource, changes)).all().get();
      warnOfPartitions(admin);
    } catch (ExecutionException e) {
      throw new KafkaException("share group " + group + " cannot be set up", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new KafkaException("interrupted", e);
    }
  }

  /** Somebody may have made the topic with more partitions than we would. */
  private static void warnOfPartitions(Admin admin)
      throws ExecutionException, InterruptedException {
    String topic = Topics.TRIAL_PROPOSED.name();
    for (TopicDescription found :
        admin.describeTopics(List.of(topic)).allTopicNames().get().values()) {
      if (found.partitions().size() > 1) {
        LOG.atWarn()
            .addKeyValue("topic", topic)
            .addKeyValue("partitions", found.partitions().size())
            .log("with more than one partition, proposals may wait for busy slots");
      }
    }
  }
}
