package dev.actzoo.data;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DecodedCacheTest {
  private static final List<String> PARTS = List.of("some pixels", "", "labels");

  @TempDir Path folder;
  private final AtomicInteger decoded = new AtomicInteger();

  @Test
  void decodesOnceAndThenMaps() {
    assertThat(texts(new DecodedCache(folder).parts("a", this::decode))).isEqualTo(PARTS);
    List<ByteBuffer> again = new DecodedCache(folder).parts("a", this::decode);
    assertThat(texts(again)).isEqualTo(PARTS);
    assertThat(again.get(0)).isInstanceOf(MappedByteBuffer.class);
    assertThat(again).allMatch(ByteBuffer::isReadOnly);
    assertThat(decoded).hasValue(1);
    new DecodedCache(folder).parts("b", this::decode);
    assertThat(decoded).hasValue(2);
  }

  @Test
  void everyFlippedByteAndEveryCutIsNoticed() throws IOException {
    DecodedCache cache = new DecodedCache(folder);
    cache.parts("a", this::decode);
    Path file = folder.resolve("a.bin");
    byte[] whole = Files.readAllBytes(file);
    int before = decoded.get();
    for (int i = 0; i < whole.length; i++) {
      byte[] flipped = whole.clone();
      flipped[i] ^= 0x10;
      Files.write(file, flipped);
      assertThat(texts(cache.parts("a", this::decode))).isEqualTo(PARTS);
      assertThat(Files.readAllBytes(file)).isEqualTo(whole);
      Files.write(file, java.util.Arrays.copyOf(whole, i));
      assertThat(texts(cache.parts("a", this::decode))).isEqualTo(PARTS);
      assertThat(Files.readAllBytes(file)).isEqualTo(whole);
    }
    assertThat(decoded).hasValue(before + 2 * whole.length);
  }

  @Test
  void whatCannotBeKeptIsDecodedAllTheSame() throws IOException {
    Path occupied = Files.writeString(folder.resolve("occupied"), "");
    DecodedCache cache = new DecodedCache(occupied.resolve("within"));
    assertThat(texts(cache.parts("a", this::decode))).isEqualTo(PARTS);
    assertThat(texts(cache.parts("a", this::decode))).isEqualTo(PARTS);
    assertThat(decoded).hasValue(2);
  }

  @Test
  void manyAtOnceSeeWholeFilesAndLeaveNothingBehind() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try {
      List<Callable<List<String>>> readers = new ArrayList<>();
      for (int i = 0; i < 16; i++) {
        readers.add(() -> texts(new DecodedCache(folder).parts("a", this::decode)));
      }
      for (Future<List<String>> parts : threads.invokeAll(readers)) {
        assertThat(parts.get()).isEqualTo(PARTS);
      }
    } finally {
      threads.shutdownNow();
    }
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files).containsExactly(folder.resolve("a.bin"));
    }
  }

  @Test
  void aWholeFileIsLeftAlone() throws IOException {
    new DecodedCache(folder).parts("a", this::decode);
    FileTime written = FileTime.fromMillis(1_000);
    Files.setLastModifiedTime(folder.resolve("a.bin"), written);
    new DecodedCache(folder).parts("a", this::decode);
    assertThat(Files.getLastModifiedTime(folder.resolve("a.bin"))).isEqualTo(written);
  }

  private List<ByteBuffer> decode() {
    decoded.incrementAndGet();
    return PARTS.stream().map(part -> ByteBuffer.wrap(part.getBytes(US_ASCII))).toList();
  }

  private static List<String> texts(List<ByteBuffer> parts) {
    return parts.stream().map(part -> US_ASCII.decode(part.duplicate()).toString()).toList();
  }
}
