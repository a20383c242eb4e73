package dev.millrace.hpo.codec;

import dev.millrace.hpo.study.Enclosed;
import org.apache.avro.specific.SpecificRecord;

/** A whole event that the rules hand on unopened. */
public record EnclosedEvent(SpecificRecord event) implements Enclosed {

  static <T extends SpecificRecord> T open(Enclosed enclosed, Class<T> type) {
    return type.cast(((EnclosedEvent) enclosed).event());
  }
}
