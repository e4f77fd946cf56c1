package io.lambdax.store.view;

import io.lambdax.core.series.Series;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;

/**
 * A series as bytes and back.
 *
 * <p>Layout: one byte 1 (the format), the number of days, the first epoch day (zigzag), then for
 * each further day its distance from the one before, all as base-128 varints; then the values as
 * 8-byte big-endian doubles. A daily series costs about nine bytes a day.
 */
public final class PackedSeries {

  private static final byte FORMAT = 1;

  private PackedSeries() {}

  /** Packs a series. */
  public static byte[] encode(Series series) {
    int size = series.size();
    ByteBuffer out = ByteBuffer.allocate(1 + Varints.INT * (1 + size) + Double.BYTES * size);
    out.put(FORMAT);
    Varints.put(out, size);
    int before = 0;
    for (int i = 0; i < size; i++) {
      int day = series.day(i);
      Varints.put(out, i == 0 ? Varints.zigzag(day) : day - before);
      before = day;
    }
    for (int i = 0; i < size; i++) {
      out.putDouble(series.value(i));
    }
    byte[] packed = new byte[out.position()];
    out.flip().get(packed);
    return packed;
  }

  /**
   * Unpacks a series.
   *
   * @throws IllegalArgumentException if the bytes are not a packed series
   */
  public static Series decode(byte[] packed) {
    ByteBuffer in = ByteBuffer.wrap(packed);
    try {
      byte format = in.get();
      if (format != FORMAT) {
        throw new IllegalArgumentException(
            "packed series of format " + format + ": this version reads format " + FORMAT);
      }
      int size = Varints.getInt(in);
      if (size < 0 || (long) size * (1 + Double.BYTES) > in.remaining()) {
        throw new IllegalArgumentException(
            "packed series claims "
                + size
                + " days but has only "
                + in.remaining()
                + " bytes left");
      }
      int[] days = new int[size];
      for (int i = 0; i < size; i++) {
        int word = Varints.getInt(in);
        days[i] = i == 0 ? Varints.unzigzag(word) : days[i - 1] + word;
      }
      double[] values = new double[size];
      in.asDoubleBuffer().get(values);
      if (in.remaining() != size * Double.BYTES) {
        throw new IllegalArgumentException("packed series has bytes left over");
      }
      return Series.of(days, values);
    } catch (BufferUnderflowException e) {
      throw new IllegalArgumentException(
          "packed series of " + packed.length + " bytes is cut short", e);
    }
  }
}
