package dev.millrace.intake.request;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Names the models of a job per series: {@code <model>.<series>}, so that no two series share one.
 *
 * <p>Letters, digits, {@code _} and {@code -} of a series' name stay; any other character becomes
 * {@code .XX} for each of its UTF-8 bytes, XX in hexadecimal capitals. A name that gets too long is
 * cut and ends in {@code .x} and the first 16 hexadecimal digits of the series' SHA-256; as x is no
 * such digit, no other series is written like that.
 */
public final class SeriesModels {

  /** What a model's name may have before the names of its series come behind it. */
  public static final int LONGEST_MODEL_NAME = 100;

  private static final int LONGEST_NAME = 128;
  private static final int DIGEST_BYTES = 8;
  private static final HexFormat CAPITALS = HexFormat.of().withUpperCase();

  private SeriesModels() {}

  /** The name of the model of one series. */
  public static String name(String model, String series) {
    StringBuilder name = new StringBuilder(model).append('.');
    series.codePoints().forEach(c -> name.append(written(c)));
    if (name.length() <= LONGEST_NAME) {
      return name.toString();
    }
    String end = ".x" + digest(series);
    return cut(model, series, LONGEST_NAME - end.length()) + end;
  }

  /** As much as fits, and no half of a character. */
  private static String cut(String model, String series, int length) {
    StringBuilder name = new StringBuilder(model).append('.');
    for (int c : series.codePoints().toArray()) {
      String next = written(c);
      if (name.length() + next.length() > length) {
        break;
      }
      name.append(next);
    }
    return name.toString();
  }

  private static String written(int codePoint) {
    String character = Character.toString(codePoint);
    boolean stays =
        (codePoint >= 'a' && codePoint <= 'z')
            || (codePoint >= 'A' && codePoint <= 'Z')
            || (codePoint >= '0' && codePoint <= '9')
            || codePoint == '_'
            || codePoint == '-';
    if (stays) {
      return character;
    }
    StringBuilder bytes = new StringBuilder();
    for (byte each : character.getBytes(StandardCharsets.UTF_8)) {
      bytes.append('.').append(CAPITALS.toHexDigits(each));
    }
    return bytes.toString();
  }

  private static String digest(String series) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(series.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash, 0, DIGEST_BYTES);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
