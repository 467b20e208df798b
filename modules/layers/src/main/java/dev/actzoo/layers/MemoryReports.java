package dev.actzoo.layers;

import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.memory.LayerMemoryReport;

/** What a layer tells DL4J of its memory: parameters, and activations of its output's size. */
final class MemoryReports {
  private MemoryReports() {}

  static LayerMemoryReport of(Layer layer, InputType inputType, long parameters) {
    InputType output = layer.getOutputType(-1, inputType);
    return new LayerMemoryReport.Builder(layer.getLayerName(), layer.getClass(), inputType, output)
        .standardMemory(parameters, 0)
        .workingMemory(0, 0, 0, output.arrayElementsPerExample())
        .cacheMemory(0, 0)
        .build();
  }
}
