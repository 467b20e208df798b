package dev.actzoo.data;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.actzoo.input.BadInputException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A tokenizer read from the files that a model was published with: BERT's {@code vocab.txt}, one
 * token a line, or GPT-2's {@code vocab.json} and {@code merges.txt}. Special tokens may be at any
 * place of {@code vocab.txt}, which must have them all; those that {@code vocab.json} does not have
 * are added after its last token.
 *
 * @param tokenizer the tokenizer
 * @param sha256 the SHA-256 of the file, or of both files' SHA-256
 */
record PublishedTokenizer(Tokenizer tokenizer, String sha256) {
  private static final String PIECES = "vocab.txt";
  private static final String TOKENS = "vocab.json";
  private static final String MERGES = "merges.txt";
  private static final ObjectMapper JSON =
      JsonMapper.builder().enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION).build();

  /**
   * Reads a tokenizer.
   *
   * @param path a file in the form of {@code vocab.txt}, or a folder with the files
   * @throws BadInputException if there is none, naming file and line
   */
  static PublishedTokenizer read(Path path) {
    if (!Files.isDirectory(path)) {
      return wordPiece(path);
    }
    if (Files.exists(path.resolve(PIECES))) {
      return wordPiece(path.resolve(PIECES));
    }
    if (Files.exists(path.resolve(TOKENS)) && Files.exists(path.resolve(MERGES))) {
      byte[] tokens = bytes(path.resolve(TOKENS));
      byte[] merges = bytes(path.resolve(MERGES));
      String both = Sha256.hex(tokens) + " " + Sha256.hex(merges);
      return new PublishedTokenizer(
          byteBpe(path.resolve(TOKENS), path.resolve(MERGES)),
          Sha256.hex(both.getBytes(StandardCharsets.US_ASCII)));
    }
    throw new BadInputException(
        "%s: has neither %s nor %s with %s".formatted(path, PIECES, TOKENS, MERGES));
  }

  private static PublishedTokenizer wordPiece(Path file) {
    List<String> tokens = lines(file);
    Map<String, Integer> lines = new HashMap<>();
    for (int line = 1; line <= tokens.size(); line++) {
      String token = tokens.get(line - 1);
      if (token.isEmpty()) {
        throw bad(file, line, "empty; a vocabulary has one token a line");
      }
      Integer before = lines.putIfAbsent(token, line);
      if (before != null) {
        throw bad(file, line, "'%s' is there already, in line %d".formatted(token, before));
      }
    }
    List<String> missing = Vocabulary.missing(lines.keySet());
    if (!missing.isEmpty()) {
      throw bad(
          file,
          tokens.size(),
          "ends without %s; one token a line, %s among them"
              .formatted(String.join(", ", missing), String.join(" ", Vocabulary.SPECIAL)));
    }
    if (tokens.size() == Vocabulary.SPECIAL.size()) {
      throw bad(file, tokens.size(), "ends without any but special tokens");
    }
    return new PublishedTokenizer(
        WordPieceTokenizer.published(new Vocabulary(tokens)), Sha256.hex(bytes(file)));
  }

  /** The byte-level tokenizer of two files, every text's first word taken as one within it. */
  static ByteBpeTokenizer byteBpe(Path vocabulary, Path merges) {
    Map<String, Integer> numbers = numbers(vocabulary);
    String[] tokens = new String[numbers.size()];
    numbers.forEach(
        (token, number) -> {
          if (number < 0 || number >= tokens.length || tokens[number] != null) {
            throw new BadInputException(
                "%s: '%s' has number %d; the numbers must be 0 to %d, each once"
                    .formatted(vocabulary, token, number, tokens.length - 1));
          }
          tokens[number] = token;
        });
    List<String> all = new ArrayList<>(Arrays.asList(tokens));
    all.addAll(Vocabulary.missing(numbers.keySet()));
    if (numbers.isEmpty()) {
      throw new BadInputException(vocabulary + ": holds no token");
    }
    return new ByteBpeTokenizer(new Vocabulary(all), pairs(merges, numbers), true);
  }

  private static Map<String, Integer> numbers(Path file) {
    try {
      Map<?, ?> tree = JSON.readValue(text(file), Map.class);
      Map<String, Integer> numbers = new HashMap<>();
      tree.forEach(
          (token, number) -> {
            if (!(number instanceof Integer whole)) {
              throw new BadInputException(
                  "%s: '%s' has no whole number but %s".formatted(file, token, number));
            }
            numbers.put(token.toString(), whole);
          });
      return numbers;
    } catch (JsonProcessingException e) {
      int line = e.getLocation() == null ? 1 : e.getLocation().getLineNr();
      throw bad(file, line, "not a JSON object of tokens, each once, to numbers");
    }
  }

  private static List<String> pairs(Path file, Map<String, Integer> numbers) {
    List<String> lines = lines(file);
    List<String> pairs = new ArrayList<>();
    for (int line = 1; line <= lines.size(); line++) {
      String pair = lines.get(line - 1);
      boolean heading = line == 1 && pair.startsWith("#version");
      if (heading || pair.isEmpty()) {
        continue;
      }
      String[] two = pair.split(" ", -1);
      if (two.length != 2 || two[0].isEmpty() || two[1].isEmpty()) {
        throw bad(file, line, "not two tokens with a space between them");
      }
      for (String token : List.of(two[0], two[1], two[0] + two[1])) {
        if (!numbers.containsKey(token)) {
          throw bad(file, line, "'%s' is not in the vocabulary".formatted(token));
        }
      }
      pairs.add(pair);
    }
    return pairs;
  }

  private static List<String> lines(Path file) {
    List<String> lines = new ArrayList<>(List.of(text(file).split("\n", -1)));
    lines.replaceAll(line -> line.endsWith("\r") ? line.substring(0, line.length() - 1) : line);
    if (lines.get(lines.size() - 1).isEmpty()) {
      lines.remove(lines.size() - 1);
    }
    return lines;
  }

  private static String text(Path file) {
    byte[] bytes = bytes(file);
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw new BadInputException(file + ": not UTF-8", e);
    }
  }

  private static byte[] bytes(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new BadInputException("%s: cannot be read (%s)".formatted(file, e.getMessage()), e);
    }
  }

  private static BadInputException bad(Path file, int line, String fault) {
    return new BadInputException("%s:%d: %s".formatted(file, line, fault));
  }
}
