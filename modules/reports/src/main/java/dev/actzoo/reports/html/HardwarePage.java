package dev.actzoo.reports.html;

import dev.actzoo.reports.Hardware;
import java.util.List;

/** A benchmark's figures as a page of their own, which needs nothing but itself. */
public final class HardwarePage {
  private final List<HardwareView> hardware;

  private HardwarePage(List<HardwareView> hardware) {
    this.hardware = hardware;
  }

  /** The page's text. */
  public static String of(Hardware hardware) {
    List<Hardware> one = List.of(hardware);
    return HtmlReport.render(
        "benchmark.jte", new HardwarePage(HardwareView.of(one)), ChartData.ofHardware(one));
  }

  List<HardwareView> hardware() {
    return hardware;
  }

  Hardware.Machine machine() {
    return hardware.get(0).hardware().machine();
  }
}
