package dev.actzoo.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DatasetDescriptorTest {
  private static final String HASH = "0123456789abcdef".repeat(4);
  private static final DataFile TRAIN = new DataFile("x/a.gz", FileRole.TRAIN_TEXT, 1, HASH);

  @ParameterizedTest
  @ValueSource(strings = {"../a", "/a", "a/../b", "a//b", ".a", "a\\b", "", "c:/a", "a/"})
  void filesStayInTheirFolder(String path) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new DataFile(path, FileRole.TRAIN_TEXT, 1, HASH))
        .withMessage("'" + path + "' is not a plain relative path");
  }

  @Test
  void filesHaveASizeAndADigest() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new DataFile("a", FileRole.TRAIN_TEXT, 0, HASH));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new DataFile("a", FileRole.TRAIN_TEXT, 1, HASH + "0"));
  }

  @Test
  void classesAndRolesAreDistinctAndTheShapeFitsTheTask() {
    assertThat(descriptor(List.of("a", "b"), List.of(32), List.of(TRAIN)).classes()).isEqualTo(2);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> descriptor(List.of("a", "a"), List.of(32), List.of(TRAIN)));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> descriptor(List.of("a"), List.of(32), List.of(TRAIN)));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> descriptor(List.of("a", "b"), List.of(28, 28, 1), List.of(TRAIN)));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> descriptor(List.of("a", "b"), List.of(32), List.of(TRAIN, TRAIN)));
  }

  @Test
  void textHasNoImageShapeAndARoleMayBeMissing() {
    DatasetDescriptor text = descriptor(List.of("a", "b"), List.of(32), List.of(TRAIN));
    assertThatIllegalStateException().isThrownBy(text::imageShape);
    assertThatIllegalStateException().isThrownBy(() -> text.file(FileRole.TEST_TEXT));
    assertThat(text.file(FileRole.TRAIN_TEXT)).isEqualTo(TRAIN);
  }

  private static DatasetDescriptor descriptor(
      List<String> classNames, List<Integer> shape, List<DataFile> files) {
    return new DatasetDescriptor(
        "made-up",
        Task.TEXT_CLASSIFICATION,
        "",
        classNames,
        shape,
        new SplitSizes(4, 2),
        files,
        List.of(),
        "",
        "",
        "");
  }
}
