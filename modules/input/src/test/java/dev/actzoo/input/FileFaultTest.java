package dev.actzoo.input;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.EOFException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import org.junit.jupiter.api.Test;

class FileFaultTest {
  @Test
  void isTheReasonAndNeverTheNameAlone() {
    assertThat(FileFault.reason(new AccessDeniedException("/a"))).isEqualTo("no right to do so");
    assertThat(FileFault.reason(new NoSuchFileException("/a"))).isEqualTo("no such file or folder");
    assertThat(FileFault.reason(new FileAlreadyExistsException("/a")))
        .isEqualTo("a file is in the place of a folder");
    assertThat(FileFault.reason(new FileSystemException("/a", null, "Not a directory")))
        .isEqualTo("a file is in the place of a folder");
    assertThat(FileFault.reason(new FileSystemException("/a", null, "Read-only file system")))
        .isEqualTo("Read-only file system");
    assertThat(FileFault.reason(new FileSystemException("/a"))).isEqualTo("FileSystemException");
  }

  @Test
  void isNeverNull() {
    assertThat(FileFault.reason(new EOFException())).isEqualTo("it is cut short");
    assertThat(FileFault.reason(new IOException())).isEqualTo("IOException");
    assertThat(FileFault.reason(new IOException("No space left on device")))
        .isEqualTo("No space left on device");
  }
}
