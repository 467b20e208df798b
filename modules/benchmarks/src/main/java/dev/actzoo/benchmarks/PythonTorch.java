package dev.actzoo.benchmarks;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** PyTorch under Python, in a process of its own, which trains while ours is idle. */
final class PythonTorch {
  private static final ObjectMapper MAPPER = JsonMapper.builder().build();
  private static final List<String> PYTHONS = List.of("/usr/bin/python3", "python3");
  private static final String SCRIPT = "steps.py";

  /** What the script found: milliseconds of every step by memory format. */
  record Answer(String version, String blas, long parameters, Map<String, double[]> milliseconds) {
    /** Version and the library under its matrix products, for notes. */
    String description() {
      return blas.isEmpty() ? "PyTorch " + version : "PyTorch %s on %s".formatted(version, blas);
    }

    /** The format with the lowest median. */
    String fastest() {
      return milliseconds.keySet().stream()
          .min((a, b) -> Double.compare(median(a), median(b)))
          .orElseThrow();
    }

    private double median(String format) {
      return times(format).median();
    }

    Times times(String format) {
      return Times.of(milliseconds.get(format), "ms");
    }
  }

  private PythonTorch() {}

  /**
   * Trains for some rounds.
   *
   * @throws AbsentPeerException if no Python has PyTorch
   */
  static Answer run(StepCase step, int threads, int warmUp, int rounds) {
    return parse(
        answer(
            List.of(python(), "-c", script()),
            json(question(step, threads, warmUp, rounds)),
            threads));
  }

  static Answer parse(String text) {
    try {
      return MAPPER.readValue(text, Answer.class);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("Python answered what is no result: " + text, e);
    }
  }

  /** What the script is told. */
  static Map<String, Object> question(StepCase step, int threads, int warmUp, int rounds) {
    Map<String, Object> question = new LinkedHashMap<>();
    question.put("threads", threads);
    question.put("warmUp", warmUp);
    question.put("rounds", rounds);
    question.put("batch", step.batch());
    question.put("classes", step.classes());
    question.put("rate", step.learningRate());
    if (step.encoder() == null) {
      question.put("side", StepCase.IMAGE_SIDE);
      question.put("channels", StepCase.IMAGE_CHANNELS);
      question.put("network", step.model());
      question.put("width", step.width());
      question.put("momentum", StepCase.MOMENTUM);
      question.put("dropout", StepCase.ALEXNET_DROPOUT);
    } else {
      question.put("blocks", step.encoder().blocks());
      question.put("hidden", step.encoder().hidden());
      question.put("heads", step.encoder().heads());
      question.put("vocabulary", StepCase.VOCABULARY);
      question.put("length", StepCase.LENGTH);
      question.put("dropout", StepCase.DROPOUT);
      question.put("decay", StepCase.WEIGHT_DECAY);
    }
    return question;
  }

  private static String python() {
    return PYTHONS.stream()
        .filter(PythonTorch::hasTorch)
        .findFirst()
        .orElseThrow(
            () -> new AbsentPeerException("no Python here has PyTorch (Debian: python3-torch)"));
  }

  private static boolean hasTorch(String python) {
    try {
      answer(List.of(python, "-c", "import torch"), "", 1);
      return true;
    } catch (AbsentPeerException e) {
      return false;
    }
  }

  private static String json(Map<String, Object> question) {
    try {
      return MAPPER.writeValueAsString(question);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  /** What a command prints, fed with a text. */
  private static String answer(List<String> command, String fed, int threads) {
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD);
    builder.environment().put("OMP_NUM_THREADS", Integer.toString(threads));
    try {
      Process process = builder.start();
      try (var in = process.getOutputStream()) {
        in.write(fed.getBytes(StandardCharsets.UTF_8));
      }
      String answer = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      int code = process.waitFor();
      if (code != 0) {
        throw new AbsentPeerException(command.get(0) + " with PyTorch ended with code " + code);
      }
      return answer;
    } catch (IOException e) {
      throw new AbsentPeerException(command.get(0) + " does not run: " + e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AbsentPeerException("the wait for Python was interrupted");
    }
  }

  private static String script() {
    try (InputStream script = PythonTorch.class.getResourceAsStream(SCRIPT)) {
      return new String(
          Objects.requireNonNull(script, SCRIPT).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new IllegalStateException("cannot read the built-in " + SCRIPT, e);
    }
  }
}
