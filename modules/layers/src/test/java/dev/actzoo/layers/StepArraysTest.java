package dev.actzoo.layers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.nd4j.linalg.api.buffer.DataType.DOUBLE;
import static org.nd4j.linalg.api.buffer.DataType.FLOAT;

import java.util.function.UnaryOperator;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.memory.MemoryWorkspace;
import org.nd4j.linalg.api.memory.conf.WorkspaceConfiguration;
import org.nd4j.linalg.api.memory.enums.LearningPolicy;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.workspace.WorkspaceUtils;

class StepArraysTest {
  private static final UnaryOperator<INDArray> TURNED = INDArray::transpose;

  private final StepArrays arrays = new StepArrays();
  private final LayerWorkspaceMgr workspaces = workspaces(1 << 16);

  private static LayerWorkspaceMgr workspaces(long bytes) {
    WorkspaceConfiguration configuration =
        WorkspaceConfiguration.builder()
            .initialSize(bytes)
            .policyLearning(LearningPolicy.NONE)
            .build();
    return LayerWorkspaceMgr.builder()
        .with(ArrayType.ACTIVATIONS, "StepArraysTest", configuration)
        .noWorkspaceFor(ArrayType.INPUT)
        .build();
  }

  @AfterEach
  void destroyWorkspaces() {
    Nd4j.getWorkspaceManager().destroyAllWorkspacesForCurrentThread();
  }

  private interface Step {
    INDArray run();
  }

  private INDArray step(Step step) {
    return step(workspaces, step);
  }

  private static INDArray step(LayerWorkspaceMgr workspaces, Step step) {
    try (MemoryWorkspace open = workspaces.notifyScopeEntered(ArrayType.ACTIVATIONS)) {
      INDArray array = step.run();
      WorkspaceUtils.assertValidArray(array, "of this step");
      return array;
    }
  }

  private INDArray create(long... shape) {
    return arrays.create(workspaces, ArrayType.ACTIVATIONS, FLOAT, shape);
  }

  @Test
  void theNextStepGetsTheSameArray() {
    INDArray first = step(() -> create(3, 4));
    assertThat(step(() -> create(3, 4))).isSameAs(first);
    assertThat(step(() -> create(3, 4))).isSameAs(first);
  }

  @Test
  void otherShapesAndTypesAndPlacesAreOtherArrays() {
    INDArray first = step(() -> create(3, 4));
    assertThat(step(() -> create(4, 3))).isNotSameAs(first);
    assertThat(step(() -> arrays.create(workspaces, ArrayType.ACTIVATIONS, DOUBLE, 3, 4)))
        .isNotSameAs(first);
    INDArray second =
        step(
            () -> {
              create(3, 4);
              return create(3, 4);
            });
    assertThat(second).isNotSameAs(first);
    assertThat(second.data().address()).isGreaterThan(first.data().address());
    assertThat(step(() -> create(3, 4))).isSameAs(first);
  }

  @Test
  void zerosAreZeroWhateverTheStepBeforeLeft() {
    INDArray first =
        step(() -> arrays.zeros(workspaces, ArrayType.ACTIVATIONS, FLOAT, 5).assign(7));
    INDArray again =
        step(
            () -> {
              INDArray zeros = arrays.zeros(workspaces, ArrayType.ACTIVATIONS, FLOAT, 5);
              assertThat(zeros.sumNumber().doubleValue()).isZero();
              return zeros;
            });
    assertThat(again).isSameAs(first);
  }

  @Test
  void whatDoesNotFitTheWorkspaceIsMadeAnew() {
    LayerWorkspaceMgr small = workspaces(64);
    Step tooLarge = () -> arrays.create(small, ArrayType.ACTIVATIONS, FLOAT, 1000);
    INDArray first = step(small, tooLarge);
    assertThat(step(small, tooLarge)).isNotSameAs(first);
  }

  @Test
  void arraysThatAreGivenAwayAreMadeAnew() {
    INDArray first = arrays.create(workspaces, ArrayType.INPUT, FLOAT, 3);
    assertThat(first.isAttached()).isFalse();
    assertThat(arrays.create(workspaces, ArrayType.INPUT, FLOAT, 3)).isNotSameAs(first);
  }

  @Test
  void aWorkspaceThatWasDestroyedIsNotUsedAgain() {
    INDArray first = step(() -> create(3, 4));
    destroyWorkspaces();
    assertThat(step(() -> create(3, 4))).isNotSameAs(first);
  }

  @Test
  void copiesOfAnArrayAreItsOwn() {
    INDArray kept = step(() -> create(2).assign(1).detach());
    step(() -> create(2).assign(2));
    assertThat(kept.sumNumber().doubleValue()).isEqualTo(2);
  }

  @Test
  void viewsOfTheSameArrayAreMadeOnce() {
    INDArray first = step(() -> arrays.view(create(3, 4), TURNED));
    assertThat(first.shape()).containsExactly(4, 3);
    assertThat(step(() -> arrays.view(create(3, 4), TURNED))).isSameAs(first);
    assertThat(step(() -> arrays.view(create(2, 6), TURNED)).shape()).containsExactly(6, 2);
    assertThat(step(() -> arrays.rows(create(2, 3, 5))).shape()).containsExactly(6, 5);
  }
}
