package dev.actzoo.cli;

/** The settings of the libraries underneath that must stand before their first class is loaded. */
final class Libraries {
  private Libraries() {}

  /**
   * Sends JavaCPP's warnings to SLF4J, whose levels {@code simplelogger.properties} sets, and keeps
   * DL4J from writing a crash dump into the working folder when memory runs out.
   */
  static void quieten() {
    System.setProperty("org.bytedeco.javacpp.logger", "slf4j");
    System.setProperty("org.deeplearning4j.crash.reporting.enabled", "false");
  }
}
