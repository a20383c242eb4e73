package dev.millrace.hpo.stream;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyDescription;
import org.apache.kafka.streams.TopologyDescription.Node;

/** A topology's description in a fixed order; Kafka's own text follows the order of hash sets. */
final class TopologyText {

  private TopologyText() {}

  static String of(Topology topology) {
    TopologyDescription description = topology.describe();
    return description.subtopologies().stream()
        .sorted(Comparator.comparingInt(TopologyDescription.Subtopology::id))
        .map(part -> "sub-topology %d%n%s".formatted(part.id(), nodes(part.nodes())))
        .collect(Collectors.joining());
  }

  private static String nodes(Collection<Node> nodes) {
    return nodes.stream()
        .sorted(Comparator.comparing(Node::name))
        .map(node -> "  %s -> %s%n".formatted(what(node), names(node.successors())))
        .collect(Collectors.joining());
  }

  private static String what(Node node) {
    return switch (node) {
      case TopologyDescription.Source source ->
          "%s (from %s)".formatted(source.name(), sorted(source.topicSet()));
      case TopologyDescription.Sink sink -> "%s (to %s)".formatted(sink.name(), sink.topic());
      case TopologyDescription.Processor processor when !processor.stores().isEmpty() ->
          "%s (stores %s)".formatted(processor.name(), sorted(processor.stores()));
      default -> node.name();
    };
  }

  private static List<String> names(Collection<Node> nodes) {
    return sorted(nodes.stream().map(Node::name).toList());
  }

  private static List<String> sorted(Collection<String> names) {
    return names.stream().sorted().toList();
  }
}
