package dev.actzoo.layers;

import dev.actzoo.kernels.Kernels;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.gradient.DefaultGradient;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.layers.BaseLayer;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** A running {@link ParametrisedLayer}; its forward pass keeps what its backward pass reads. */
abstract class KernelLayer<C extends ParametrisedLayer> extends BaseLayer<C> {
  final transient StepArrays arrays = new StepArrays();
  private transient @Nullable Gradient gradients;
  private transient @Nullable FirstBatch firstBatch;

  KernelLayer(NeuralNetConfiguration configuration, DataType type) {
    super(configuration, type);
  }

  /** The pass of the first batch while it goes on and is this layer's concern; else null. */
  final @Nullable FirstBatch firstBatch() {
    return firstBatch;
  }

  final void during(@Nullable FirstBatch pass) {
    this.firstBatch = pass;
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
    return arrays.rows(denseInput(workspaces));
  }

  /** The gradient that reaches the layer, in dense C order. */
  static INDArray denseGradient(INDArray gradientOut, LayerWorkspaceMgr workspaces) {
    return Dense.of(workspaces, ArrayType.BP_WORKING_MEM, gradientOut);
  }

  /** The gradient that reaches the layer, as [rows, features]. */
  final INDArray gradientRows(INDArray gradientOut, LayerWorkspaceMgr workspaces) {
    return arrays.rows(denseGradient(gradientOut, workspaces));
  }

  /** A new output [..., out] for the input [..., in], to be returned. */
  final INDArray newOutput(LayerWorkspaceMgr workspaces) {
    long[] shape = input.shape().clone();
    shape[shape.length - 1] = layerConf().out();
    return arrays.create(workspaces, ArrayType.ACTIVATIONS, dataType, shape);
  }

  /** A new gradient of the input's shape, to be returned. */
  final INDArray newGradientIn(LayerWorkspaceMgr workspaces) {
    return arrays.create(workspaces, ArrayType.ACTIVATION_GRAD, dataType, input.shape());
  }

  /** A new array that lives until the backward pass in training, else until the forward's end. */
  final INDArray newKept(boolean training, LayerWorkspaceMgr workspaces, long... shape) {
    return arrays.create(
        workspaces, training ? ArrayType.ACTIVATIONS : ArrayType.FF_WORKING_MEM, dataType, shape);
  }

  /** A new array that lives until the backward pass of this layer ends. */
  final INDArray scratch(LayerWorkspaceMgr workspaces, long... shape) {
    return arrays.create(workspaces, ArrayType.BP_WORKING_MEM, dataType, shape);
  }

  final Affine affine(String weights, String bias) {
    return new Affine(this, arrays, weights, bias);
  }

  @Override
  public void setBackpropGradientsViewArray(INDArray flat) {
    super.setBackpropGradientsViewArray(flat);
    gradients = null;
  }

  /** All gradients of the layer, as they now stand. */
  final Gradient gradients() {
    Gradient all = gradients;
    if (all == null) {
      all = new DefaultGradient();
      gradientViews.forEach(all::setGradientFor);
      gradients = all;
    }
    return all;
  }

  @Override
  public boolean isPretrainLayer() {
    return false;
  }
}
