package dev.actzoo.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.Properties;
import picocli.CommandLine.IVersionProvider;

/**
 * What this program was built from, written into it by the build.
 *
 * @param version the ActZoo version
 * @param commit the git commit, "with changes" if files differed from it, or "unknown"
 * @param dl4j the version of DL4J and ND4J
 */
record Build(String version, String commit, String dl4j) {
  private static final String UNKNOWN = "unknown";

  static Build ofThisProgram() {
    Properties facts = new Properties();
    try (InputStream stream = Build.class.getResourceAsStream("build.properties")) {
      facts.load(Objects.requireNonNull(stream, "build.properties"));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the built-in build.properties", e);
    }
    return of(facts);
  }

  /** What properties say, of which the build leaves those of git unfilled where there is none. */
  static Build of(Properties facts) {
    String commit = facts.getProperty("commit", "");
    boolean changed = Boolean.parseBoolean(facts.getProperty("dirty"));
    return new Build(
        facts.getProperty("version", UNKNOWN),
        commit.matches("[0-9a-f]{40,64}") ? commit + (changed ? " with changes" : "") : UNKNOWN,
        facts.getProperty("dl4j", UNKNOWN));
  }

  /** The text of {@code --version}. */
  static final class Text implements IVersionProvider {
    @Override
    public String[] getVersion() {
      Build build = ofThisProgram();
      return new String[] {
        "actzoo " + build.version(), "commit " + build.commit(), "deeplearning4j " + build.dl4j()
      };
    }
  }
}
