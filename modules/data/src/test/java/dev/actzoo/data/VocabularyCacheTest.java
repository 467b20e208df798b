package dev.actzoo.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VocabularyCacheTest {
  private static final int THREADS = 8;
  private static final int ROUNDS = 20;

  @TempDir Path folder;
  private final AtomicInteger learned = new AtomicInteger();

  @Test
  void learnsOnceAndKeepsOneTokenALine() throws IOException {
    Path made = folder.resolve("made").resolve("when-needed");
    List<String> tokens = new VocabularyCache(made).vocabulary("key", this::learn).tokens();
    assertThat(new VocabularyCache(made).vocabulary("key", this::learn).tokens()).isEqualTo(tokens);
    assertThat(learned).hasValue(1);
    assertThat(Files.readAllLines(made.resolve("key.txt"))).isEqualTo(tokens);
  }

  @Test
  void learnsAgainWhatWasDamaged() throws IOException {
    VocabularyCache cache = new VocabularyCache(folder);
    List<String> tokens = cache.vocabulary("key", this::learn).tokens();
    Path file = folder.resolve("key.txt");
    String whole = Files.readString(file);
    for (String damaged : List.of(whole.replace("mer", "mar"), whole.substring(0, 40), "")) {
      assertThat(damaged).isNotEqualTo(whole);
      Files.writeString(file, damaged);
      assertThat(cache.vocabulary("key", this::learn).tokens()).isEqualTo(tokens);
      assertThat(file).hasContent(whole);
    }
    Files.delete(folder.resolve("key.txt.sha256"));
    assertThat(cache.vocabulary("key", this::learn).tokens()).isEqualTo(tokens);
    assertThat(learned).hasValue(5);
  }

  @Test
  void byteLevelFilesAreThoseOfGpt2AndReadBack() throws IOException {
    VocabularyCache cache = new VocabularyCache(folder);
    ByteBpeTokenizer tokenizer = cache.byteBpe("key", this::learnBytes);
    assertThat(Files.readString(folder.resolve("key/vocab.json")))
        .startsWith("{\"[PAD]\":0,\"[UNK]\":1,");
    assertThat(Files.readAllLines(folder.resolve("key/merges.txt")))
        .startsWith("#version: 0.2", "a m", "e r", "h am");
    ByteBpeTokenizer again = cache.byteBpe("key", this::learnBytes);
    assertThat(again.fingerprint()).isEqualTo(tokenizer.fingerprint());
    assertThat(learned).hasValue(1);
    Files.writeString(folder.resolve("key/merges.txt"), "#version: 0.2\n");
    assertThat(cache.byteBpe("key", this::learnBytes).fingerprint())
        .isEqualTo(tokenizer.fingerprint());
    assertThat(learned).hasValue(2);
  }

  private ByteBpeTokenizer learnBytes() {
    learned.incrementAndGet();
    return ByteBpeTokenizer.learn(List.of("hammer hammer hamster hamster stammer"), 270);
  }

  @Test
  void aFolderThatCannotBeWrittenCostsNothingButTime() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "in the way");
    VocabularyCache cache = new VocabularyCache(file.resolve("folder"));
    assertThat(cache.vocabulary("key", this::learn).contains("hammer")).isTrue();
    assertThat(file).hasContent("in the way");
  }

  @Test
  void manyAtOnceGetTheSameAndLeaveOneWholeFile() throws Exception {
    List<String> expected = learn().tokens();
    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    try {
      for (int round = 0; round < ROUNDS; round++) {
        String key = "key-" + round;
        CyclicBarrier start = new CyclicBarrier(THREADS);
        List<Future<List<String>>> results = new ArrayList<>();
        for (int thread = 0; thread < THREADS; thread++) {
          results.add(
              threads.submit(
                  () -> {
                    start.await();
                    return new VocabularyCache(folder).vocabulary(key, this::learn).tokens();
                  }));
        }
        for (Future<List<String>> result : results) {
          assertThat(result.get()).isEqualTo(expected);
        }
        learned.set(0);
        assertThat(new VocabularyCache(folder).vocabulary(key, this::learn).tokens())
            .isEqualTo(expected);
        assertThat(learned).hasValue(0);
      }
    } finally {
      threads.shutdownNow();
    }
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files).hasSize(2 * ROUNDS);
    }
  }

  private Vocabulary learn() {
    learned.incrementAndGet();
    return VocabularyLearner.learn(List.of("hammer hammer hamster hamster stammer"), 200);
  }
}
