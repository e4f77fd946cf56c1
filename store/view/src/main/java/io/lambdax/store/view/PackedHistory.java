package io.lambdax.store.view;

import io.lambdax.core.series.History;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;

/**
 * A history as bytes and back.
 *
 * <p>Layout: one byte 1 (the format), the number of facts; the first epoch day (zigzag), then for
 * each further fact the distance of its day from the one before; the versions, all as base-128
 * varints; then the values as 8-byte big-endian doubles, NaN where one was withdrawn. About ten
 * bytes a fact.
 */
public final class PackedHistory {

  private static final byte FORMAT = 1;

  /** The fewest bytes of a fact. */
  private static final int LEAST = 1 + 1 + Double.BYTES;

  private PackedHistory() {}

  /** Packs a history. */
  public static byte[] encode(History history) {
    int size = history.size();
    ByteBuffer out =
        ByteBuffer.allocate(1 + Varints.INT + (Varints.INT + Varints.LONG + Double.BYTES) * size);
    out.put(FORMAT);
    Varints.put(out, size);
    for (int i = 0; i < size; i++) {
      int day = history.day(i);
      Varints.put(out, i == 0 ? Varints.zigzag(day) : day - history.day(i - 1));
    }
    for (int i = 0; i < size; i++) {
      Varints.put(out, history.version(i));
    }
    for (int i = 0; i < size; i++) {
      out.putDouble(history.value(i).orElse(Double.NaN));
    }
    byte[] packed = new byte[out.position()];
    out.flip().get(packed);
    return packed;
  }

  /**
   * Unpacks a history.
   *
   * @throws IllegalArgumentException if the bytes are not a packed history
   */
  public static History decode(byte[] packed) {
    ByteBuffer in = ByteBuffer.wrap(packed);
    try {
      byte format = in.get();
      int size = Varints.getInt(in);
      if (format != FORMAT || size < 0 || (long) size * LEAST > in.remaining()) {
        throw new IllegalArgumentException(
            "packed history of format %d claims %d facts in %d bytes: this version reads format %d"
                .formatted(format, size, packed.length, FORMAT));
      }
      int[] days = new int[size];
      for (int i = 0; i < size; i++) {
        int word = Varints.getInt(in);
        days[i] = i == 0 ? Varints.unzigzag(word) : days[i - 1] + word;
      }
      long[] versions = new long[size];
      for (int i = 0; i < size; i++) {
        versions[i] = Varints.getLong(in);
      }
      double[] values = new double[size];
      in.asDoubleBuffer().get(values);
      if (in.remaining() != size * Double.BYTES) {
        throw new IllegalArgumentException("packed history has bytes left over");
      }
      return History.of(days, versions, values);
    } catch (BufferUnderflowException e) {
      throw new IllegalArgumentException(
          "packed history of " + packed.length + " bytes is cut short", e);
    }
  }
}
