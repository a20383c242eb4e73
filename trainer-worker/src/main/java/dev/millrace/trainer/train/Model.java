package dev.millrace.trainer.train;

/** A fitted model as bytes. */
public final class Model {
  private final byte[] bytes;

  public Model(byte[] bytes) {
    this.bytes = bytes.clone();
  }

  public byte[] bytes() {
    return bytes.clone();
  }
}
