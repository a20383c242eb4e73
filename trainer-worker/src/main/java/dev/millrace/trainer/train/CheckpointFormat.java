package dev.millrace.trainer.train;

import dev.millrace.trainer.xgboost.Boosting;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Checkpoints as bytes, big-endian: the magic word, the version of the format, what was trained by
 * name, the models, the measurements. Whoever changes what is written, or how the same assignment
 * is trained, raises the version: no program goes on from what another one meant differently.
 */
public final class CheckpointFormat {
  static final int VERSION = 3;

  /** "MILLCKPT". */
  private static final long MAGIC = 0x4D494C4C434B5054L;

  private CheckpointFormat() {}

  /**
   * Writes a checkpoint.
   *
   * @param of what was trained, by name: everything that decides the bytes of its models
   */
  public static void write(SortedMap<String, String> of, Checkpoint checkpoint, OutputStream to)
      throws IOException {
    var out = new DataOutputStream(to);
    out.writeLong(MAGIC);
    out.writeInt(VERSION);
    var writer = new CheckpointWriter(out);
    writer.texts(of);
    writer.list(checkpoint.models(), writer::model);
    writer.list(checkpoint.search().stream().toList(), writer::search);
    out.flush();
  }

  /**
   * Reads a checkpoint of the same training.
   *
   * @throws UnusableCheckpoint when it is of another one, or none at all; says which
   */
  public static Checkpoint read(SortedMap<String, String> of, InputStream from) {
    var in = new DataInputStream(from);
    try {
      if (in.readLong() != MAGIC) {
        throw new UnusableCheckpoint("it is no checkpoint");
      }
      int version = in.readInt();
      if (version != VERSION) {
        throw new UnusableCheckpoint(
            "its format is version %d, not %d".formatted(version, VERSION));
      }
      var reader = new CheckpointReader(in);
      requireSame(of, reader.texts());
      List<Boosting.Snapshot> models = reader.list(reader::model);
      return new Checkpoint(models, reader.list(reader::search).stream().findFirst());
    } catch (EOFException e) {
      throw new UnusableCheckpoint("it is cut short");
    } catch (IOException | IllegalArgumentException e) {
      throw new UnusableCheckpoint("it cannot be read: " + e.getMessage());
    }
  }

  private static void requireSame(SortedMap<String, String> wanted, Map<String, String> found) {
    Map<String, String> names = new TreeMap<>(wanted);
    names.putAll(found);
    for (String name : names.keySet()) {
      String expected = wanted.getOrDefault(name, "");
      String actual = found.getOrDefault(name, "");
      if (!expected.equals(actual)) {
        throw new UnusableCheckpoint("its %s is '%s', not '%s'".formatted(name, actual, expected));
      }
    }
  }
}
