package dev.actzoo.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * The launcher among locks, rights and locales, by programs that play Java, Maven and the system's
 * own.
 */
@EnabledOnOs({OS.LINUX, OS.MAC})
class LauncherSurroundingsTest {
  private static final Path LAUNCHER = Path.of("../../actzoo").toAbsolutePath().normalize();
  private static final String RAN = "ran with the locale ";

  @TempDir Path folder;
  private Path lock;

  /** A launcher whose program is built already. */
  @BeforeEach
  void make() throws IOException {
    program(
        "jdk/bin/java",
        "if [ \"$1\" = -version ]; then echo 'openjdk version \"17.0.15\"' >&2; else echo \""
            + RAN
            + "${LC_ALL-}\"; fi");
    program("jdk/bin/javac", "exit 0");
    program("mvnw", "echo '[INFO] Building cli [1/1]'");
    Files.copy(LAUNCHER, folder.resolve("actzoo"));
    Files.createDirectories(folder.resolve("datasets"));
    Files.createDirectories(folder.resolve("modules/cli/src/main"));
    Files.createFile(folder.resolve("modules/cli/pom.xml"));
    Path library = Files.createFile(folder.resolve("pom.xml"));
    Path launch = Files.createDirectories(folder.resolve("modules/cli/target/launch"));
    Files.writeString(launch.resolve("java.args"), "-cp \"" + library + "\"\n");
    Path stamp = Files.createFile(launch.resolve("stamp"));
    Files.setLastModifiedTime(stamp, FileTime.from(Instant.now().plus(1, ChronoUnit.HOURS)));
    lock = folder.resolve("target/launch.lock");
  }

  @Test
  void aLockThatCannotBeMadeIsToldAtOnce() throws Exception {
    change();
    program(
        "bin/mkdir",
        "case $* in",
        "  *launch.lock) echo \"mkdir: cannot create '$1': Permission denied\" >&2; exit 1 ;;",
        "  *) exec /bin/mkdir \"$@\" ;;",
        "esac");
    Invocation run = launch(Map.of());
    assertThat(run.err())
        .isEqualTo(
            "actzoo: ActZoo must be built, but cannot be: "
                + folder.toRealPath().resolve("target/launch.lock")
                + " cannot be made (Permission denied);"
                + " have its owner run it once, or use a copy of your own\n");
    assertThat(run.code()).isEqualTo(2);
  }

  @Test
  void aBuildThatIsUpToDateNeedsNoRight() throws Exception {
    program("bin/mkdir", "exit 1");
    Invocation run = launch(Map.of());
    assertThat(run.err()).isEmpty();
    assertThat(run.out()).startsWith(RAN);
  }

  @Test
  void aFileInThePlaceOfABuildFolderIsTold() throws Exception {
    change();
    Files.createFile(folder.resolve("target"));
    Invocation run = launch(Map.of());
    assertThat(run.err()).contains(folder.toRealPath().resolve("target").toString());
    assertThat(run.err().lines()).hasSize(1);
    assertThat(run.code()).isEqualTo(2);
  }

  @Test
  void theLockOfADeadStartIsTakenOver() throws Exception {
    change();
    Process dead = new ProcessBuilder("true").start();
    assertThat(dead.waitFor()).isZero();
    lockedBy(String.valueOf(dead.pid()));
    Invocation run = launch(Map.of());
    assertThat(run.err()).doesNotContain("waiting").contains("building cli [1/1]");
    assertThat(run.out()).startsWith(RAN);
    assertThat(lock).doesNotExist();
  }

  @Test
  void aDeadLockThatCannotBeRemovedIsTold() throws Exception {
    change();
    Process dead = new ProcessBuilder("true").start();
    assertThat(dead.waitFor()).isZero();
    lockedBy(String.valueOf(dead.pid()));
    program("bin/rm", "exit 1");
    Invocation run = launch(Map.of());
    assertThat(run.err()).contains("launch.lock was left behind, without the right to remove it");
    assertThat(run.err().lines()).hasSize(1);
    assertThat(run.code()).isEqualTo(2);
  }

