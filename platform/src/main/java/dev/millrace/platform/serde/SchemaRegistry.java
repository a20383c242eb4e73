package dev.millrace.platform.serde;

import java.util.Optional;
import org.apache.avro.Schema;

/** What a serializer needs of a schema registry. */
public interface SchemaRegistry {

  /** The id of a schema under a subject; registers it where that is allowed. */
  int idOf(String subject, Schema schema);

  /** The schema with this id; empty when the registry says that there is none. */
  Optional<Schema> byId(int id);
}
