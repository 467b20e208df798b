package dev.actzoo.benchmarks;

import com.sun.management.ThreadMXBean;
import dev.actzoo.data.BatchArrays;
import dev.actzoo.data.Datasets;
import dev.actzoo.data.Examples;
import dev.actzoo.data.ImageAugmentation;
import dev.actzoo.data.ImageDataset;
import dev.actzoo.data.Preparation;
import dev.actzoo.data.Preview;
import dev.actzoo.data.TextDataset;
import dev.actzoo.data.Tokenizer;
import dev.actzoo.input.BadInputException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The speed of what stands before a training step, on one thread: text cut by both tokenizers,
 * files checked and decoded, what was decoded read back from the mapped cache, and batches
 * assembled.
 */
public final class DataSpeed {
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  private static final String TEXTS = "gutenberg-authors";
  private static final List<String> IMAGES = List.of("fashion-mnist-6000", "cifar-10");
  private static final List<String> TOKENIZERS =
      List.of(Preparation.WORDPIECE, Preparation.BYTE_BPE);
  private static final int ALL = Integer.MAX_VALUE;
  private static final int BATCH_SIZE = 128;
  private static final int WARM_UP = 3;

  private final Settings settings;
  private final @Nullable Path data;
  private final Path scratch;
  private final Consumer<Throughput> found;

  private DataSpeed(
      Settings settings, @Nullable Path data, Path scratch, Consumer<Throughput> found) {
    this.settings = settings;
    this.data = data;
    this.scratch = scratch;
    this.found = found;
  }

  /**
   * Measures every row that is wanted.
   *
   * @param data the folder of datasets; null if there is none
   * @param found told each row
   * @param missing told what could not be measured and why
   * @throws BadInputException if no row is wanted
   */
  public static void run(
      Settings settings,
      @Nullable Path data,
      Consumer<Throughput> found,
      BiConsumer<String, String> missing) {
    settings.requireAnyOf(names());
    Path scratch = folder();
    try {
      DataSpeed speed = new DataSpeed(settings, data, scratch, found);
      speed.tokenizers();
      for (String name : IMAGES) {
        try {
          speed.images(name);
        } catch (BadInputException e) {
          missing.accept(name, e.getMessage());
        }
      }
    } finally {
      remove(scratch);
    }
  }

  private static List<String> names() {
    return Stream.concat(
            TOKENIZERS.stream().map(DataSpeed::encode),
            IMAGES.stream()
                .flatMap(
                    name -> Stream.of(decode(name), mapped(name), batches(name), changed(name))))
        .toList();
  }

  private static String encode(String tokenizer) {
    return "encode %s, %s".formatted(TEXTS, tokenizer);
  }

  private static String decode(String dataset) {
    return "check and decode " + dataset;
  }

  private static String mapped(String dataset) {
    return "mapped cache of " + dataset;
  }

  private static String batches(String dataset) {
    return "batches of " + dataset;
  }

  private static String changed(String dataset) {
    return batches(dataset) + ", crop, flip and cutout";
  }

  private void tokenizers() {
    if (TOKENIZERS.stream().map(DataSpeed::encode).noneMatch(settings::wants)) {
      return;
    }
    Datasets datasets = new Datasets(data, scratch);
    List<String> texts =
        datasets.preview(TEXTS, ALL).samples().stream()
            .map(sample -> ((Preview.Words) sample).text())
            .toList();
    for (String kind : TOKENIZERS) {
      Preparation standard = Preparation.DEFAULTS;
      Preparation preparation =
          new Preparation(
              standard.validationFraction(),
              standard.splitSeed(),
              standard.vocabularySize(),
              standard.maxLength(),
              kind,
              false);
      Tokenizer tokenizer = ((TextDataset) datasets.load(TEXTS, preparation)).tokenizer();
      long tokens = tokenizer.encode(texts).stream().mapToLong(numbers -> numbers.length).sum();
      measure(encode(kind), "tokens", tokens, () -> tokenizer.encode(texts));
    }
  }

  private void images(String name) {
    if (Stream.of(decode(name), mapped(name), batches(name), changed(name))
        .noneMatch(settings::wants)) {
      return;
    }
    ImageDataset images = load(name, scratch);
    long count = images.train().size() + images.validation().size() + images.test().size();
    Path fresh = scratch.resolve("fresh");
    measure(
        decode(name),
        "images",
        count,
        () -> {
          remove(fresh);
          load(name, fresh);
        });
    measure(mapped(name), "images", count, () -> load(name, scratch));
    int train = images.train().size();
    measure(batches(name), "images", train, () -> assemble(images.train()));
    measure(
        changed(name),
        "images",
        train,
        () -> assemble(images.train().augmented(new ImageAugmentation(true, 1, 1))));
  }

  private ImageDataset load(String name, Path cache) {
    return (ImageDataset) new Datasets(data, cache).load(name, Preparation.DEFAULTS);
  }

  private static void assemble(Examples examples) {
    examples.shuffled(BATCH_SIZE, 1, 1).forEach(batch -> new BatchArrays(batch).close());
  }

  private void measure(String name, String items, long count, Contestant work) {
    if (!settings.wants(name)) {
      return;
    }
    Times times = Race.ofSteps(settings.rounds(), WARM_UP).run(List.of(work)).get(0);
    long bytes = THREADS.getCurrentThreadAllocatedBytes();
    work.run();
    bytes = THREADS.getCurrentThreadAllocatedBytes() - bytes;
    found.accept(
        new Throughput(name, items, count, times.perSecond(count, items), (double) bytes / count));
  }

  private static Path folder() {
    try {
      return Files.createTempDirectory("actzoo-bench");
    } catch (IOException e) {
      throw new BadInputException("no temporary folder can be made: " + e.getMessage(), e);
    }
  }

  private static void remove(Path folder) {
    if (!Files.exists(folder)) {
      return;
    }
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
