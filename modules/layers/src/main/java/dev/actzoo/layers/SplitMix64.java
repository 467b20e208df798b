package dev.actzoo.layers;

import java.nio.charset.StandardCharsets;

/**
 * The SplitMix64 generator (Steele, Lea and Flood 2014) as a function of a key and a counter, so
 * that any element of a stream is had without the ones before it, on any thread, the same to the
 * bit on every platform.
 */
final class SplitMix64 {
  private static final long GAMMA = 0x9E3779B97F4A7C15L;
  private static final long FNV_OFFSET = 0xCBF29CE484222325L;
  private static final long FNV_PRIME = 0x100000001B3L;

  private SplitMix64() {}

  /** The key of the stream that belongs to a seed and a sequence of names. */
  static long key(long seed, String... names) {
    long key = mix(seed + GAMMA);
    for (String name : names) {
      key = mix(key + hash(name));
    }
    return key;
  }

  /** The key of the stream with a number within a family of streams. */
  static long key(long family, long number) {
    return mix(family + mix(number + GAMMA));
  }

  /** Element {@code counter} of a stream: 64 uniform bits. */
  static long bits(long key, long counter) {
    return mix(key + GAMMA * (counter + 1));
  }

  private static long mix(long bits) {
    long z = bits;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }

  /** FNV-1a of the name in UTF-8. */
  private static long hash(String name) {
    long hash = FNV_OFFSET;
    for (byte octet : name.getBytes(StandardCharsets.UTF_8)) {
      hash = (hash ^ (octet & 0xFF)) * FNV_PRIME;
    }
    return hash;
  }
}
