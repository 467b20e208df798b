package dev.actzoo.data;

import dev.actzoo.input.BadInputException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.datavec.api.split.InputSplit;
import org.datavec.api.writable.IntWritable;
import org.datavec.api.writable.Writable;

/**
 * Tagged sequences as token numbers between {@code [CLS]} and {@code [SEP]}, none cut. A token that
 * is cut into several pieces has its tag at the first (Devlin et al. 2019, section 5.3).
 *
 * @param tokens their tokens
 * @param tags for each token its tag, or {@link TokenExamples.Targets#NONE}
 */
record TaggedText(TokenSequences tokens, TokenSequences tags) {

  /** A token of a sequence with the label of its tag. */
  record Step(String token, int tag) {}

  /**
   * Reads sequences and checks their number.
   *
   * @param expected how many there must be
   */
  static List<List<Step>> read(InputSplit input, List<String> tags, int expected) {
    try (TaggedTokensRecordReader reader = new TaggedTokensRecordReader(tags)) {
      reader.initialize(input);
      List<List<Step>> sequences = new ArrayList<>();
      while (reader.hasNext()) {
        sequences.add(reader.sequenceRecord().stream().map(TaggedText::step).toList());
      }
      if (sequences.size() != expected) {
        throw new BadInputException(
            "%s: expected %d sequences, found %d"
                .formatted(BinaryFile.name(input.locations()[0]), expected, sequences.size()));
      }
      return sequences;
    } catch (IOException e) {
      throw new BadInputException(
          "%s: %s".formatted(BinaryFile.name(input.locations()[0]), e.getMessage()), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(
          "interrupted while reading " + BinaryFile.name(input.locations()[0]), e);
    }
  }

  private static Step step(List<Writable> record) {
    return new Step(record.get(0).toString(), ((IntWritable) record.get(1)).get());
  }

  static TaggedText encode(List<List<Step>> sequences, Tokenizer tokenizer) {
    Vocabulary vocabulary = tokenizer.vocabulary();
    Tokenizer.Encoding encoding = tokenizer.encoding();
    List<int[]> tokens = new ArrayList<>();
    List<int[]> tags = new ArrayList<>();
    for (List<Step> sequence : sequences) {
      IntStream.Builder numbers = IntStream.builder().add(vocabulary.classification());
      IntStream.Builder answers = IntStream.builder().add(TokenExamples.Targets.NONE);
      for (Step step : sequence) {
        int[] pieces = encoding.encode(step.token());
        int[] some = pieces.length == 0 ? new int[] {vocabulary.unknown()} : pieces;
        for (int i = 0; i < some.length; i++) {
          numbers.add(some[i]);
          answers.add(i == 0 ? step.tag() : TokenExamples.Targets.NONE);
        }
      }
      tokens.add(numbers.add(vocabulary.separator()).build().toArray());
      tags.add(answers.add(TokenExamples.Targets.NONE).build().toArray());
    }
    return new TaggedText(TokenSequences.of(tokens), TokenSequences.of(tags));
  }

  /** Sequences kept as {@link #parts} gave them. */
  static TaggedText of(List<ByteBuffer> parts) {
    return new TaggedText(
        TokenSequences.of(parts.get(0), parts.get(1)),
        TokenSequences.of(parts.get(2), parts.get(3)));
  }

  List<ByteBuffer> parts() {
    List<ByteBuffer> parts = new ArrayList<>(tokens.bytes());
    parts.addAll(tags.bytes());
    return parts;
  }

  /** The tokens of the longest sequence. */
  int longest() {
    return IntStream.range(0, tokens.size()).map(tokens::length).max().orElse(0);
  }
}
