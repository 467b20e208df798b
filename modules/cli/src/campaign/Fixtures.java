import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.zip.CRC32;
import java.util.zip.GZIPOutputStream;
import javax.imageio.ImageIO;

/**
 * Files that people really have, and some that nobody should: pictures, tables, experiment files
 * and archives, good and bad, for {@code run} beside this file. A function of nothing: each call
 * writes the same bytes.
 */
public final class Fixtures {
  private static final Random RANDOM = new Random(17);

  private Fixtures() {}

  /** Writes everything to the folder of that name. */
  public static void main(String[] arguments) throws IOException {
    Path root = Path.of(arguments[0]);
    pictures(root.resolve("pictures"));
    tables(root.resolve("tables"));
    archives(root.resolve("archives"));
  }

  // ---- pictures

  private static void pictures(Path root) throws IOException {
    classes(root.resolve("good"), 12);
    classes(root.resolve("spaces and ümläuts"), 12);
    classes(root.resolve("train-test/Train"), 12);
    classes(root.resolve("train-test/TEST"), 4);
    classes(root.resolve("three/training"), 12);
    classes(root.resolve("three/validation"), 4);
    classes(root.resolve("three/testing"), 4);
    classes(root.resolve("train-dev/train"), 12);
    classes(root.resolve("train-dev/dev"), 4);
    classes(root.resolve("beside"), 12);
    classes(root.resolve("beside/train"), 12);
    classes(root.resolve("test-alone/test"), 12);
    classes(root.resolve("nested"), 12);
    for (int i = 0; i < 5; i++) {
      picture(root.resolve("nested/cat/2023/older/n" + i + ".png"), 8, 8, true);
    }
    classes(root.resolve("capitals"), 12);
    picture(root.resolve("capitals/cat/UPPER.PNG"), 8, 8, true);
    classes(root.resolve("strangers"), 12);
    text(root.resolve("strangers/cat/notes.txt"), "not a picture");
    text(root.resolve("strangers/cat/.DS_Store"), "x");
    text(root.resolve("strangers/dog/Thumbs.db"), "x");
    text(root.resolve("strangers/README.md"), "pictures of mine");
    classes(root.resolve("liar"), 12);
    text(root.resolve("liar/cat/liar.png"), "I am no picture");
    classes(root.resolve("empty-file"), 12);
    text(root.resolve("empty-file/cat/zero.png"), "");
    classes(root.resolve("huge"), 12);
    declared(root.resolve("huge/cat/huge.png"), 50_000, 50_000);
    classes(root.resolve("no-area"), 12);
    declared(root.resolve("no-area/cat/none.png"), 0, 8);
    classes(root.resolve("torn"), 12);
    byte[] whole = Files.readAllBytes(root.resolve("good/cat/0.png"));
    Files.write(
        root.resolve("torn/cat/torn.png"), java.util.Arrays.copyOf(whole, whole.length / 2));
    classes(root.resolve("other-size"), 12);
    picture(root.resolve("other-size/cat/large.png"), 9, 17, true);
    single(root.resolve("one-pixel"), 1);
    single(root.resolve("two-pixels"), 2);
    picture(root.resolve("one-class/cat/0.png"), 8, 8, true);
    picture(root.resolve("one-class/cat/1.png"), 8, 8, true);
    picture(root.resolve("one-each/cat/0.png"), 8, 8, true);
    picture(root.resolve("one-each/dog/0.png"), 8, 8, false);
    classes(root.resolve("empty-class"), 12);
    Files.createDirectories(root.resolve("empty-class/bird"));
    picture(root.resolve("flat/0.png"), 8, 8, true);
    Files.createDirectories(root.resolve("empty"));
    classes(root.resolve("alike"), 12);
    for (int i = 0; i < 12; i++) {
      picture(root.resolve("alike/Cat/" + i + ".png"), 8, 8, true);
    }
    classes(root.resolve("loop"), 12);
    Path link = root.resolve("loop/cat/again");
    if (!Files.exists(link, java.nio.file.LinkOption.NOFOLLOW_LINKS)) {
      Files.createSymbolicLink(link, Path.of(".."));
    }
    formats(root.resolve("formats"));
  }

