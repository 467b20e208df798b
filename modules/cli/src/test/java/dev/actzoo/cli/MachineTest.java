package dev.actzoo.cli;

import static org.assertj.core.api.Assertions.assertThat;

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
