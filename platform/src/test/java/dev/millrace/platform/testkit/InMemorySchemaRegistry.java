package dev.millrace.platform.testkit;

import dev.millrace.platform.serde.SchemaRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.avro.Schema;

/** A schema registry that gives equal schemas equal ids, from 1. */
public final class InMemorySchemaRegistry implements SchemaRegistry {
  private final List<Schema> schemas = new ArrayList<>();

  @Override
  public synchronized int idOf(String subject, Schema schema) {
    int known = schemas.indexOf(schema);
    if (known >= 0) {
      return known + 1;
    }
    schemas.add(schema);
    return schemas.size();
  }

  @Override
  public synchronized Optional<Schema> byId(int id) {
    return id < 1 || id > schemas.size() ? Optional.empty() : Optional.of(schemas.get(id - 1));
  }
}