  private static void formats(Path root) throws IOException {
    String[] formats = {"png", "gif", "bmp", "jpg"};
    int[] types = {
      BufferedImage.TYPE_BYTE_BINARY,
      BufferedImage.TYPE_BYTE_GRAY,
      BufferedImage.TYPE_BYTE_INDEXED,
      BufferedImage.TYPE_INT_RGB
    };
    for (String name : new String[] {"cat", "dog"}) {
      Files.createDirectories(root.resolve(name));
      for (String format : formats) {
        for (int type : types) {
          BufferedImage image = drawn(8, 8, name.equals("cat"), type);
          ImageIO.write(
              image, format, root.resolve(name + "/" + type + "." + format).toFile());
        }
      }
      ImageIO.write(
          drawn(8, 8, true, BufferedImage.TYPE_USHORT_GRAY),
          "png",
          root.resolve(name + "/sixteen.png").toFile());
      ImageIO.write(
          drawn(8, 8, true, BufferedImage.TYPE_INT_ARGB),
          "png",
          root.resolve(name + "/alpha.png").toFile());
    }
  }

  private static void classes(Path root, int each) throws IOException {
    for (int i = 0; i < each; i++) {
      picture(root.resolve("cat/" + i + ".png"), 8, 8, true);
      picture(root.resolve("dog/" + i + ".png"), 8, 8, false);
    }
  }

  private static void single(Path root, int size) throws IOException {
    for (int i = 0; i < 12; i++) {
      picture(root.resolve("cat/" + i + ".png"), size, size, true);
      picture(root.resolve("dog/" + i + ".png"), size, size, false);
    }
  }

  private static void picture(Path file, int width, int height, boolean light) throws IOException {
    Files.createDirectories(file.getParent());
    ImageIO.write(
        drawn(width, height, light, BufferedImage.TYPE_INT_RGB), "png", file.toFile());
  }

