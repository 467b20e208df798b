package dev.actzoo.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.actzoo.input.BadInputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PublishedTokenizerTest {
  @TempDir Path folder;

  @Test
  void specialTokensMayBeAnywhere() throws IOException {
    Path file = write("vocab.txt", "[PAD]\n[unused1]\nun\n[UNK]\n[CLS]\n##ed\n[SEP]\n[MASK]\nx\n");
    Tokenizer tokenizer = PublishedTokenizer.read(folder).tokenizer();
    assertThat(tokenizer.encode("Uned y x")).containsExactly(2, 5, 3, 8);
    assertThat(tokenizer.vocabulary().mask()).isEqualTo(7);
    assertThat(tokenizer.vocabulary().ordinary()).containsExactly(1, 2, 5, 8);
    assertThat(PublishedTokenizer.read(file).sha256())
        .isEqualTo(Sha256.hex(Files.readAllBytes(file)));
  }

  @Test
  void aVocabularyWithCapitalsKeepsThem() throws IOException {
    write("vocab.txt", "[PAD]\r\n[UNK]\r\n[CLS]\r\n[SEP]\r\n[MASK]\r\nUn\r\nun");
    assertThat(PublishedTokenizer.read(folder).tokenizer().pieces("Un un UN"))
        .containsExactly("Un", "un", "[UNK]");
  }

  @Test
  void wrongVocabulariesAreToldWithTheirLine() throws IOException {
    refused("[PAD]\n[UNK]\n[CLS]\nx\n[CLS]\n", ":5: '[CLS]' is there already, in line 3");
    refused(
        "[PAD]\n[UNK]\n[CLS]\nx\n",
        ":4: ends without [SEP], [MASK]; one token a line, [PAD] [UNK] [CLS] [SEP] [MASK] among"
            + " them");
    refused("[PAD]\n\n[UNK]\n", ":2: empty; a vocabulary has one token a line");
    refused("[PAD]\n[UNK]\n[CLS]\n[SEP]\n[MASK]\n", ":5: ends without any but special tokens");
    Files.write(folder.resolve("vocab.txt"), new byte[] {(byte) 0xC3, 0x28});
    refused(folder.resolve("vocab.txt"), folder.resolve("vocab.txt") + ": not UTF-8");
    Path nothing = Files.createDirectory(folder.resolve("nothing"));
    refused(nothing, nothing + ": has neither vocab.txt nor vocab.json with merges.txt");
  }

  @Test
  void byteLevelFilesGetTheSpecialTokensTheyLack() throws IOException {
    write("vocab.json", "{\"a\": 0, \"\u0120\": 1, \"b\": 3, \"ab\": 2, \"</s>\": 4}");
    write("merges.txt", "#version: 0.2\na b\n");
    Tokenizer tokenizer = PublishedTokenizer.read(folder).tokenizer();
    assertThat(tokenizer.encode("ab ba")).containsExactly(1, 2, 1, 3, 0);
    assertThat(tokenizer.vocabulary().tokens())
        .endsWith("</s>", "[PAD]", "[UNK]", "[CLS]", "[MASK]");
    assertThat(tokenizer.vocabulary().separator()).isEqualTo(4);
  }

  @Test
  void wrongByteLevelFilesAreTold() throws IOException {
    write("vocab.json", "{\"a\": 0, \"b\": 1}");
    Path merges = write("merges.txt", "#version: 0.2\nb a\n");
    refused(folder, merges + ":2: 'ba' is not in the vocabulary");
    write("merges.txt", "ab\n");
    refused(folder, merges + ":1: not two tokens with a space between them");
    Path tokens = write("vocab.json", "{\"a\": 0,\n \"a\": 1}");
    assertThatThrownBy(() -> PublishedTokenizer.read(folder))
        .isInstanceOf(BadInputException.class)
        .hasMessage(tokens + ":2: not a JSON object of tokens, each once, to numbers");
    write("vocab.json", "{\"a\": 0, \"b\": 2}");
    refused(folder, tokens + ": 'b' has number 2; the numbers must be 0 to 1, each once");
    write("vocab.json", "{\"a\": \"0\"}");
    refused(folder, tokens + ": 'a' has no whole number but 0");
  }

  private void refused(String vocabulary, String fault) throws IOException {
    Path file = write("vocab.txt", vocabulary);
    refused(file, file + fault);
    Files.delete(file);
  }

  private static void refused(Path path, String message) {
    assertThatThrownBy(() -> PublishedTokenizer.read(path))
        .isInstanceOf(BadInputException.class)
        .hasMessage(message);
  }

  private Path write(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }
}
