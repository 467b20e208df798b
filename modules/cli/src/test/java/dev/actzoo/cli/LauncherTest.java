package dev.actzoo.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The launcher's search for Java; what follows it is the real program's business. */
@EnabledOnOs({OS.LINUX, OS.MAC})
class LauncherTest {
  private static final Path LAUNCHER = Path.of("../../actzoo").toAbsolutePath().normalize();

  @TempDir Path folder;
  private Path programs;

  @BeforeEach
  void makeFolderOfPrograms() throws IOException {
    programs = Files.createDirectory(folder.resolve("bin"));
  }

  @Test
  void isExecutable() {
    assertThat(LAUNCHER).isExecutable();
  }

  @Test
  void withoutJavaOneLineSaysSo() throws Exception {
    Invocation run = launch(Map.of("PATH", programs.toString()));
    assertRejected(run, "no Java found on the PATH or by JAVA_HOME; install a JDK of version 17");
  }

  @Test
  void anOldJavaIsNamedWithItsVersion() throws Exception {
    write("java", "echo 'openjdk version \"11.0.24\" 2024-07-16' >&2");
    Invocation run = launch(Map.of("PATH", programs.toString()));
    assertRejected(run, programs + "/java is older than Java 17 (it is 11.0.24); install a JDK");
  }

  @Test
  void java8IsTooOldTooWhateverItCallsItself() throws Exception {
    write("java", "echo 'java version \"1.8.0_402\"' >&2");
    assertRejected(launch(Map.of("PATH", programs.toString())), "(it is 1.8.0_402)");
  }

  @Test
  void javaHomeComesBeforeThePath() throws Exception {
    write("java", "echo 'openjdk version \"11.0.24\"' >&2");
    Map<String, String> environment =
        Map.of("PATH", System.getenv("PATH"), "JAVA_HOME", folder.toString());
    assertRejected(launch(environment), programs + "/java is older than Java 17");
  }

  @Test
  void aJavaHomeWithoutJavaIsNamed() throws Exception {
    Path empty = folder.resolve("empty");
    Map<String, String> environment =
        Map.of("PATH", System.getenv("PATH"), "JAVA_HOME", empty.toString());
    assertRejected(launch(environment), "JAVA_HOME is " + empty + ", which has no bin/java");
  }

  @Test
  void aJavaThatDoesNotRunIsNamed() throws Exception {
    write("java", "exit 7");
    assertRejected(
        launch(Map.of("PATH", System.getenv("PATH"), "JAVA_HOME", folder.toString())),
        programs + "/java does not run; it ended with 7 and said nothing");
  }

  @Test
  void aJavaThatDoesNotRunSaysWhyItself() throws Exception {
    Map<String, String> bad = new HashMap<>(System.getenv());
    bad.put("JAVA_HOME", System.getProperty("java.home"));
    bad.put("JAVA_TOOL_OPTIONS", "-XX:+NoSuchThing");
    assertRejected(
        launch(bad),
        "/java does not run; it says: Unrecognized VM option 'NoSuchThing';"
            + " JAVA_TOOL_OPTIONS is -XX:+NoSuchThing");
    bad.put("JAVA_TOOL_OPTIONS", "-Xmx7k");
    assertRejected(launch(bad), "it says: Error occurred during initialization of VM Too small");
  }

  @Test
  void aJavaThatCrashesIsQuotedInOneLine() throws Exception {
    write("java", "printf '#\\n# There is too little memory.\\n#\\n# It failed.\\n'; exit 1");
    assertRejected(
        launch(Map.of("PATH", System.getenv("PATH"), "JAVA_HOME", folder.toString())),
        programs + "/java does not run; it says: There is too little memory. It failed.");
  }

  @Test
  void aJavaThatTellsNoVersionIsNamed() throws Exception {
    write("java", "echo hello");
    assertRejected(
        launch(Map.of("PATH", programs.toString())), programs + "/java does not tell its version");
  }

  @Test
  void aJavaWithoutCompilerCannotBuild() throws Exception {
    write("java", "echo 'openjdk version \"17.0.15\" 2025-04-15' >&2");
    Path unbuilt = Files.copy(LAUNCHER, folder.resolve("actzoo"));
    Path link = Files.createSymbolicLink(programs.resolve("link"), unbuilt);
    assertRejected(
        launch(unbuilt, Map.of("PATH", programs.toString())),
        programs + "/java comes without a compiler; building needs a JDK, not a JRE");
    assertThat(launch(link, Map.of("PATH", programs + ":" + System.getenv("PATH"))).err())
        .as("the project's folder is found through the link")
        .contains(folder.toRealPath().toString());
  }

  private void write(String program, String script) throws IOException {
    Path file = Files.writeString(programs.resolve(program), "#!/bin/sh\n" + script + "\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private Invocation launch(Map<String, String> environment) throws Exception {
    return launch(LAUNCHER, environment);
  }

  private Invocation launch(Path launcher, Map<String, String> environment) throws Exception {
    Path out = folder.resolve("out");
    Path err = folder.resolve("err");
    ProcessBuilder builder =
        new ProcessBuilder("/bin/sh", launcher.toString(), "--version")
            .redirectOutput(out.toFile())
            .redirectError(err.toFile());
    builder.environment().clear();
    builder.environment().putAll(environment);
    int code = builder.start().waitFor();
    return new Invocation(
        code,
        Files.readString(out, StandardCharsets.UTF_8),
        Files.readString(err, StandardCharsets.UTF_8));
  }

  private static void assertRejected(Invocation run, String message) {
    assertThat(run.err()).startsWith("actzoo: ").contains(message);
    assertThat(run.err().lines()).hasSize(1);
    assertThat(run.out()).isEmpty();
    assertThat(run.code()).isEqualTo(2);
  }
}
