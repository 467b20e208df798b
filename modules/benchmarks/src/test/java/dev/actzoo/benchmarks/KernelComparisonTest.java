package dev.actzoo.benchmarks;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.actzoo.activations.Activation;
import dev.actzoo.activations.Catalogue;
import dev.actzoo.activations.Family;
import dev.actzoo.benchmarks.KernelCase.Rival;
import dev.actzoo.input.BadInputException;
import dev.actzoo.kernels.NativePointwise;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class KernelComparisonTest {
  private static final long LENGTH = 5000;
  private static final Race ONCE = new Race(1, 1, 0, System::nanoTime, () -> {});

  @Test
  void everyPointwiseFunctionIsMeasuredBothWaysAtTwoSizes() {
    List<String> names = KernelComparison.cases(2).stream().map(KernelCase::name).toList();
    for (NativePointwise f : NativePointwise.values()) {
      String name = f.name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
      assertThat(names.stream().filter((name + " forward")::equals)).hasSize(2);
      assertThat(names.stream().filter((name + " backward")::equals)).hasSize(2);
    }
    assertThat(names).contains("convolution 64 to 64 backward weights", "layer norm backward");
  }

  @ParameterizedTest
  @EnumSource(NativePointwise.class)
  void oursAndTheOnesThatAreThereRun(NativePointwise f) {
    Results results = new Results(row -> {});
    KernelComparison.race(PointwiseCases.forward(f, LENGTH, 2), ONCE, results);
    KernelComparison.race(PointwiseCases.backward(f, LENGTH, 2), ONCE, results);
    assertThat(results.rows()).extracting(Row::peer).contains(Peer.MEMCPY);
    assertThat(results.rows()).allSatisfy(row -> assertThat(row.ratio()).isPositive().isFinite());
    boolean stock = StockActivation.of(f) != null;
    assertThat(results.rows()).hasSize(stock ? 4 : 2);
  }

  static List<Activation> entries() {
    return Catalogue.all();
  }

  @Test
  void everyEntryIsMeasuredBothWaysAtTwoSizesForEachElement() {
    Map<String, List<String>> sizes =
        KernelComparison.cases(2).stream()
            .filter(wanted -> wanted.elements() > 0)
            .collect(groupingBy(KernelCase::name, mapping(KernelCase::size, toList())));
    for (Activation activation : entries()) {
      for (String pass : List.of("forward", "backward")) {
        String middle =
            activation.family() == Family.RIDGE ? " " : " " + activation.family().label() + " ";
        assertThat(sizes.get(activation.name() + middle + pass))
            .as(activation.name())
            .containsExactly("2 Mi floats", "32 Mi floats");
      }
    }
  }

  @ParameterizedTest
  @MethodSource("entries")
  void everyEntryRunsBesideCopying(Activation activation) {
    Results results = new Results(row -> {});
    for (KernelCase wanted : CatalogueCases.of(activation, 20 * 256, 2)) {
      KernelComparison.race(wanted, ONCE, results);
    }
    assertThat(results.rows()).extracting(Row::peer).containsExactly(Peer.MEMCPY, Peer.MEMCPY);
    assertThat(results.rows())
        .allSatisfy(
            row ->
                assertThat(row.nsPerElement()).isEqualTo(row.ours().median() * 1e6 / (20 * 256)));
  }

  @Test
  void formulasRunBesideOneDnn() {
    Results results = new Results(row -> {});
    KernelComparison.race(PointwiseCases.formulaForward(LENGTH, 2), ONCE, results);
    KernelComparison.race(PointwiseCases.formulaBackward(LENGTH, 2), ONCE, results);
    assertThat(results.rows())
        .extracting(Row::peer)
        .containsExactly(Peer.MEMCPY, Peer.ONEDNN, Peer.MEMCPY, Peer.ONEDNN);
  }

  @Test
  void anAbsentPeerIsNamedAndTheOthersStillRun() {
    List<Row> seen = new ArrayList<>();
    Results results = new Results(seen::add);
    Contestant idle = () -> {};
    KernelCase wanted =
        new KernelCase(
            "x forward",
            "1",
            () -> idle,
            List.of(
                new Rival(
                    Peer.DJL_PYTORCH,
                    "",
                    () -> {
                      throw new AbsentPeerException("not\nhere");
                    }),
                new Rival(Peer.STOCK_ND4J, "slow", () -> idle)));

    KernelComparison.race(wanted, ONCE, results);

    assertThat(results.missing())
        .containsExactly(new Missing("x forward", Peer.DJL_PYTORCH, "not here"));
    assertThat(seen).extracting(Row::peer).containsExactly(Peer.STOCK_ND4J);
    assertThat(seen).isEqualTo(results.rows());
  }

  @Test
  void theFilterKeepsWhatContainsItAndSaysWhenNothingDoes() {
    Settings settings = new Settings("gelu", 7, 1);
    assertThat(settings.wants("gelu-tanh forward")).isTrue();
    assertThat(settings.wants("relu forward")).isFalse();
    assertThatExceptionOfType(BadInputException.class)
        .isThrownBy(() -> settings.requireAnyOf(List.of("relu forward", "relu forward")))
        .withMessage("--only 'gelu' matches no row; there are: relu forward");
    List<String> many = IntStream.range(0, 190).mapToObj("row %d"::formatted).toList();
    assertThatExceptionOfType(BadInputException.class)
        .isThrownBy(() -> settings.requireAnyOf(many))
        .withMessageEndingWith("row 39 and 150 others");
    assertThatExceptionOfType(BadInputException.class)
        .isThrownBy(() -> new Settings("", 6, 1))
        .withMessage("--rounds is 6; it must be at least 7");
  }

  @Test
  void pytorchIsAbsentWithoutItsLibraries() {
    assertThatExceptionOfType(AbsentPeerException.class)
        .isThrownBy(() -> Torch.requireLibraries(ClassLoader.getPlatformClassLoader()))
        .withMessageContaining("profile pytorch");
  }
}
