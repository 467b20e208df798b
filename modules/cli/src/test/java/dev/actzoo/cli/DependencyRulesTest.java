package dev.actzoo.cli;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.PackageMatcher;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.buffer.DataBuffer;

/** Who may import whom. */
class DependencyRulesTest {
  private static final Map<String, Set<String>> MAY_IMPORT =
      Map.ofEntries(
          Map.entry("input", Set.of()),
          Map.entry("activations", Set.of("input")),
          Map.entry("kernels", Set.of("activations")),
          Map.entry("layers", Set.of("activations", "kernels", "input")),
          Map.entry("models", Set.of("layers", "activations", "input")),
          Map.entry("data", Set.of("input")),
          Map.entry("experiments", Set.of("activations", "input")),
          Map.entry(
              "training", Set.of("experiments", "models", "layers", "kernels", "data", "input")),
          Map.entry("sweeps", Set.of("experiments", "input")),
          Map.entry("reports", Set.of("sweeps", "experiments", "activations", "input")),
          Map.entry(
              "benchmarks",
              Set.of(
                  "kernels",
                  "layers",
                  "models",
                  "activations",
                  "input",
                  "data",
                  "training",
                  "experiments")),
          Map.entry(
              "cli",
              Set.of(
                  "benchmarks",
                  "input",
                  "activations",
                  "kernels",
                  "layers",
                  "models",
                  "data",
                  "experiments",
                  "training",
                  "sweeps",
                  "reports")));

  private static final int FEWEST_CLASSES = 100;
  private static final int FEWEST_OF_A_MODULE = 5;
  private static final int FEWEST_OF_INPUT = 2;

  private static final JavaClasses ALL =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("dev.actzoo");

  static Set<String> modules() {
    return new TreeSet<>(MAY_IMPORT.keySet());
  }

  @ParameterizedTest
  @MethodSource("modules")
  void aModuleImportsOnlyThoseItIsBuiltOn(String module) {
    String[] others =
        modules().stream()
            .filter(other -> !other.equals(module) && !MAY_IMPORT.get(module).contains(other))
            .map(DependencyRulesTest::in)
            .toArray(String[]::new);
    if (others.length > 0) {
      noClasses()
          .that()
          .resideInAPackage(in(module))
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(others)
          .check(ALL);
    }
    assertThat(count(module))
        .isGreaterThanOrEqualTo(module.equals("input") ? FEWEST_OF_INPUT : FEWEST_OF_A_MODULE);
  }

  @Test
  void theRulesSeeTheWholeProgram() {
    assertThat(ALL.size()).isGreaterThan(FEWEST_CLASSES);
    assertThat(modules().stream().mapToLong(DependencyRulesTest::count).sum())
        .as("every class belongs to a module that has a rule")
        .isEqualTo(ALL.size());
  }

  @ParameterizedTest
  @MethodSource("dev.actzoo.cli.DependencyRulesTest#modulesWithoutNatives")
  void statisticsAndCatalogueNeedNoNativeLibrary(String module) {
    noClasses()
        .that()
        .resideInAPackage(in(module))
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.nd4j..", "org.deeplearning4j..", "org.bytedeco..")
        .check(ALL);
  }

  static Set<String> modulesWithoutNatives() {
    return Set.of("input", "activations", "experiments", "reports");
  }

  @Test
  void oneDnnIsCalledInKernelsAlone() {
    noClasses()
        .that()
        .resideOutsideOfPackage(in("kernels"))
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.bytedeco.dnnl..")
        .check(ALL);
    assertThat(ALL.get("dev.actzoo.kernels.OneDnn").getDirectDependenciesFromSelf())
        .as("the rule has something to forbid")
        .anyMatch(use -> use.getTargetClass().getPackageName().startsWith("org.bytedeco.dnnl"));
  }

  /** Elsewhere arrays may live on a device, and an address is worth nothing. */
  @Test
  void theMemoryOfArraysIsReachedInKernelsAlone() {
    DescribedPredicate<JavaCall<?>> asksForMemory =
        DescribedPredicate.describe(
            "ask for the memory of an array",
            call ->
                call.getTargetOwner().isAssignableTo(DataBuffer.class)
                    && call.getName().matches("(addressP|p)ointer|asNio.*|address"));
    noClasses()
        .that()
        .resideOutsideOfPackages(in("kernels"), in("benchmarks"))
        .should()
        .callCodeUnitWhere(asksForMemory)
        .check(ALL);
    assertThat(ALL.get("dev.actzoo.kernels.HostMemory").getMethodCallsFromSelf())
        .as("the rule has something to forbid")
        .anyMatch(asksForMemory::test);
  }

  @Test
  void djlIsUsedInBenchmarksAlone() {
    noClasses()
        .that()
        .resideOutsideOfPackage(in("benchmarks"))
        .should()
        .dependOnClassesThat()
        .resideInAPackage("ai.djl..")
        .check(ALL);
    assertThat(ALL.get("dev.actzoo.benchmarks.Torch").getDirectDependenciesFromSelf())
        .as("the rule has something to forbid")
        .anyMatch(use -> use.getTargetClass().getPackageName().startsWith("ai.djl"));
  }

  @Test
  void arbiterIsUsedInOnePackageAlone() {
    noClasses()
        .that()
        .resideOutsideOfPackage("dev.actzoo.sweeps.arbiter..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.deeplearning4j.arbiter..")
        .check(ALL);
    assertThat(ALL.get("dev.actzoo.sweeps.arbiter.ArbiterSearch").getDirectDependenciesFromSelf())
        .as("the rule has something to forbid")
        .anyMatch(
            use -> use.getTargetClass().getPackageName().startsWith("org.deeplearning4j.arbiter"));
  }

  @Test
  void theBackendIsChosenInCliAlone() {
    noClasses()
        .that()
        .resideOutsideOfPackage(in("cli"))
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.nd4j.linalg.cpu..", "org.nd4j.linalg.jcublas..")
        .check(ALL);
  }

  private static String in(String module) {
    return "dev.actzoo." + module + "..";
  }

  private static long count(String module) {
    PackageMatcher matcher = PackageMatcher.of(in(module));
    return ALL.stream().filter(type -> matcher.matches(type.getPackageName())).count();
  }
}
