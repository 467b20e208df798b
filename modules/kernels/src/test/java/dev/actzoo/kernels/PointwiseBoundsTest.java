package dev.actzoo.kernels;

import static org.assertj.core.api.Assertions.assertThat;

import dev.actzoo.activations.Catalogue;
import dev.actzoo.activations.Ridge;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * What each elementwise kernel of each entry may err by in float32: a table of bounds in units in
 * the last place, those of results below 1/16 being those of 1/16. Compiled formulas compute the
 * same on every processor, so their bounds are what they err by and a twentieth more; those of
 * oneDNN and ND4J, whose code depends on the processor, are twice that. {@code
 * -Dactzoo.golden.update=true} measures them anew.
 */
class PointwiseBoundsTest {
  private static final Path TABLE = Path.of("src/test/resources/pointwise-bounds.csv");
  private static final String HEADER = "entry,kernel,value,gradient";

  private static final double SMALLEST = 0.0625;
  private static final int POINTS = 80_000;
  private static final double REACH = 40;

  /** A bound of a compiled formula that is this many times the error is too wide to find much. */
  private static final double WIDE = 1.3;

  private static final double ROUNDING = 0.5;

  private record Bounds(double value, double gradient) {}

  static List<Ridge> entries() {
    return Catalogue.ridges();
  }

  private static Map<String, Kernels> kernels(Ridge ridge) {
    Map<String, Kernels> kernels = new LinkedHashMap<>();
    if (NativePointwise.find(ridge.name()).filter(NativePointwise::hasPrimitive).isPresent()) {
      kernels.put("onednn", OneDnnKernels.INSTANCE);
    }
    kernels.put("compiled", OneDnnKernels.INSTANCE);
    kernels.put("nd4j", Nd4jKernels.INSTANCE);
    return kernels;
  }

  @ParameterizedTest
  @MethodSource("entries")
  void everyKernelOfTheEntryKeepsItsBounds(Ridge ridge) throws IOException {
    Map<String, Bounds> table = table();
    kernels(ridge)
        .forEach(
            (name, kernels) -> {
              String key = ridge.name() + "," + name;
              assertThat(table).containsKey(key);
              Bounds bounds = table.get(key);
              Bounds errors = measure(ridge, name, kernels);
              assertThat(errors.value()).as(key + " value").isLessThanOrEqualTo(bounds.value());
              assertThat(errors.gradient())
                  .as(key + " gradient")
                  .isLessThanOrEqualTo(bounds.gradient());
              if (name.equals("compiled")) {
                assertThat(bounds.value())
                    .as(key + " value's bound")
                    .isLessThanOrEqualTo(WIDE * errors.value() + ROUNDING);
                assertThat(bounds.gradient())
                    .as(key + " gradient's bound")
                    .isLessThanOrEqualTo(WIDE * errors.gradient() + ROUNDING);
              }
            });
  }

  @Test
  void theTableHasTheKernelsThatThereAre() throws IOException {
    List<String> keys =
        entries().stream()
            .flatMap(ridge -> kernels(ridge).keySet().stream().map(k -> ridge.name() + "," + k))
            .toList();
    if (Boolean.getBoolean("actzoo.golden.update")) {
      Stream<String> rows =
          entries().stream()
              .flatMap(
                  ridge ->
                      kernels(ridge).entrySet().stream()
                          .map(entry -> row(ridge, entry.getKey(), entry.getValue())));
      Files.createDirectories(TABLE.getParent());
      Files.writeString(
          TABLE, Stream.concat(Stream.of(HEADER), rows).collect(Collectors.joining("\n")) + "\n");
    }
    assertThat(table().keySet()).containsExactlyElementsOf(keys);
  }

  private static String row(Ridge ridge, String name, Kernels kernels) {
    Bounds errors = measure(ridge, name, kernels);
    double room = name.equals("compiled") ? 1.05 : 2;
    return String.format(
        Locale.ROOT,
        "%s,%s,%.2f,%.2f",
        ridge.name(),
        name,
        room * errors.value() + 0.01,
        room * errors.gradient() + 0.01);
  }

  private static Map<String, Bounds> table() throws IOException {
    Map<String, Bounds> table = new LinkedHashMap<>();
    List<String> lines = Files.readAllLines(TABLE);
    assertThat(lines.get(0)).isEqualTo(HEADER);
    for (String line : lines.subList(1, lines.size())) {
      String[] cells = line.split(",");
      table.put(
          cells[0] + "," + cells[1],
          new Bounds(Double.parseDouble(cells[2]), Double.parseDouble(cells[3])));
    }
    return table;
  }

  private static Bounds measure(Ridge ridge, String name, Kernels kernels) {
    Pointwise f =
        name.equals("compiled")
            ? FormulaPointwise.named(ridge.name())
            : Pointwise.named(ridge.name());
    float[] points = points();
    INDArray x = Nd4j.createFromArray(points);
    INDArray y = x.ulike();
    INDArray slope = x.ulike();
    INDArray ones = Nd4j.ones(DataType.FLOAT, points.length);
    INDArray kept = f.backwardNeeds() == Pointwise.Needs.OUTPUT ? y : x;
    if (name.equals("onednn") && f instanceof NativePointwise own && f != Pointwise.IDENTITY) {
      OneDnnPointwise.forward(OneDnn.ofThread(), own, x, y);
      OneDnnPointwise.backward(OneDnn.ofThread(), own, kept, ones, slope);
    } else {
      kernels.activate(f, x, y);
      kernels.activateBackward(f, kept, ones, slope);
    }
    return new Bounds(
        worst(points, y.toFloatVector(), ridge::value),
        worst(points, slope.toFloatVector(), ridge::derivative));
  }

  /** The largest error; infinite if a result is no finite number. */
  private static double worst(float[] points, float[] results, DoubleUnaryOperator reference) {
    double worst = 0;
    for (int i = 0; i < points.length; i++) {
      double right = reference.applyAsDouble(points[i]);
      double ulp = Math.ulp((float) Math.max(SMALLEST, Math.abs(right)));
      double error = Math.abs(results[i] - right) / ulp;
      worst = Double.isNaN(error) ? Double.POSITIVE_INFINITY : Math.max(worst, error);
    }
    return worst;
  }

  /** Over [-40, 40] and close to zero, beside the multiples of 1/2, where slopes may jump. */
  private static float[] points() {
    float[] points = new float[POINTS + 400];
    int n = 0;
    for (int i = 0; i < POINTS; i++) {
      points[n++] = (float) (-REACH + 2 * REACH * (i + 0.37) / POINTS);
    }
    for (int exponent = 1; exponent <= 30; exponent++) {
      for (double digits : new double[] {1.1, 2.3, 4.7}) {
        points[n++] = (float) (digits * Math.pow(10, -exponent));
        points[n++] = (float) (-digits * Math.pow(10, -exponent));
      }
    }
    return Arrays.copyOf(points, n);
  }
}
