package dev.millrace.trainer.data;

/** Training, validation and test rows, in time order and without overlap. */
public record Splits(Rows train, Rows validation, Rows test) {
  public Splits {
    if (train.from() != 0 || train.to() != validation.from() || validation.to() != test.from()) {
      throw new IllegalArgumentException(
          "splits must follow each other from row 0, got train %s, validation %s, test %s"
              .formatted(train, validation, test));
    }
  }

  public Rows trainAndValidation() {
    return train.followedBy(validation);
  }

  public int rows() {
    return test.to();
  }
}
