package dev.actzoo.models;

import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.MultiDataSet;
import org.nd4j.linalg.factory.Nd4j;

/** Nets of images, and batches for them whose classes can be told apart. */
final class ImageNets {
  private ImageNets() {}

  static ComputationGraph net(ComputationGraphConfiguration configuration) {
    ComputationGraph net = new ComputationGraph(configuration);
    net.init();
    return net;
  }

  /** Images of noise, those of one class brighter than those of the class before. */
  static MultiDataSet batch(ImageInput images, int size, int classes) {
    INDArray in =
        Nd4j.create(DataType.FLOAT, size, images.height(), images.width(), images.channels());
    dev.actzoo.layers.WeightInitialisation.normal(in, 1, 5, "images", "values");
    INDArray labels = Nd4j.zeros(DataType.FLOAT, size, classes);
    for (int i = 0; i < size; i++) {
      in.slice(i).addi((double) (i % classes) / classes);
      labels.putScalar(i, i % classes, 1);
    }
    return new MultiDataSet(in, labels);
  }

  /** The loss before and after steps of momentum along the gradient, cut to norm 1. */
  static double[] losses(ComputationGraph net, MultiDataSet data, int steps, double rate) {
    double before = net.score(data, false);
    INDArray velocity = net.params().like();
    for (int step = 0; step < steps; step++) {
      INDArray gradient = BertTest.gradient(net, data).reshape(velocity.shape());
      double norm = gradient.norm2Number().doubleValue();
      velocity.muli(0.9).addi(gradient.divi(Math.max(1, norm)));
      net.params().subi(velocity.mul(rate));
      net.getConfiguration().setIterationCount(step + 1);
    }
    return new double[] {before, net.score(data, false)};
  }
}