  private static BufferedImage drawn(int width, int height, boolean light, int type) {
    BufferedImage image = new BufferedImage(width, height, type);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        int level = (light ? 160 : 20) + RANDOM.nextInt(60);
        image.setRGB(x, y, 0xFF000000 | level << 16 | level << 8 | level);
      }
    }
    return image;
  }

  /** A PNG that declares a size and has no pixels. */
  private static void declared(Path file, int width, int height) throws IOException {
    ByteArrayOutputStream header = new ByteArrayOutputStream();
    DataOutputStream data = new DataOutputStream(header);
    data.writeBytes("IHDR");
    data.writeInt(width);
    data.writeInt(height);
    data.write(new byte[] {8, 2, 0, 0, 0});
    CRC32 sum = new CRC32();
    sum.update(header.toByteArray());
    try (DataOutputStream out = new DataOutputStream(Files.newOutputStream(file))) {
      out.write(new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'});
      out.writeInt(13);
      out.write(header.toByteArray());
      out.writeInt((int) sum.getValue());
    }
  }

  // ---- tables

  private static void tables(Path root) throws IOException {
    Files.createDirectories(root);
    String rows = rows(",", 20);
    text(root.resolve("good.csv"), "text,label\n" + rows);
    text(root.resolve("good.tsv"), "text\tlabel\n" + rows("\t", 20));
    text(root.resolve("good.jsonl"), jsonl(20));
    text(root.resolve("blank-last.csv"), "text,label\n" + rows + "\n\n");
    text(root.resolve("blank-between.csv"), "text,label\n" + rows + "\n" + rows(",", 4));
    text(root.resolve("crlf.csv"), ("text,label\n" + rows).replace("\n", "\r\n"));
    text(root.resolve("cr.tsv"), ("text\tlabel\n" + rows("\t", 20)).replace("\n", "\r"));
    text(root.resolve("capitals.csv"), "Text,LABEL\n" + rows);
    text(root.resolve("bom.csv"), "\uFEFFtext,label\n" + rows);
    write(root.resolve("utf-16.csv"), "text,label\n" + rows, StandardCharsets.UTF_16);
    write(root.resolve("utf-16le.csv"), "text,label\n" + rows, StandardCharsets.UTF_16LE);
    write(root.resolve("utf-16be.jsonl"), jsonl(20), StandardCharsets.UTF_16BE);
    write(
        root.resolve("latin-1.csv"),
        "text,label\n" + rows + "caf\u00e9 cr\u00e8me,pos\n",
        StandardCharsets.ISO_8859_1);
    text(root.resolve("semicolons.csv"), "text;label\n" + rows(";", 20));
    text(root.resolve("sep.csv"), "sep=;\ntext;label\n" + rows(";", 20));
    text(root.resolve("pipes.csv"), "text|label\n" + rows("|", 20));
    text(root.resolve("tabs.csv"), "text\tlabel\n" + rows("\t", 20));
    text(root.resolve("commas.tsv"), "text,label\n" + rows);
    text(root.resolve("header-only.csv"), "text,label\n");
    text(root.resolve("empty.csv"), "");
    text(root.resolve("blank.csv"), "\n\n\n");
    text(root.resolve("no-header.csv"), rows);
    text(root.resolve("other-header.csv"), "sentence,stars\n" + rows);
    text(root.resolve("no-label.csv"), "text,stars\n" + rows);
    text(root.resolve("twice.csv"), "text,label,label\n" + rows.replace("\n", ",x\n"));
    text(root.resolve("blank-column.csv"), "text,,label\n" + rows.replace(",", ",,"));
    text(root.resolve("one-class.csv"), "text,label\n" + rows.replace("neg", "pos"));
    text(root.resolve("lonely.csv"), "text,label\n" + rows + "one of its kind,rare\n");
    text(root.resolve("ragged.csv"), "text,label\n" + rows + "short\n");
    text(root.resolve("long-row.csv"), "text,label\n" + rows + "a,b,c,d\n");
    text(root.resolve("unclosed.csv"), "text,label\n\"never closed,pos\n" + rows);
    text(root.resolve("header-again.csv"), "text,label\n" + rows + "text,label\n" + rows);
    for (String none : new String[] {"", "  ", "NaN", "null", "None", "N/A"}) {
      String name = "label-" + none.strip().replace("/", "").toLowerCase(java.util.Locale.ROOT);
      text(
          root.resolve(name + (none.length() == 2 ? "blank" : "") + ".csv"),
          "text,label\n" + rows + "a text without a label," + none + "\n");
    }
    text(root.resolve("label-case.csv"), "text,label\n" + rows + "well,Pos\nwell,POS\n");
    text(root.resolve("label-space.csv"), "text,label\n" + rows + "well, pos\nwell,pos \n");
    text(root.resolve("label-numbers.csv"), "text,label\n" + numbered());
    text(
        root.resolve("label-unicode.csv"),
        "text,label\n" + rows + "well,caf\u00e9\nwell,cafe\u0301\nwell,caf\u00e9\n");
    text(root.resolve("text-empty.csv"), "text,label\n" + rows + ",pos\n");
    text(root.resolve("nul.csv"), "text,label\n" + rows + "a\0b,pos\n");
    text(root.resolve("bell.csv"), "te\u0007xt,label\n" + rows);
    text(root.resolve("array.json"), "[" + jsonl(20).strip().replace("\n", ",") + "]");
    text(root.resolve("plain.txt"), "a text\nanother\n");
    text(root.resolve("sheet.xlsx"), "PK");
    text(root.resolve("table.parquet"), "PAR1");
    text(root.resolve("torn.jsonl"), jsonl(20) + "{\"text\": \"never clo");
    text(root.resolve("array.jsonl"), jsonl(20) + "[1, 2]\n");
    text(root.resolve("scalar.jsonl"), jsonl(20) + "42\n");
    text(root.resolve("null-label.jsonl"), jsonl(20) + "{\"text\": \"a\", \"label\": null}\n");
    text(root.resolve("no-label.jsonl"), jsonl(20) + "{\"text\": \"a\"}\n");
    text(root.resolve("object.jsonl"), jsonl(20) + "{\"text\": {\"a\": 1}, \"label\": \"pos\"}\n");
    text(root.resolve("bool.jsonl"), jsonl(20).replace("\"pos\"", "true").replace("\"neg\"", "false"));
    text(root.resolve("duplicate-key.jsonl"), jsonl(20) + "{\"text\":\"a\",\"text\":\"b\",\"label\":\"pos\"}\n");
    text(root.resolve("deep.jsonl"), jsonl(20) + "[".repeat(5000) + "\n");
    text(root.resolve("long-text.csv"), "text,label\n" + rows + "word ".repeat(1500) + ",pos\n");
    text(root.resolve("wide-name.csv"), "text," + "l".repeat(5000) + "\n" + rows);
    text(root.resolve("wide-label.csv"), "text,label\n" + rows + "a," + "l".repeat(5000) + "\n");
    text(root.resolve("emoji.csv"), "text,label\n" + rows + "\uD83D\uDE00 \uD83D\uDE03,pos\n");
    text(root.resolve("naïve name.csv"), "text,label\n" + rows);
    Files.createDirectories(root.resolve("folder.csv"));
    gzip(root.resolve("good.csv.gz"), "text,label\n" + rows, 1);
    gzip(root.resolve("bomb.csv.gz"), "text,label\n" + rows + "\"" + "a".repeat(1 << 20), 300);
    gzip(root.resolve("bomb.jsonl.gz"), jsonl(20) + "{\"text\": \"" + "a".repeat(1 << 20), 300);
    text(root.resolve("no.csv.gz"), "text,label\n" + rows);
    byte[] whole = Files.readAllBytes(root.resolve("good.csv.gz"));
    Files.write(root.resolve("torn.csv.gz"), java.util.Arrays.copyOf(whole, whole.length / 2));
  }

  private static String rows(String separator, int each) {
    StringBuilder rows = new StringBuilder();
    for (int i = 0; i < each; i++) {
      rows.append("a fine and lovely day number ").append(i).append(separator).append("pos\n");
      rows.append("an awful and dreary night ").append(i).append(separator).append("neg\n");
    }
    return rows.toString();
  }

  private static String numbered() {
    StringBuilder rows = new StringBuilder();
    for (int i = 0; i < 20; i++) {
      rows.append("bright,").append(i % 2 == 0 ? "1" : "1.0").append("\ndark,0\n");
    }
    return rows.toString();
  }

  private static String jsonl(int each) {
    StringBuilder lines = new StringBuilder();
    for (int i = 0; i < each; i++) {
      lines.append("{\"text\": \"a fine day ").append(i).append("\", \"label\": \"pos\"}\n");
      lines.append("{\"text\": \"an awful night ").append(i).append("\", \"label\": \"neg\"}\n");
    }
    return lines.toString();
  }

  // ---- archives for `datasets add`

  private static void archives(Path root) throws IOException {
    Files.createDirectories(root);
    text(root.resolve("empty.tgz"), "");
    text(root.resolve("liar.tgz"), "no archive at all");
    text(root.resolve("liar.zip"), "no archive at all");
    text(root.resolve("liar.deb"), "no archive at all");
    gzip(root.resolve("torn.tgz"), "x".repeat(4096), 1);
    byte[] whole = Files.readAllBytes(root.resolve("torn.tgz"));
    Files.write(root.resolve("torn.tgz"), java.util.Arrays.copyOf(whole, whole.length / 2));
    Files.write(root.resolve("torn.zip"), new byte[] {'P', 'K', 3, 4, 20, 0, 0, 0, 8, 0});
  }

  private static void text(Path file, String text) throws IOException {
    write(file, text, StandardCharsets.UTF_8);
  }

  private static void write(Path file, String text, Charset charset) throws IOException {
    Files.createDirectories(file.getParent());
    Files.write(file, text.getBytes(charset));
  }

  /** The head, then {@code repeats - 1} times its last MiB again. */
  private static void gzip(Path file, String head, int repeats) throws IOException {
    byte[] bytes = head.getBytes(StandardCharsets.UTF_8);
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
      out.write(bytes);
      for (int i = 1; i < repeats; i++) {
        out.write(bytes, Math.max(0, bytes.length - (1 << 20)), Math.min(bytes.length, 1 << 20));
      }
    }
  }
}
