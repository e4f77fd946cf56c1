package io.lambdax.store.view;

import java.nio.ByteBuffer;

/** Whole numbers in base 128, low digits first, the high bit of a byte set if more follow. */
final class Varints {

  /** The most bytes of an int. */
  static final int INT = 5;

  /** The most bytes of a long. */
  static final int LONG = 10;

  private Varints() {}

  /** Writes a number; a negative one as if it had no sign. */
  static void put(ByteBuffer out, int value) {
    put(out, Integer.toUnsignedLong(value));
  }

  static void put(ByteBuffer out, long value) {
    long rest = value;
    while ((rest & ~0x7fL) != 0) {
      out.put((byte) (rest | 0x80));
      rest >>>= 7;
    }
    out.put((byte) rest);
  }

  /** Reads what {@link #put(ByteBuffer, int)} wrote. */
  static int getInt(ByteBuffer in) {
    return (int) get(in, INT);
  }

  /** Reads what {@link #put(ByteBuffer, long)} wrote. */
  static long getLong(ByteBuffer in) {
    return get(in, LONG);
  }

  private static long get(ByteBuffer in, int most) {
    long value = 0;
    for (int shift = 0; shift < 7 * most; shift += 7) {
      byte next = in.get();
      value |= (next & 0x7fL) << shift;
      if (next >= 0) {
        return value;
      }
    }
    throw new IllegalArgumentException("a packed number has more than " + most + " bytes");
  }

  /** A signed number so that small ones are short. */
  static int zigzag(int value) {
    return (value << 1) ^ (value >> 31);
  }

  /** The other way round. */
  static int unzigzag(int word) {
    return (word >>> 1) ^ -(word & 1);
  }
}
