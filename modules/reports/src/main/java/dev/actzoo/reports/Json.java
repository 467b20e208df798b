package dev.actzoo.reports;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.io.CharacterEscapes;
import com.fasterxml.jackson.core.io.SerializedString;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import dev.actzoo.experiments.Answers;
import dev.actzoo.experiments.ArmSettings;
import dev.actzoo.experiments.CellSpec;
import java.io.IOException;
import java.util.BitSet;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * JSON text that is the same on every machine: floating-point numbers have at most twelve
 * significant digits, since the last ones differ between processors, and are null where JSON has no
 * number for them.
 */
public final class Json {
  private static final ObjectMapper MAPPER =
      JsonMapper.builder()
          .addModule(
              new SimpleModule()
                  .addSerializer(Double.class, new Rounded())
                  .addSerializer(Double.TYPE, new Rounded()))
          .addMixIn(CellSpec.class, Cell.class)
          .addMixIn(Answers.class, Counted.class)
          .build();

  private static final ObjectMapper FOR_SCRIPTS = MAPPER.copy();

  static {
    FOR_SCRIPTS.getFactory().setCharacterEscapes(new ScriptEscapes());
  }

  private Json() {}

  /** A document for people and programs, indented. */
  public static String pretty(Object value) {
    DefaultPrettyPrinter printer = new DefaultPrettyPrinter();
    printer.indentObjectsWith(new DefaultIndenter("  ", "\n"));
    return write(MAPPER.writer(printer), value) + "\n";
  }

  /**
   * Compact text that may stand inside an HTML script element: nothing in it can end the element.
   */
  public static String forScript(Object value) {
    return write(FOR_SCRIPTS.writer(), value);
  }

  private static String write(ObjectWriter writer, Object value) {
    try {
      return writer.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a report that JSON cannot hold", e);
    }
  }

  /** A cell without settings of single arms says nothing of such. */
  private interface Cell {
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    Map<String, ArmSettings> tuned();
  }

  /** Answers are counted, not listed. */
  private interface Counted {
    @JsonIgnore
    @Nullable BitSet right();
  }

  private static final class Rounded extends StdSerializer<Double> {
    private static final long serialVersionUID = 1L;

    Rounded() {
      super(Double.class);
    }

    @Override
    public void serialize(Double value, JsonGenerator generator, SerializerProvider provider)
        throws IOException {
      if (Double.isFinite(value)) {
        generator.writeNumber(Numbers.shortened(value));
      } else {
        generator.writeNull();
      }
    }
  }

  /** Escapes what HTML or an old script parser would act upon. */
  private static final class ScriptEscapes extends CharacterEscapes {
    private static final long serialVersionUID = 1L;

    @Override
    public int[] getEscapeCodesForAscii() {
      int[] codes = standardAsciiEscapesForJSON();
      for (char c : new char[] {'<', '>', '&', '\''}) {
        codes[c] = ESCAPE_STANDARD;
      }
      return codes;
    }

    @Override
    public @Nullable SerializableString getEscapeSequence(int character) {
      return character == '\u2028' || character == '\u2029'
          ? new SerializedString(String.format(Locale.ROOT, "\\u%04x", character))
          : null;
    }
  }
}
