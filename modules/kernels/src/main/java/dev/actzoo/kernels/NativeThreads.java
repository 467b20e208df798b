package dev.actzoo.kernels;

import java.util.Map;

/** How many threads the native libraries use, which all of them read when they are loaded. */
final class NativeThreads {
  static final int COUNT = count(System.getenv(), Runtime.getRuntime().availableProcessors());

  private NativeThreads() {}

  static int count(Map<String, String> environment, int cores) {
    String told = environment.getOrDefault("OMP_NUM_THREADS", "").strip();
    return told.matches("[1-9]\\d{0,3}") ? Integer.parseInt(told) : cores;
  }
}
