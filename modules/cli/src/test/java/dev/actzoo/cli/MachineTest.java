package dev.actzoo.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import org.junit.jupiter.api.Test;

class MachineTest {
  private static final String COMMIT = "0123456789abcdef0123456789abcdef01234567";

  @Test
  void featuresThatMatterArePickedFromAnyFlags() {
    assertThat(Machine.features(List.of("flags : fpu avx avx2 avx512f amx_tile", "FMA")))
        .containsExactly("AMX", "AVX-512", "AVX2", "FMA");
    assertThat(Machine.features(List.of("hw.optional.neon: 1"))).isEmpty();
  }

  @Test
  void theProcessorHasAName() {
    assertThat(Machine.processor()).isNotBlank();
  }

  @Test
  void graphicsCardsAreWhatTheDriverSays() {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    assertThat(GraphicsCards.seen(List.of("no-such-driver-program")))
        .isEqualTo("no NVIDIA driver found");
    assertThat(GraphicsCards.seen(List.of(java, "--version"))).contains("; ").doesNotContain("\n");
    assertThat(GraphicsCards.seen(List.of(java, "--no-such-option")))
        .startsWith("the NVIDIA driver reports no card: ");
  }

  @Test
  void theCommitIsKnownOnlyIfTheBuildFilledItIn() {
    assertThat(build("${git.commit.id.full}", "${git.dirty}").commit()).isEqualTo("unknown");
    assertThat(build(COMMIT, "false").commit()).isEqualTo(COMMIT);
    assertThat(build(COMMIT, "true").commit()).isEqualTo(COMMIT + " with changes");
  }

  private static Build build(String commit, String dirty) {
    Properties facts = new Properties();
    facts.setProperty("version", "1.2.3");
    facts.setProperty("commit", commit);
    facts.setProperty("dirty", dirty);
    return Build.of(facts);
  }
}
