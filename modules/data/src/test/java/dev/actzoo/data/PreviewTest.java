package dev.actzoo.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.datavec.api.writable.IntWritable;
import org.datavec.api.writable.Text;
import org.datavec.api.writable.Writable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PreviewTest {
  @TempDir Path cache;

  @Test
  void countsLabelsAndShowsEveryClassFirst() {
    Datasets datasets = new Datasets(null, cache);
    Preview images = datasets.preview("fashion-mnist-6000", 12);
    assertThat(images.counts().get("train")).hasSize(10).containsOnly(600);
    assertThat(images.counts().get("test")).hasSize(10).containsOnly(200);
    List<String> labels =
        images.samples().stream().map(sample -> ((Preview.Picture) sample).label()).toList();
    assertThat(labels).hasSize(12).startsWith("T-shirt/top", "Trouser", "Pullover");
    assertThat(labels.subList(0, 10)).doesNotHaveDuplicates();
    Preview.Picture shirt = (Preview.Picture) images.samples().get(0);
    assertThat(shirt.values()).hasSize(784).contains(0).anyMatch(value -> value > 200);

    Preview texts = datasets.preview("gutenberg-authors", 3);
    assertThat(texts.samples())
        .extracting(sample -> ((Preview.Words) sample).label())
        .containsExactly("austen", "bible", "bryant");
    assertThat(datasets.preview("spiral", 3)).isEqualTo(new Preview(Map.of(), List.of()));
  }

  @Test
  void countsTagsAndSetsThemBehindTheirTokens() {
    DatasetDescriptor tweets = new Datasets(null, cache).descriptor("twitter-pos");
    List<List<Writable>> sentence = List.of(token("so", "R", tweets), token("good", "A", tweets));
    Preview preview =
        Preview.ofTaggedTokens(tweets, Map.of("train", List.of(sentence, sentence, sentence)), 2);
    assertThat(preview.counts().get("train").get(tweets.classNames().indexOf("R"))).isEqualTo(3);
    assertThat(preview.samples())
        .containsExactly(
            new Preview.Words(null, "so/R good/A"), new Preview.Words(null, "so/R good/A"));
  }

  private static List<Writable> token(String token, String tag, DatasetDescriptor tweets) {
    return List.of(new Text(token), new IntWritable(tweets.classNames().indexOf(tag)));
  }

  @Test
  void showsTheFirstLinesThatSaySomething() {
    assertThat(Preview.ofLines(" \n = One = \n\n two \n three", 2).samples())
        .containsExactly(new Preview.Words(null, "= One ="), new Preview.Words(null, "two"));
  }
}
