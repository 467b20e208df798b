package dev.actzoo.data;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.actzoo.input.BadInputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.dataset.MultiDataSet;

class TokenDatasetLoaderTest {
  private static final String TAGGED = "I\tO\nran\tV\n\nrunning\tV\nI\tO\n\n";

  @TempDir Path folder;

  @Test
  void tagsAreAtTheFirstPieceOfTheirToken() throws IOException {
    DatasetDescriptor descriptor =
        descriptor(Task.TOKEN_CLASSIFICATION, List.of("O", "V"), DataFormat.TAGGED_TOKENS, TAGGED);
    // a vocabulary of the single characters alone
    Preparation preparation = new Preparation(0.1, 1, 5 + 2 * 6, 0);
    TokenDataset loaded = loader().tagged(descriptor, preparation);
    assertThat(loaded.length()).isEqualTo(16);
    assertThat(loaded.train().classes()).isEqualTo(2);
    assertThat(loaded.tokenizer().decode(loaded.train().sequence(1)))
        .isEqualTo("[CLS] running i [SEP]");
    MultiDataSet batch = loaded.train().batch(new int[] {0, 1});
    List<String> asked = new ArrayList<>();
    for (int row = 0; row < 2; row++) {
      for (int i = 0; i < 16; i++) {
        if (batch.getLabelsMaskArray(0).getInt(row, i) == 1) {
          asked.add(row + ":" + i + "=" + batch.getLabels(0).getInt(row, i));
        }
      }
    }
    assertThat(asked).containsExactly("0:1=0", "0:2=1", "1:1=1", "1:8=0");
  }

  @Test
  void aSequenceThatIsCutLosesTheTagsOfWhatIsCut() throws IOException {
    DatasetDescriptor descriptor =
        descriptor(Task.TOKEN_CLASSIFICATION, List.of("O", "V"), DataFormat.TAGGED_TOKENS, TAGGED);
    TokenDataset loaded = loader().tagged(descriptor, new Preparation(0.1, 1, 17, 3));
    MultiDataSet batch = loaded.train().batch(new int[] {0});
    assertThat(batch.getFeatures(0).toIntVector()).startsWith(2).endsWith(3);
    assertThat(batch.getLabelsMaskArray(0).toIntVector()).containsExactly(0, 1, 0);
  }

  @Test
  void runningTextIsCutIntoBlocks() throws IOException {
    DatasetDescriptor descriptor =
        descriptor(
            Task.MASKED_LANGUAGE_MODEL, List.of(), DataFormat.LINES, "ab cd\n\nef gh a b c\n");
    Preparation preparation = new Preparation(0.1, 1, 5 + 2 * 8, 6);
    TokenDataset loaded = loader().masked(descriptor, preparation);
    assertThat(loaded.train().size()).isEqualTo(2);
    assertThat(loaded.tokenizer().decode(loaded.train().sequence(0)))
        .isEqualTo("[CLS] ab cd [SEP]");
    assertThat(loaded.train().classes()).isEqualTo(loaded.vocabularySize());
    TokenDataset again = loader().masked(descriptor, preparation);
    assertThat(again.test().batch(new int[] {1}).getFeatures(0))
        .isEqualTo(loaded.test().batch(new int[] {1}).getFeatures(0));
  }

  @Test
  void refusesAnotherNumberOfSequences() throws IOException {
    DatasetDescriptor descriptor =
        descriptor(
            Task.TOKEN_CLASSIFICATION, List.of("O", "V"), DataFormat.TAGGED_TOKENS, "I\tO\n");
    assertThatThrownBy(() -> loader().tagged(descriptor, new Preparation(0.1, 1, 17, 0)))
        .isInstanceOf(BadInputException.class)
        .hasMessage("own/text: expected 2 sequences, found 1");
  }

  private TokenDatasetLoader loader() {
    return new TokenDatasetLoader(
        new DatasetFiles(folder),
        new Tokenizers(new VocabularyCache(folder.resolve("cache"))),
        new DecodedCache(folder.resolve("cache")));
  }

  /** All three parts are the same text. */
  private DatasetDescriptor descriptor(
      Task task, List<String> classes, DataFormat format, String text) throws IOException {
    List<DataFile> files = new ArrayList<>();
    for (FileRole role :
        List.of(FileRole.TRAIN_TEXT, FileRole.VALIDATION_TEXT, FileRole.TEST_TEXT)) {
      String path = role == FileRole.TRAIN_TEXT ? "own/text" : "own/" + role;
      Files.createDirectories(folder.resolve("own"));
      byte[] bytes = text.getBytes(UTF_8);
      Files.write(folder.resolve(path), bytes);
      files.add(new DataFile(path, role, (long) bytes.length, Sha256.hex(bytes), null, null));
    }
    int count = task == Task.MASKED_LANGUAGE_MODEL ? 3 : 2;
    return new DatasetDescriptor(
        "own",
        task,
        "",
        classes,
        List.of(),
        new SplitSizes(count, count, count),
        format,
        null,
        files,
        List.of(),
        List.of(),
        "",
        "",
        "",
        null);
  }
}