  @Test
  void theLockOfALivingStartIsWaitedForAndSaidOnce() throws Exception {
    change();
    long living = ProcessHandle.current().pid();
    lockedBy(String.valueOf(living));
    Path slept = folder.resolve("slept");
    program(
        "bin/sleep",
        "echo >>" + slept,
        "if [ \"$(wc -l <" + slept + ")\" -eq 3 ]; then rm -r " + lock + "; fi");
    Invocation run = launch(Map.of());
    assertThat(run.err())
        .containsOnlyOnce(
            "another start of ActZoo (process " + living + ") is building it; waiting\n")
        .contains("building cli [1/1]");
    assertThat(run.code()).isZero();
  }

  @Test
  void aLockWithoutAnOwnerIsTakenOverInTheEnd() throws Exception {
    change();
    lockedBy("");
    program("bin/sleep", "exit 0");
    assertThat(launch(Map.of()).code()).isZero();
    lockedBy("-1");
    change();
    assertThat(launch(Map.of()).code()).isZero();
  }

  @Test
  void javaGetsALocaleInUtf8() throws Exception {
    program(
        "bin/locale",
        "case $1:${LC_ALL-} in",
        "  charmap:nl_NL.utf8) echo UTF-8 ;;",
        "  charmap:*) echo ANSI_X3.4-1968 ;;",
        "  -a:*) echo C; echo nl_NL; echo nl_NL.utf8; echo nl_BE.utf8 ;;",
        "esac");
    for (Map<String, String> told :
        List.of(
            Map.<String, String>of(),
            Map.of("LC_ALL", "POSIX"),
            Map.of("LC_CTYPE", "C"),
            Map.of("LANG", "de_DE.UTF-8"))) {
      assertThat(launch(told).out()).as("%s", told).isEqualTo(RAN + "nl_NL.utf8\n");
    }
  }

  @Test
  void aLocaleInUtf8IsLeftAlone() throws Exception {
    program("bin/locale", "exit 127");
    assertThat(launch(Map.of("LANG", "sv_SE.UTF-8")).out()).isEqualTo(RAN + "\n");
    assertThat(launch(Map.of("LC_ALL", "sv_SE.utf8")).out()).isEqualTo(RAN + "sv_SE.utf8\n");
    assertThat(launch(Map.of("LC_ALL", "sv_SE")).out()).isEqualTo(RAN + "C.UTF-8\n");
  }

  /** Makes the program older than its sources. */
  private void change() throws IOException {
    Path stamp = folder.resolve("modules/cli/target/launch/stamp");
    Files.setLastModifiedTime(stamp, FileTime.from(Instant.now().minus(1, ChronoUnit.HOURS)));
  }

  private void lockedBy(String owner) throws IOException {
    Files.createDirectories(lock);
    Files.writeString(lock.resolve("owner"), owner);
  }

  private void program(String name, String... lines) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, "#!/bin/sh\n" + String.join("\n", lines) + "\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private Invocation launch(Map<String, String> environment) throws Exception {
    Path out = folder.resolve("out");
    Path err = folder.resolve("err");
    ProcessBuilder builder =
        new ProcessBuilder("/bin/sh", folder.resolve("actzoo").toString(), "--version")
            .redirectOutput(out.toFile())
            .redirectError(err.toFile());
    builder.environment().clear();
    builder.environment().put("PATH", folder.resolve("bin") + ":" + System.getenv("PATH"));
    builder.environment().put("JAVA_HOME", folder.resolve("jdk").toString());
    builder.environment().putAll(environment);
    int code = builder.start().waitFor();
    return new Invocation(
        code,
        Files.readString(out, StandardCharsets.UTF_8),
        Files.readString(err, StandardCharsets.UTF_8));
  }
}
