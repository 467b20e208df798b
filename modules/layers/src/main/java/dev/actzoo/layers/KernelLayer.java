package dev.actzoo.layers;

import dev.actzoo.kernels.Kernels;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.gradient.DefaultGradient;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.layers.BaseLayer;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** A running {@link ParametrisedLayer}; its forward pass keeps what its backward pass reads. */
abstract class KernelLayer<C extends ParametrisedLayer> extends BaseLayer<C> {
  KernelLayer(NeuralNetConfiguration configuration, DataType type) {
    super(configuration, type);
  }

  final Kernels kernels() {
    return Kernels.of(dataType);
  }

  /** The input in dense C order. */
  final INDArray denseInput(LayerWorkspaceMgr workspaces) {
    assertInputSet(false);
    input = Dense.of(workspaces, ArrayType.INPUT, input);
    return input;
  }

  /** The input as [rows, features]. */
  final INDArray inputRows(LayerWorkspaceMgr workspaces) {
    return Dense.rows(denseInput(workspaces));
  }

  /** The gradient that reaches the layer, in dense C order. */
  static INDArray denseGradient(INDArray gradientOut, LayerWorkspaceMgr workspaces) {
    return Dense.of(workspaces, ArrayType.BP_WORKING_MEM, gradientOut);
  }

  /** The gradient that reaches the layer, as [rows, features]. */
  static INDArray gradientRows(INDArray gradientOut, LayerWorkspaceMgr workspaces) {
    return Dense.rows(denseGradient(gradientOut, workspaces));
  }

  /** A new output [..., out] for the input [..., in], to be returned. */
  final INDArray newOutput(LayerWorkspaceMgr workspaces) {
    long[] shape = input.shape().clone();
    shape[shape.length - 1] = layerConf().out();
    return workspaces.createUninitialized(ArrayType.ACTIVATIONS, dataType, shape, 'c');
  }

  /** A new gradient of the input's shape, to be returned. */
  final INDArray newGradientIn(LayerWorkspaceMgr workspaces) {
    return workspaces.createUninitialized(ArrayType.ACTIVATION_GRAD, dataType, input.shape(), 'c');
  }

  /** A new array that lives until the backward pass in training, else until the forward's end. */
  final INDArray newKept(boolean training, LayerWorkspaceMgr workspaces, long... shape) {
    return workspaces.createUninitialized(
        training ? ArrayType.ACTIVATIONS : ArrayType.FF_WORKING_MEM, dataType, shape, 'c');
  }

  /** A new array that lives until the backward pass of this layer ends. */
  final INDArray scratch(LayerWorkspaceMgr workspaces, long... shape) {
    return workspaces.createUninitialized(ArrayType.BP_WORKING_MEM, dataType, shape, 'c');
  }

  final Affine affine(String weights, String bias) {
    return new Affine(getParam(weights), getParam(bias));
  }

  final Affine affineGradient(String weights, String bias) {
    return new Affine(gradientViews.get(weights), gradientViews.get(bias));
  }

  /** All gradients of the layer, as they now stand. */
  final Gradient gradients() {
    Gradient gradients = new DefaultGradient();
    gradientViews.forEach((name, view) -> gradients.setGradientFor(name, view));
    return gradients;
  }

  @Override
  public boolean isPretrainLayer() {
    return false;
  }
}
