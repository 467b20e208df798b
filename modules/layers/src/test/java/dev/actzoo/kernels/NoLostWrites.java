package dev.actzoo.kernels;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** What every test is held to where layers run on a {@link FakeDevice}. */
public final class NoLostWrites implements AfterEachCallback {
  @Override
  public void afterEach(ExtensionContext context) {
    assertThat(FakeDevice.settle()).isEmpty();
  }
}
