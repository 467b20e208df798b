package dev.actzoo.kernels;

import org.bytedeco.dnnl.global.dnnl;
import org.bytedeco.dnnl.primitive;
import org.bytedeco.javacpp.IntPointer;

/** What a oneDNN primitive computes and in which pass, in words: "convolution backward weights". */
final class PrimitiveKind {
  private PrimitiveKind() {}

  static String of(primitive primitive) {
    return (name(primitive.get_kind().value) + pass(primitive)).strip();
  }

  private static String name(int kind) {
    if (kind == dnnl.dnnl_convolution) {
      return "convolution";
    }
    if (kind == dnnl.dnnl_eltwise) {
      return "activation";
    }
    if (kind == dnnl.dnnl_batch_normalization) {
      return "batch norm";
    }
    if (kind == dnnl.dnnl_layer_normalization) {
      return "layer norm";
    }
    if (kind == dnnl.dnnl_matmul) {
      return "matrix product";
    }
    if (kind == dnnl.dnnl_softmax) {
      return "softmax";
    }
    if (kind == dnnl.dnnl_pooling) {
      return "pooling";
    }
    return kind == dnnl.dnnl_binary ? "sum or product" : "other";
  }

  private static String pass(primitive primitive) {
    try (IntPointer pass = new IntPointer(1)) {
      int status =
          dnnl.dnnl_primitive_desc_query(
              primitive.get_dnnl_primitive_desc(), dnnl.dnnl_query_prop_kind, 0, pass);
      if (status != dnnl.dnnl_success) {
        return "";
      }
      int value = pass.get();
      if (value == dnnl.dnnl_backward_data) {
        return " backward data";
      }
      if (value == dnnl.dnnl_backward_weights) {
        return " backward weights";
      }
      if (value == dnnl.dnnl_backward) {
        return " backward";
      }
      boolean forward = value == dnnl.dnnl_forward_training || value == dnnl.dnnl_forward_inference;
      return forward ? " forward" : "";
    }
  }
}
