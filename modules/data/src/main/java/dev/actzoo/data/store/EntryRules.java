package dev.actzoo.data.store;

import dev.actzoo.input.BadInputException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What the names in an archive must not be. No entry is ever written under its own name; an archive
 * whose names would lead elsewhere, or mean two things, is not one to take data from all the same.
 */
final class EntryRules {
  private static final int MOST_ENTRIES = 1_000_000;
  private static final int LONGEST_NAME = 4096;

  private final Path archive;
  private final Set<String> seen = new HashSet<>();

  EntryRules(Path archive) {
    this.archive = archive;
  }

  /**
   * The name of the next entry, without {@code ./} before it.
   *
   * @param file whether it is a file, which no second entry may be named after
   */
  String check(String name, boolean file) {
    String plain = name.startsWith("./") ? name.substring(2) : name;
    if (plain.length() > LONGEST_NAME || plain.chars().anyMatch(Character::isISOControl)) {
      throw bad("holds an entry whose name is no file name");
    }
    boolean elsewhere =
        plain.startsWith("/")
            || plain.contains("\\")
            || plain.matches("[A-Za-z]:.*")
            || List.of(plain.split("/")).contains("..");
    if (elsewhere) {
      throw bad("holds entry '%s', whose name leads out of the archive".formatted(name));
    }
    if (file && !seen.add(plain)) {
      throw bad("holds entry '%s' twice".formatted(plain));
    }
    if (seen.size() > MOST_ENTRIES) {
      throw bad("holds more than %d files".formatted(MOST_ENTRIES));
    }
    return plain;
  }

  BadInputException bad(String fault) {
    return new BadInputException("archive %s %s; nothing of it is used".formatted(archive, fault));
  }
}
